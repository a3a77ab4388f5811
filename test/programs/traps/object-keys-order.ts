export function f(x: number): number {
  const o: Record<string, number> = { b: x, 2: x * x, a: 3 * x, 1: x ** 3 };
  let s = 0;
  let k = 1;
  for (const key of Object.keys(o)) { s += o[key] * k; k *= 2; }
  for (const key in o) { s += o[key] * k; k *= 2; }
  Object.values(o).forEach((v, i) => { s += v * i * i; });
  for (const [key, v] of Object.entries(o)) s = s * 0.9 + v * key.length;
  return s;
}
export const wrt = 0;
export const inputs = [[1.5]];
