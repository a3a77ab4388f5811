// By == and != null is undefined, and nothing else is: between values of each kind of which both may be missing.
class Node {
  left: Node | null = null;
  right?: Node;
  constructor(readonly v: number) {}
}

function pairs<T>(items: readonly (T | null | undefined)[], x: number): number {
  let sum = 0;
  items.forEach((p, i) => {
    items.forEach((q, j) => {
      if (p == q) sum += x * (i + 1);
      if (p != q) sum += x * x * (j + 1);
      if (p === q) sum += 0.5;
      if (p !== q) sum += x ** 3 * 0.1;
      sum += p == null ? x : 2;
    });
  });
  return sum;
}

const sameEnds = (range: { readonly from?: number | null; readonly to: number | null }): boolean => range.from == range.to;

export function f(x: number): number {
  const point = { v: x };
  const list = [x];
  const twice = (v: number): number => 2 * v;
  const leaf = new Node(x);
  leaf.left = new Node(2);
  const entries = new Map<string, number | null>([
    ["a", null],
    ["b", x],
  ]);
  let sum = pairs([x, null, undefined, 0], x) + pairs(["a", null, undefined, ""], x) + pairs([true, false, null, undefined], x);
  sum += pairs([point, { v: x }, null, undefined], x) + pairs([list, [x], undefined, null], x);
  sum += pairs([twice, null, undefined], x) + pairs([new Map([["a", x]]), null, undefined], x);
  sum += pairs([leaf, leaf.left, leaf.right, leaf.left.left], x);
  for (const k of ["a", "b", "c"]) for (const j of ["a", "b", "c"]) if (entries.get(k) == entries.get(j)) sum += x * x;
  for (const range of [{ to: null }, { from: null, to: null }, { from: 1, to: 1 }, { from: 0, to: null }])
    sum += sameEnds(range) ? x : 3 * x;
  return sum;
}
export const wrt = 0;
export const inputs = [[1.3], [0.4]];
