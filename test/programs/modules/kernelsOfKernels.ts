function defineKernel(name: string, k: (d2: number, p: { l: number; s: number }) => number) {
  return { name, eval: (a: number[], b: number[], p: { l: number; s: number }) => { let d = 0; for (let i = 0; i < a.length; i++) d += (a[i] - b[i]) ** 2; return k(d, p); } };
}
const rbf = defineKernel("rbf", (d2, { l, s }) => s * Math.exp(-d2 / (2 * l * l)));
const rq = defineKernel("rq", (d2, { l, s }) => s / (1 + d2 / (2 * l)));
const kernels = { rbf, rq };
const sumOf = (...ks: (typeof rbf)[]) => ({ name: "sum", eval: (a: number[], b: number[], p: { l: number; s: number }) => ks.reduce((t, k) => t + k.eval(a, b, p), 0) });
const both = sumOf(rbf, rq);
export const wrt = 0;
export const inputs = [[{ l: 0.7, s: 1.2 }, "rbf"], [{ l: 0.7, s: 1.2 }, "rq"]];
export function f(p: { l: number; s: number }, which: "rbf" | "rq"): number {
  const pts = [[0, 1], [1, 0.5], [0.2, 0.3]];
  let t = 0;
  for (const a of pts) for (const b of pts) t += kernels[which].eval(a, b, p) * both.eval(b, a, p);
  return t;
}
