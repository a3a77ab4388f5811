/** The fields of a record are read by name and, all of them, as values: with a call around, the cotangent of the named one was lost. */
type Point = { x: number; y: number };

function last(list: number[], depth: number): number {
  return depth <= 0 ? list[0] : last(list, depth - 1);
}

export function f(p: Point, a: number): number {
  let total = 0.4 * last([1.5], 3);
  total += 0.3 * Object.values(p).reduce((product, value) => product * value, 1);
  return total + a * last([p.x], 2) + p.y / 1.5;
}

export const wrt = [0, 1];
export const inputs = [
  [{ x: -0.997, y: -0.912 }, 0.929],
  [{ x: 2, y: 3 }, -1],
];
