export function f(x: number, mode: string): number {
  const spec = mode === "fixed" ? x * 2 : mode === "auto" ? "auto" : { min: x, max: x * x };
  if (typeof spec === "string") return x;
  if (typeof spec === "number") return spec * spec;
  return spec.max * spec.min;
}
export const wrt = 0;
export const inputs = [[1.5, "fixed"], [1.5, "auto"], [1.5, "range"]];
