/** Parameters updated under keys that are one of a few names by their type: records of several kinds, instances, accessors. */
interface Params {
  mu: number;
  label: string;
  sigma: number;
  weights: number[];
}
type NumKey = "mu" | "sigma";
class Adam {
  private m = { mu: 0, sigma: 0 };
  constructor(private readonly p: Params) {}
  step(key: NumKey, g: number, lr: number): void {
    this.m[key] = 0.9 * this.m[key] + 0.1 * g;
    this.p[key] -= lr * this.m[key] * this.p.weights[key === "mu" ? 0 : 1]!;
  }
}
class Box {
  lo = 0;
  hi = 1;
  #scale = 2;
  readonly tag = "box";
  get width(): number {
    return (this.hi - this.lo) * this.#scale;
  }
  set width(w: number) {
    this.hi = this.lo + w / this.#scale;
  }
  bump<K extends "lo" | "hi" | "width">(k: K, by: number): this {
    this[k] += by;
    return this;
  }
}
const table = { a: { gain: 1, bias: 2, name: "a" }, b: { gain: 3, bias: -1, name: "b" } };
function read<K extends keyof typeof table>(k: K, f: "gain" | "bias"): number {
  return table[k][f];
}
export function f(x: number[]): number {
  const p: Params = { mu: x[0]!, label: "n", sigma: 1 + x[1]! ** 2, weights: [x[2]!, 1] };
  const opt = new Adam(p);
  const keys: NumKey[] = ["mu", "sigma"];
  for (let i = 0; i < 4; i++)
    for (const k of keys)
      if (p[k] > 0.1) opt.step(k, Math.sin(p[k]), 0.3);
      else p[k] *= 1.5;
  const b = new Box();
  for (const k of ["lo", "width", "hi"] as const) b.bump(k, x[3]! * (k === "width" ? 2 : 1));
  let s = 0;
  for (const k of ["a", "b"] as const)
    for (const f of ["gain", "bias"] as const) s += read(k, f) * p.mu ** (f === "gain" ? 1 : 2);
  return p.mu * p.sigma + b.width * b.hi - b.lo + s;
}

export const wrt = 0;
export const inputs = [[[0.3, 1.2, 2.1, -0.7]], [[1.5, -1, 0.6, 3]], [[-1, 0.1, 0.6, 3]]];
