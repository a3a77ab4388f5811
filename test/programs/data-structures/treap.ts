/** A treap with random priorities that answers range sums, by split and merge on class nodes. */
class TreapNode {
  left: TreapNode | null = null;
  right: TreapNode | null = null;
  size = 1;
  sum: number;
  lazy = 0;
  constructor(
    public value: number,
    readonly priority: number,
  ) {
    this.sum = value;
  }
  add(delta: number): void {
    this.value += delta;
    this.sum += delta * this.size;
    this.lazy += delta;
  }
  push(): void {
    if (this.lazy === 0) return;
    this.left?.add(this.lazy);
    this.right?.add(this.lazy);
    this.lazy = 0;
  }
  pull(): this {
    this.size = 1 + (this.left?.size ?? 0) + (this.right?.size ?? 0);
    this.sum = this.value + (this.left?.sum ?? 0) + (this.right?.sum ?? 0);
    return this;
  }
}
type Maybe = TreapNode | null;

function split(t: Maybe, k: number): [Maybe, Maybe] {
  if (t === null) return [null, null];
  t.push();
  const left = t.left?.size ?? 0;
  if (k <= left) {
    const [a, b] = split(t.left, k);
    t.left = b;
    return [a, t.pull()];
  }
  const [a, b] = split(t.right, k - left - 1);
  t.right = a;
  return [t.pull(), b];
}
function merge(a: Maybe, b: Maybe): Maybe {
  if (!a) return b;
  if (!b) return a;
  a.push();
  b.push();
  if (a.priority > b.priority) {
    a.right = merge(a.right, b);
    return a.pull();
  }
  b.left = merge(a, b.left);
  return b.pull();
}

export function f(values: number[], delta: number): number {
  let seed = 12345;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  let root: Maybe = null;
  for (const v of values) root = merge(root, new TreapNode(v, random()));
  const rangeAdd = (from: number, to: number, d: number) => {
    const [rest, right] = split(root, to);
    const [left, middle] = split(rest, from);
    if (middle) middle.add(d);
    root = merge(merge(left, middle), right);
    return middle ? middle.sum : 0;
  };
  let total = rangeAdd(1, 4, delta) ** 2;
  total += rangeAdd(0, 2, -0.5 * delta) * rangeAdd(2, 5, delta * delta);
  const [a, b] = split(root, 3);
  root = merge(b, a);
  const first = rangeAdd(0, 1, 0);
  return total + 3 * first + (root?.sum ?? 0);
}

export const wrt = [0, 1];
export const inputs = [[[0.4, 1.1, -0.7, 0.9, 0.3, 1.6], 0.8]];
