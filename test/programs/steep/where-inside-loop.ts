export function f(x: number[], lo: number): number {
  let s = 0, state = 1;
  const safe = (v: number): number => (v > 0 ? Math.sqrt(v) + Math.log(v) : 0);
  for (let i = 0; i < x.length; i++) {
    const v = x[i];
    s += safe(v) + (v > 0 ? v ** 0.5 : v < -1 ? (-v) ** 1.5 : 0);
    state = Math.sqrt(Math.max(state * 0.5 - v, 0)) + 0.1 * state;
    const w = Math.min(Math.max(v, lo), 1);
    s += Math.acos(w) * state + Math.asin(Math.min(1, Math.max(-1, v * 2)));
  }
  const probs = x.map((v) => Math.max(v, 0)); const tot = probs.reduce((a, b) => a + b, 0);
  const ent = probs.reduce((h, p) => (p > 0 ? h - (p / tot) * Math.log(p / tot) : h), 0);
  return s + ent + state;
}
export const wrt = [0, 1];
export const inputs = [[[0.45, -1.5, 0.25, -0.3], -0.9]];
