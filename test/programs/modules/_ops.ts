export type Vec = readonly number[];
export const lift2 = (op: (a: number, b: number) => number) => (u: Vec, v: Vec): number[] => u.map((x, i) => op(x, v[i] ?? 0));
export const lift1 = (op: (a: number) => number) => (u: Vec): number[] => u.map(op);
export const add = lift2((a, b) => a + b);
export const sub = lift2((a, b) => a - b);
export const hadamard = lift2((a, b) => a * b);
export const sigmoid = lift1((x) => 1 / (1 + Math.exp(-x)));
export const sum = (u: Vec): number => u.reduce((s, x) => s + x, 0);
export const flow = (...fns: ((u: Vec) => number[])[]) => (u: Vec): number[] => fns.reduce<number[]>((acc, g) => g(acc), [...u]);
export const defaults = { rate: 0.1, steps: 3 };
export function createIntegrator(method: "euler" | "midpoint", options: Partial<typeof defaults> = {}) {
  const { rate, steps } = { ...defaults, ...options };
  const step = method === "euler"
    ? (f: (y: number) => number, y: number) => y + rate * f(y)
    : (f: (y: number) => number, y: number) => y + rate * f(y + 0.5 * rate * f(y));
  return { run: (f: (y: number) => number, y0: number) => { let y = y0; for (let i = 0; i < steps; i++) y = step(f, y); return y; }, steps };
}
export default flow(sigmoid, lift1((x) => x * x));
