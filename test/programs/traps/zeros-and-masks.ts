/** Zeros under products and logarithms, and terms that are left out by a mask. */

// Products of all that came before.
function cumprod(x: number[]): number { const out: number[] = []; let p = 1; for (const v of x) { p *= v; out.push(p); } return out.reduce((s, v, i) => s + v * (i + 1), 0); }

// Entropy.
const xlogx = (p: number): number => p > 0 ? p * Math.log(p) : 0;
function entropy(x: number[]): number { let h = 0; for (const p of x) h -= xlogx(p); return h; }

// A softmax in which an entry is minus infinity.
function softmaxMask(x: number[]): number { const keep = [true, false, true]; const z = x.map((v, i) => keep[i] ? v : -Infinity); const m = Math.max(...z); const e = z.map((v) => Math.exp(v - m)); const s = e.reduce((a, b) => a + b, 0); return e.reduce((a, v, i) => a + (v / s) * (i + 1), 0); }

// A quotient that is 0 by 0 at one point.
function sinc(x: number[]): number { return x.reduce((s, v) => { const r = Math.sin(v) / v; return s + (Math.abs(v) < 1e-8 ? 1 - v * v / 6 : r); }, 0); }

// A sign times a quotient of exponentials.
function tanhBig(x: number[]): number { const th = (v: number): number => { const e = Math.exp(-2 * Math.abs(v)); return Math.sign(v) * (1 - e) / (1 + e); }; return x.reduce((s, v) => s + th(v), 0); }

// Remainders, also of negative numbers.
function mod(x: number[]): number { const m = (a: number, b: number): number => ((a % b) + b) % b; return (x[0] % x[2]) * 3 + (x[1] % x[2]) ** 2 + m(x[1], x[2]) * x[0]; }

export function f(x: number[]): number {
  return cumprod(x.slice()) + entropy(x.slice()) * 0.50 + softmaxMask(x.slice()) * 0.33 + sinc(x.slice()) * 0.25 + tanhBig(x.slice()) * 0.20 + mod(x.slice()) * 0.17;
}
export const wrt = 0;
export const inputs = [[[0.5,0.2,0.3]],[[2,0.1,3]]];
