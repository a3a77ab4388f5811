// Lists, typed arrays and maps told apart by instanceof and by ArrayBuffer.isView.
type Data = number | number[] | Float64Array | Map<string, number> | Set<number>;

function total(data: Data, x: number): number {
  if (typeof data === "number") return data * x;
  if (data instanceof Float64Array) return data.reduce((a, b) => a + b * b, 0);
  if (data instanceof Map) return [...data.values()].reduce((a, b) => a * b, x);
  if (data instanceof Set) return data.size * x;
  return data.reduce((a, b) => a + Math.sin(b), 0);
}

const first = (list: Float64Array | number[] | null | undefined, x: number): number =>
  list instanceof Array ? list[0]! * x : ArrayBuffer.isView(list) ? list[0]! ** 2 : x;

const sorted = (list: number[] | Float32Array): number[] => (list instanceof Float32Array ? [...list] : list.slice()).sort();

export function f(x: number, y: number): number {
  const all: Data[] = [x, [x, y], Float64Array.of(y, x * y), new Map([["a", x + y]]), new Set([1, 2])];
  let s = 0;
  for (const data of all) s += total(data, y);
  s += first([x, y], y) + first(Float64Array.of(x * x), y) + first(null, x) + first(undefined, y);
  return s + sorted([y, x])[0]! * x;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.4],
  [2.1, -0.6],
];
