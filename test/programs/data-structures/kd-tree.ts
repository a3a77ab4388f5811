/** The nearest neighbours in a k-d tree whose nodes are generic. */
interface KD<T> {
  point: readonly number[];
  axis: number;
  data: T;
  left: KD<T> | null;
  right: KD<T> | null;
}
function build<T>(items: { point: readonly number[]; data: T }[], depth = 0): KD<T> | null {
  if (items.length === 0) return null;
  const axis = depth % items[0]!.point.length;
  const sorted = [...items].sort((a, b) => a.point[axis]! - b.point[axis]!);
  const mid = sorted.length >> 1,
    { point, data } = sorted[mid]!;
  return {
    point,
    data,
    axis,
    left: build(sorted.slice(0, mid), depth + 1),
    right: build(sorted.slice(mid + 1), depth + 1),
  };
}
const d2 = (a: readonly number[], b: readonly number[]) => a.reduce((s, v, i) => s + (v - b[i]!) ** 2, 0);
function knn<T>(root: KD<T> | null, q: readonly number[], k: number): { node: KD<T>; dist: number }[] {
  const best: { node: KD<T>; dist: number }[] = [];
  const visit = (n: KD<T> | null): void => {
    if (!n) return;
    const dist = d2(n.point, q);
    if (best.length < k || dist < best.at(-1)!.dist) {
      const at = best.findIndex((b) => b.dist > dist);
      best.splice(at < 0 ? best.length : at, 0, { node: n, dist });
      if (best.length > k) best.pop();
    }
    const diff = q[n.axis]! - n.point[n.axis]!;
    const [near, far] = diff < 0 ? [n.left, n.right] : [n.right, n.left];
    visit(near);
    if (best.length < k || diff * diff < best.at(-1)!.dist) visit(far);
  };
  visit(root);
  return best;
}
export function f(x: number[]): number {
  const items = Array.from({ length: 9 }, (_, i) => ({
    point: [Math.sin(i * 1.3) * x[0]!, Math.cos(i * 2.1) + x[1]!],
    data: { w: i + x[2]! },
  }));
  const tree = build(items);
  let s = 0;
  for (const q of [
    [0, 0],
    [x[3]!, 1],
    [-1, x[0]!],
  ]) {
    const nn = knn(tree, q, 3);
    const wsum = nn.reduce((t, { dist }) => t + 1 / (1e-3 + dist), 0);
    s +=
      nn.reduce(
        (
          t,
          {
            node: {
              data: { w },
            },
            dist,
          },
        ) => t + w / (1e-3 + dist),
        0,
      ) / wsum;
  }
  return s;
}

export const wrt = 0;
export const inputs = [[[0.91, 0.2, 1.1, 0.3]], [[-0.5, 0.4, 1.6, 0.6]]];
