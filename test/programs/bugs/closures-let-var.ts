export function f(x: number): number {
  const fs: (() => number)[] = [];
  for (let i = 0; i < 3; i++) fs.push(() => x * i);
  for (var j = 0; j < 3; j++) fs.push(() => x * x * j);
  let k = 1;
  const g = () => k * x;
  k = 5;
  let s = g();
  for (const h of fs) s += h() ** 2;
  return s;
}
export const wrt = 0;
export const inputs = [[1.3], [-2]];
