/** A map that was just made has no entries: what is read from it is undefined, and not the 0 of a map of cotangents. */
export function f(x: number, y: number): number {
  const map = new Map<string, number>();
  const before = map.get("a");
  map.set("a", x * y);
  const record: Record<string, number | undefined> = {};
  const missing = record["b"];
  record["b"] = y * y;
  const first = before === undefined ? 3 * x : before;
  const second = missing === undefined ? 0.5 * y : missing;
  return first * (map.get("a") ?? 1) + second * (record["b"] ?? 1);
}

export const wrt = [0, 1];
export const inputs = [
  [1.5, 2],
  [-0.5, 0.7],
];
