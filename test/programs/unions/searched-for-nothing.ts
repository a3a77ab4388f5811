// Lists searched for null and undefined, and values of several kinds compared with each other.
type Key = string | number;
interface Row {
  readonly id: Key;
  readonly w: number;
}

export function f(x: number): number {
  const gaps: (number | undefined | null)[] = [x, undefined, 2, null, x * x];
  const flags: (boolean | null)[] = [true, null, false];
  const names: (string | undefined)[] = ["a", undefined, "b"];
  let sum = gaps.indexOf(undefined) * x + gaps.indexOf(null) * x * x + gaps.indexOf(null, 4) * x ** 3;
  sum += (gaps.includes(undefined) ? x : 1) + (gaps.includes(null, 4) ? 1 : 2 * x);
  sum += flags.indexOf(null) * x + (flags.includes(null) ? x : 1) + names.indexOf(undefined) * x;
  const keys: (Key | undefined)[] = ["0", 0, "", 1, "1", undefined];
  for (const p of keys)
    for (const q of keys) {
      if (p === q) sum += x;
      if (p !== q) sum += x * x * 0.1;
    }
  const rows: Row[] = [
    { id: 1, w: x },
    { id: "1", w: x * x },
    { id: "b", w: 2 * x },
    { id: 1, w: x ** 3 },
  ];
  const total = (id: Key): number => rows.filter((row) => row.id === id).reduce((t, { w }) => t + w, 0);
  const pairs = rows.flatMap((a, i) => rows.slice(i + 1).filter((b) => b.id === a.id));
  return sum + total(1) * total("1") + total("b") + pairs.reduce((t, { w }) => t + w, 0);
}
export const wrt = 0;
export const inputs = [[1.3], [0.4]];
