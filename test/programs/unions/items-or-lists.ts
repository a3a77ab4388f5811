// What may be a list or an item: joined, flattened, passed in any number.
type Nested = (number | Nested)[];
type Some = number | number[];

const asList = (v: number | readonly number[]): readonly number[] => (typeof v === "number" ? [v] : v);

function squares(...given: Some[]): number {
  let sum = 0;
  for (const one of given) for (const v of asList(one)) sum += v * v;
  return sum;
}

function product(a: Some, b: Some): Some {
  if (typeof a === "number") return typeof b === "number" ? a * b : b.map((v) => v * a);
  return typeof b === "number" ? a.map((v) => v * b) : a.map((v, i) => v * b[i]);
}

function depth(nested: Nested, level: number): number {
  const below = nested.filter((one): one is Nested => typeof one !== "number").flat();
  return below.length === 0 ? level * nested.length : depth(below, level + 1);
}

export function f(x: number[]): number {
  const tree: Nested = [x[0], [x[1], [x[2]]]];
  const flat = tree.flat(2) as number[];
  let sum = flat[0] * flat[2];
  for (const one of tree.flat()) sum += typeof one === "number" ? one * 2 : (one[0] as number) ** 2;
  const rows: Some[] = [x[0]];
  rows.push([x[1], 3]);
  rows.push(product(x, x[1]));
  const joined = ([] as number[]).concat(...rows, x[2]);
  for (const [i, v] of joined.entries()) sum += (i + 1) * v * v;
  const doubled = x.flatMap((v) => (v > 1 ? v : [v, v * x[0]]));
  const mixed: Some = x[0] > 0.5 ? x[0] : [x[1], 2 * x[1]];
  const all = x.concat(mixed);
  return sum * all.length + squares(x[0], doubled, mixed) * depth(tree, 1) + all[all.length - 1];
}
export const wrt = 0;
export const inputs = [[[0.3, 0.4, 2]], [[0.8, 0.1, -1]]];
