export function f(x: number, y: number): number {
  let n = 0;
  const t = (v: number) => { n += v * x; return v > 0; };
  const b = t(x) && t(y) || t(x - y);
  let z: number | undefined = x > 1 ? undefined : x;
  z ??= (n += y, y * y);
  let w = 0;
  w ||= x * 3;
  w &&= w * y;
  return n + (b ? x : y) + z + w;
}
export const wrt = [0, 1];
export const inputs = [[1.2, 0.5], [-1, 2], [0.5, -0.3], [2, -3]];
