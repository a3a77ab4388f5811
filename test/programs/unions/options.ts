type Option = number | "auto" | { scale: number; offset?: number };
const resolve = (o: Option, x: number): number => {
  if (o === "auto") return Math.log1p(x * x);
  if (typeof o === "number") return o * x;
  const { scale, offset = 0.1 } = o;
  return scale * x + offset;
};
export function f(a: number, b: number): number {
  const options: Option[] = [a, "auto", { scale: b }, { scale: a * b, offset: b }];
  let best: Option = "auto", value = -Infinity, sum = 0;
  for (const o of options) {
    const v = resolve(o, b + sum * 0.1);
    sum += v;
    if (v > value) { value = v; best = o; }
  }
  return sum + resolve(best, a);
}
export const wrt = [0, 1];
export const inputs = [[1.3, 0.7], [0.4, 2]];
