/** Parameters that are read-only tuples and lists of them, held by closures and records of the program. */
type Point = readonly [x: number, y: number];
type Distance = (p: Point) => number;
interface Anchor {
  readonly at: Point;
  readonly weight: number;
}
const disc =
  (center: Point, radius: number): Distance =>
  ([x, y]) =>
    Math.hypot(x - center[0], y - center[1]) - radius;
const union =
  (...parts: Distance[]): Distance =>
  (p) =>
    Math.min(...parts.map((part) => part(p)));

export function f(center: Point, path: readonly Point[], radius: number): number {
  const scene = union(disc(center, radius), disc([2, 0], 0.5));
  const anchors: Anchor[] = path.map((at, i) => ({ at, weight: i + 1 }));
  let farthest = center;
  let total = 0;
  for (const { at, weight } of anchors) {
    total += weight * scene(at);
    if (Math.hypot(...at) > Math.hypot(...farthest)) farthest = at;
  }
  return total + farthest[0] * farthest[1];
}
export const wrt = [0, 1, 2];
export const inputs = [
  [[0.1, 0.3], [[0.4, 1.1], [1.9, -0.8]], 0.7],
  [[2.5, 1.3], [[0.4, 1.1]], 0.7],
];
