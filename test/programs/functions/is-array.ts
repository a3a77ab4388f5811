// Array.isArray under another name, as libraries keep it, of values that may be missing or of several kinds.
const isArray = Array.isArray;

const size = (value: number | number[]): number =>
  isArray(value) ? value.reduce((sum, v) => sum + v * v, 0) : value * value;

function firstOf(rows: Map<string, number[]>, key: string, otherwise: number): number {
  const row = rows.get(key);
  return isArray(row) ? row[0] * row[1] : otherwise;
}

export function f(x: number[]): number {
  const rows = new Map([["a", [x[0], x[1]]]]);
  const absent = rows.get("c");
  const found = Array.isArray(absent) ? 100 * x[0] : x[1];
  return size(x) + size(x[1]) + firstOf(rows, "a", x[0]) + firstOf(rows, "b", x[1] ** 3) + found;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7]]];
