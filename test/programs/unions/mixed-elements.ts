/** Numbers and arrays in one array, told apart by `typeof` and by `Array.isArray`. */
export function f(x: number, y: number): number {
  const a: (number | number[])[] = [];
  a.push(x);
  a.push([x * y, y]);
  a.push(y);
  let s = a.length * x;
  for (const item of a) s += typeof item === "number" ? item * item : item[0] * item[1];
  const last = a.findLast((item) => Array.isArray(item));
  return Array.isArray(last) ? s * last.length : s;
}

export const wrt = [0, 1];
export const inputs = [[1.5, 0.7]];
