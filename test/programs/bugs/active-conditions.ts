export function f(x: number, y: number): number {
  let s = x > y ? x * y : x + y;
  if (s > 1 && x < 2 || !(y > 0)) s *= x; else if (s * s < 0.5) s = y - s;
  const k = x >= 1 ? 3 : 2;
  for (let i = 0; i < k; i++) s = s > 3 ? s - x : s * 1.5 + y;
  s += (x > 0 && y) || 0.5;
  s += +(x > 1) * y + Number(y > 0) * x;
  const c = x < y, d = c ? 1 : -1;
  s += d * x + (c ? y : 0) * (d > 0 ? x : 1);
  const z = Math.min(x, y) * Math.max(x, y, s) + (Math.min(...[x, y, 3]) > 1 ? x : y);
  return s + z + [x, y][+c] + (x ?? y) + (x || y) * (y && x);
}
export const wrt = [0, 1];
export const inputs = [[0.5, 1.1], [1.5, 0.7], [1.2, -0.4], [3, 2.5], [-1, -2]];
