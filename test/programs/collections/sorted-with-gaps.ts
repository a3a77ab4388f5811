// Lists with elements that are undefined are sorted: these come last, and the comparator is not asked about them.
interface Item {
  v: number;
}

export function f(x: number[]): number {
  const list: (number | undefined)[] = [3 * x[0], undefined, x[1], undefined, x[0] * x[1]];
  list.sort((a, b) => a! - b!);
  let sum = (list[0] ?? 10) * 2 + (list[1] ?? 100) + (list[2] ?? x[0] * x[0]) * 3;
  if (list[3] === undefined && list.length === 5) sum += x[1] ** 3;
  const items: (Item | undefined)[] = [{ v: 3 * x[0] }, undefined, { v: x[1] }];
  const sorted = items.toSorted((a, b) => b!.v - a!.v);
  sum += (sorted[0]?.v ?? 0) * 2 + (sorted[1]?.v ?? 100) + (sorted[2]?.v ?? x[0] * x[1]);
  const names: (string | undefined)[] = ["b", undefined, "a"];
  names.sort();
  return sum * (names[0] === "a" && names[2] === undefined ? x[0] : 1) + ["1", "7", "3"].map(parseFloat)[1] * x[1];
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[-0.4, 2.1]]];
