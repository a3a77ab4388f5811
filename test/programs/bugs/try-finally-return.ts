export function f(x: number): number {
  let s = 0;
  const g = (v: number): number => {
    try {
      if (v > 2) throw new Error("big");
      s += v;
      return v * v;
    } catch (e) {
      s *= 2;
      return v;
    } finally {
      s += v * x;
      if (v < 0) return s * v;
    }
  };
  return g(x) + g(x + 1) + g(-x) + s;
}
export const wrt = 0;
export const inputs = [[1.5], [0.4], [3]];
