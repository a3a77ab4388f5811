// Places that hold a number first and an instance, a list or a text later: what is asked of them in a loop is not known by what they held first.
class Dual {
  constructor(
    readonly re: number,
    readonly eps: number,
  ) {}
  static lift(v: Dual | number): Dual {
    return v instanceof Dual ? v : new Dual(v, 0);
  }
  times(other: Dual | number): Dual {
    const o = Dual.lift(other);
    return new Dual(this.re * o.re, this.re * o.eps + this.eps * o.re);
  }
}

/** Horner's rule: the accumulator is 0 before the first coefficient. */
function horner(coefficients: readonly number[], x: number): number {
  const value = coefficients.reduce<Dual | number>((sum, c) => {
    const product = Dual.lift(sum).times(new Dual(x, 1));
    return new Dual(product.re + c, product.eps);
  }, 0);
  return value instanceof Dual ? value.re * value.eps : value;
}

/** A stack of numbers, in which results are nodes. */
class Node {
  constructor(readonly value: number) {}
}
function evaluate(stack: (Node | number)[]): number {
  const valueOf = (entry: Node | number): number => (entry instanceof Node ? entry.value : entry);
  while (stack.length > 1) {
    const right = stack.pop() as Node | number;
    const left = stack.pop() as Node | number;
    stack.push(new Node(valueOf(left) * valueOf(right) + 1));
  }
  return valueOf(stack[0] as Node | number);
}

/** The state of a filter: nothing, a list, a table, an error. */
function filtered(x: number): number {
  let list: number | number[] = x;
  let typed: Float64Array | number[] = [x];
  let table: Map<string, number> | Set<string> | string = "none";
  let problem: Error | number = 2;
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    const rows: number[] = Array.isArray(list) ? list : [list];
    list = rows.map((v) => v * x).concat(i);
    sum += typed instanceof Float64Array ? (typed[0] as number) * x : (typed[0] as number);
    typed = Float64Array.of(sum * 0.1);
    if (table instanceof Map) sum += (table.get("a") as number) * x;
    else if (table instanceof Set) sum += table.size * x;
    else sum += table.length;
    table = i === 0 ? new Map([["a", x * x]]) : new Set(["a", "b"]);
    sum += problem instanceof RangeError ? x ** 3 : problem instanceof Error ? x * x : x * problem;
    problem = i === 0 ? new Error("first") : new RangeError("second");
  }
  return sum + (Array.isArray(list) ? list.reduce((a, b) => a + b, 0) : 0);
}

/** A field, an entry and a captured variable. */
class Cell {
  content: Node | number = 0;
  put(w: number): void {
    const held = this.content;
    const level = held instanceof Node ? held.value * 2 : held;
    this.content = level > 0 ? new Node(w + level) : w;
  }
}
function stored(x: number): number {
  const cell = new Cell();
  const entries = new Map<string, Node | number>([["a", x]]);
  let captured: Node | boolean = false;
  const step = (w: number): void => {
    captured = new Node(captured instanceof Node ? captured.value * w : w);
  };
  for (const w of [x, 2, x * x]) {
    cell.put(w);
    const held = entries.get("a");
    entries.set("a", new Node((held instanceof Node ? held.value : (held ?? 1)) * w));
    step(w);
  }
  const last = captured as Node | boolean;
  const [a, b] = [cell.content, entries.get("a")];
  return (a instanceof Node ? a.value : a) + (b instanceof Node ? b.value : 0) * (last instanceof Node ? last.value : 1);
}

export function f(x: number): number {
  return horner([x, 2, 3], x) + evaluate([x, 2, x, x]) + filtered(x) + stored(x);
}
export const wrt = 0;
export const inputs = [[1.3], [0.7]];
