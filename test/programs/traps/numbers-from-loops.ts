/** Numerical methods whose iterations depend on what they compute. */

// The greatest eigenvalue, by powers and by a formula.
function eig(x: number[]): number { const [a, b, c] = x; const m = (a + c) / 2; const d = Math.hypot((a - c) / 2, b); let v = [1, 0]; for (let i = 0; i < 60; i++) { const w = [a * v[0] + b * v[1], b * v[0] + c * v[1]]; const n = Math.hypot(...w); v = w.map((e) => e / n); } return (m + d) * (m - d) + m + d + v[0] * v[1]; }

// Steps that are halved or doubled, and a bounce.
function ode(x: number[]): number { let h = x[0], v = x[1], t = 0, dt = 0.05; const g = x[2]; while (t < 1) { const step = Math.min(dt, 1 - t); const k1 = -g - 0.1 * v * Math.abs(v), k2 = -g - 0.1 * (v + step * k1) * Math.abs(v + step * k1); const err = Math.abs(k2 - k1) * step; if (err > 0.04 && step > 0.01) { dt /= 2; continue; } h += step * v + step * step * k1 / 2; v += step * (k1 + k2) / 2; t += step; if (h < 0 && v < 0) { v = -0.7 * v; h = -h * 0.7; } if (err < 0.001) dt *= 1.5; } return h + 0.1 * v; }

// Two states that change places each step.
function adjoint(x: number[]): number { let cur = Float64Array.from(x), next = new Float64Array(4); for (let i = 0; i < 15; i++) { const r3 = Math.hypot(cur[0], cur[1]) ** 3; next[2] = cur[2] - 0.1 * cur[0] / r3; next[3] = cur[3] - 0.1 * cur[1] / r3; next[0] = cur[0] + 0.1 * next[2]; next[1] = cur[1] + 0.1 * next[3]; const t = cur; cur = next; next = t; } return cur[0] * cur[3] + next[1]; }

// A series that ends when a term is small.
function hyper(x: number[]): number { const [a, b, z] = x; let term = 1, s = 1; for (let n = 0; ; n++) { term *= (a + n) / (b + n) * z / (n + 1); s += term; if (Math.abs(term) < 1e-17) break; } return s; }

// A continued fraction that is rescaled.
function bessel(x: number[]): number { let a = 1, b = x[1]; for (let i = 0; i < 20; i++) { [a, b] = [b, x[0] / (i + 1) * b + a * 0.5 / (1 + i)]; if (b > 50) { a /= b; b = 1; } } return a / b; }

// A recurrence evaluated at 0, where some terms vanish.
function chebyshev(x: number[]): number { const z = 0; let b1 = 0, b2 = 0; for (let k = x.length - 1; k > 0; k--) { const t = 2 * z * b1 - b2 + x[k]; b2 = b1; b1 = t; } return z * b1 - b2 + x[0]; }

export function f(x: number[]): number {
  return eig(x.slice()) + ode(x.slice()) * 0.50 + adjoint(x.slice()) * 0.33 + hyper(x.slice()) * 0.25 + bessel(x.slice()) * 0.20 + chebyshev(x.slice()) * 0.17;
}
export const wrt = 0;
export const inputs = [[[1, 0.5, 0.8, 1.1]], [[2, 1, 0.6, 0.7]]];
