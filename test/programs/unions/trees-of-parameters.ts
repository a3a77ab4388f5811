/** Trees of parameters: map, zip and reduce over nested lists and dictionaries, and a step of gradient descent on a tree. */
type Tree = number | Tree[] | { [name: string]: Tree };
const isLeaf = (t: Tree): t is number => typeof t === "number";
const treeMap = (fn: (v: number) => number, t: Tree): Tree =>
  isLeaf(t) ? fn(t) : Array.isArray(t) ? t.map((v) => treeMap(fn, v)) : Object.fromEntries(Object.entries(t).map(([k, v]) => [k, treeMap(fn, v)]));
function treeZip(fn: (a: number, b: number) => number, a: Tree, b: Tree): Tree {
  if (isLeaf(a) && isLeaf(b)) return fn(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return a.map((v, i) => treeZip(fn, v, b[i]!));
  if (isLeaf(a) || isLeaf(b) || Array.isArray(a) || Array.isArray(b)) throw new TypeError("trees differ");
  const out: { [name: string]: Tree } = {};
  for (const k of Object.keys(a)) out[k] = treeZip(fn, a[k]!, b[k]!);
  return out;
}
const leaves = (t: Tree): number[] => (isLeaf(t) ? [t] : (Array.isArray(t) ? t : Object.values(t)).flatMap(leaves));
export function f(x: number, y: number): number {
  const params: Tree = { dense: { w: [[x, y], [x * y, 1]], b: [y] }, scale: x };
  const grads = treeMap((v) => v * v, params);
  const next = treeZip((p, g) => p - 0.1 * g, params, grads);
  return leaves(next).reduce((s, v, i) => s + v * (i + 1), 0) + Math.sqrt(leaves(grads).reduce((s, v) => s + v, 0));
}
export const wrt = [0, 1];
export const inputs = [[0.7, 1.2]];
