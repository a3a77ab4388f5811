/** Dictionaries taken apart with a rest, functions in a map called with spread arrays, and literals with a valueOf. */
/** Portfolio weights by ticker: what is named is taken out, the rest is renormalised. */
type Weights = Record<string, number>;
const handlers: Map<string, (...a: number[]) => number> = new Map<string, (...a: number[]) => number>([
  ["sum", (...v) => v.reduce((a, b) => a + b, 0)],
  ["spread", (lo = 0, hi = 1, k = 2) => (hi - lo) * k],
]);
function without({ cash = 0.1, ...risky }: Weights): Weights {
  const total = Object.values(risky).reduce((a, b) => a + b, 0);
  const out: Weights = { cash };
  for (const [k, v] of Object.entries(risky)) if (v > 0) out[k] = ((1 - cash) * v) / total;
  return out;
}
const money = (v: number) => ({
  v,
  fee: 0.1,
  valueOf() {
    return this.v - this.fee * this.v;
  },
});
export function f(x: number[]): number {
  const w: Weights = {};
  for (const [i, v] of x.entries()) {
    w[`t${i}`] = v * v;
    if (i === 2) w.cash = v;
  }
  let s = 0;
  for (let r = 0; r < 3; r++) {
    const { t0 = 0, t1 = 0, ...rest } = without(w);
    s += t0 * 2 + t1 * t1 + Object.values(rest).reduce((a, b) => a * 0.5 + b, 0) + Object.keys(rest).length;
    w.t0! += s * 0.1;
    const m = money(s);
    if (+m > 0.2) s += m.v / (1 + +m);
    for (const name of ["sum", "spread"]) s += handlers.get(name)!(...x.slice(r));
  }
  return s + (w.cash ?? 0);
}

export const wrt = 0;
export const inputs = [[[0.3, 1.2, 0.21, 0.7]], [[1.5, -1, 0.6, 3]]];
