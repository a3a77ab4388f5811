/** The cotangent of a small record is scalars until it is returned. */
export function f(p: { x: number; y: number }, r: number): number {
  const d = Math.hypot(p.x, p.y) - r;
  return d * d;
}

export const inputs = [
  [{ x: 3, y: 4 }, 1],
  [{ x: 0, y: 0 }, 1],
];
