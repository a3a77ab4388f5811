// An argument that is undefined is given, if it is written: a reduction starts with it, and it is an element like another.
export function f(x: number, y: number): number {
  const weights = [0.4, 0.3, 1];
  const last = weights.reduce<number[] | undefined>((held, w) => (held === undefined ? [w * x] : undefined), undefined);
  const first = weights.reduceRight((held: number | undefined, w) => (held === undefined ? w * y : held * x), undefined);
  const none = [1, 2].reduce<number | undefined>((held, w) => (held === undefined ? w * x : undefined), undefined);

  const row: (number | undefined)[] = [x, y, 2, y];
  row.push(undefined, x * y);
  row.unshift(undefined);
  row.splice(2, 1, undefined, y);
  const filled = row.slice().fill(undefined, 1, 3);
  const joined = row.with(1, undefined).concat(undefined, [x, undefined]);
  const sum = (list: readonly (number | undefined)[], each: number): number =>
    list.reduce<number>((s, v, i) => s + (v === undefined ? each * i : v * v), 0);

  const found = [x, 1, 2];
  const places = row.indexOf(undefined) + 10 * row.lastIndexOf(undefined) + (row.includes(undefined) ? 100 : 0);
  // From undefined means from 0, for the last one.
  const before = found.lastIndexOf(2, undefined) + found.lastIndexOf(2) + found.indexOf(2, undefined);
  return (
    (last === undefined ? 1 : last[0]! * y) + (first ?? 1) + (none ?? x * y) + sum(filled, x) + sum(joined, y) + (places + before) * x * y
  );
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.7],
  [-0.5, 2.2],
];
