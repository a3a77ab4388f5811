/** A builder that is a class held by a static field, layers as a union with functions, and an exhaustive switch. */
type Layer =
  | { kind: "dense"; w: number[][]; b: number[] }
  | { kind: "act"; fn: (x: number) => number }
  | { kind: "drop"; p: number; seed: number }
  | { kind: "norm"; eps?: number };
class Network {
  static readonly Builder = class {
    private readonly layers: Layer[] = [];
    constructor(
      private width: number,
      private readonly params: Iterator<number>,
    ) {}
    private take(n: number): number[] {
      return Array.from({ length: n }, () => {
        const r = this.params.next();
        return r.done ? 0.1 : r.value;
      });
    }
    dense(n: number): this {
      const w = Array.from({ length: n }, () => this.take(this.width));
      this.layers.push({ kind: "dense", w, b: this.take(n) });
      this.width = n;
      return this;
    }
    act(fn: (x: number) => number): this {
      this.layers.push({ kind: "act", fn });
      return this;
    }
    norm(eps?: number): this {
      this.layers.push({ kind: "norm", ...(eps !== undefined && { eps }) });
      return this;
    }
    drop(p: number): this {
      this.layers.push({ kind: "drop", p, seed: 7 });
      return this;
    }
    build(): Network {
      return new Network(this.layers);
    }
  };
  private constructor(private readonly layers: readonly Layer[]) {}
  run(x: number[]): number[] {
    return this.layers.reduce((h, l) => {
      switch (l.kind) {
        case "dense":
          return l.w.map((row, i) => row.reduce((s, w, j) => s + w * h[j]!, l.b[i]!));
        case "act":
          return h.map((v) => l.fn(v));
        case "norm": {
          const { eps = 1e-3 } = l;
          const m = h.reduce((a, b) => a + b, 0) / h.length,
            v = h.reduce((s, u) => s + (u - m) ** 2, 0) / h.length;
          return h.map((u) => (u - m) / Math.sqrt(v + eps));
        }
        case "drop": {
          let s = l.seed;
          return h.map((v) => {
            s = (s * 48271) % 2147483647;
            return s / 2147483647 < l.p ? 0 : v / (1 - l.p);
          });
        }
        default: {
          const never: never = l;
          throw new Error(String(never));
        }
      }
    }, x);
  }
}
export function f(p: number[]): number {
  const net = new Network.Builder(2, p[Symbol.iterator]())
    .dense(3)
    .act(Math.tanh)
    .norm()
    .drop(0.2)
    .dense(1)
    .act((v) => (v > 0 ? v : 0.1 * v))
    .build();
  return [
    [0.5, 1],
    [-1, 0.3],
    [2, -0.7],
  ]
    .map((x) => net.run(x)[0]!)
    .reduce((a, b, i) => a + b * (i + 1), 0);
}

export const wrt = 0;
export const inputs = [[[1.31, 1.2, 1.1, -0.3, 0.2, 0.6, 0.1, -0.4, 0.9, 0.5, -0.8, 0.3, 0.05]]];
