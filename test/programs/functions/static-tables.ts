// Functions in static fields of classes: tables by name and by number, and maps.
type Binary = (a: number, b: number) => number;

class Operations {
  static table: Record<string, Binary> = { add: (a, b) => a + b, mul: (a, b) => a * b, pow: Math.pow };
  static readonly activations = [Math.sin, (v: number) => v * v, Math.exp];
  static #gates = new Map<string, (v: number) => number>([
    ["relu", (v) => (v > 0 ? v : 0)],
    ["cube", (v) => v ** 3],
  ]);
  private static readonly nested = { outer: { scale: (v: number, k: number) => v * k }, k: 4 };

  static run(name: string, a: number, b: number): number {
    return Operations.table[name](a, b);
  }
  static all(v: number): number {
    return this.activations.reduce((sum, g) => sum + g(v), 0);
  }
  static gate(name: string, v: number): number {
    return Operations.#gates.get(name)?.(v) ?? v;
  }
  static scaled(v: number): number {
    return Operations.nested.outer.scale(v, Operations.nested.k);
  }
}

class More extends Operations {
  static twice(v: number): number {
    return More.table.mul(v, 2) + More.activations[1](v);
  }
}

export function f(x: number[]): number {
  let sum = 0;
  for (const name of ["mul", "add", "pow"]) sum += Operations.run(name, x[0], Operations.run("add", x[1], 3));
  for (let i = 0; i < 3; i++) sum += Operations.activations[i](x[i % 2]) * (i + 1);
  for (const name of ["relu", "cube", "none"]) sum += Operations.gate(name, x[0] * x[1]);
  return sum + Operations.all(x[0]) * Operations.scaled(x[1]) + More.twice(x[0]);
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[0.4, 2.1]]];
