type Nested = number | Nested[];
function total(n: Nested): number { return Array.isArray(n) ? n.reduce<number>((s, c) => s + total(c), 0) : n * n; }
export function f(x: number, y: number): number {
  const list: Nested[] = [x, [y, [x * y, 2]], 3];
  list.push([x]);
  return total(list) + total(x) + list.length;
}
export const wrt = [0, 1];
export const inputs = [[1.5, 0.7]];
