class Skip extends Error { constructor(readonly amount: number) { super("skip"); } }
function step(v: number, i: number): number {
  if (i % 3 === 1) throw new Skip(v * 2);
  if (i === 5) throw new Error("stop");
  return v * v;
}
function g(v: number): number { try { if (v > 1) throw new Error("big"); return v; } finally { if (v > 2) return 10 * v; } }
export function f(x: number[], n: number): number {
  let s = 0, finals = 0;
  for (let i = 0; i < n; i++) {
    let t = x[i % x.length];
    try {
      t *= 2;
      s += step(t, i);
      t += s;
    } catch (e) {
      if (e instanceof Skip) { s += e.amount * t; continue; }
      s *= x[0];
      break;
    } finally {
      finals += t;
      if (i === 3) s += finals;
    }
    s += 0.1 * t;
  }
  let r = 0;
  for (const v of [0.5 * x[0], 3 * x[1]]) { try { r += g(v); } catch { r -= v; } }
  return s + finals * 0.5 + r;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7], 0], [[0.5, 1.1, -0.7], 4], [[0.5, 1.1, -0.7], 8], [[0.5, 0.4, 0.2], 3]];
