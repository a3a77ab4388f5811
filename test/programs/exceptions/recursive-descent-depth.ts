class Overflow extends Error {
  trail: number[];
  constructor(trail: number[]) {
    super("overflow");
    this.trail = trail;
  }
}

interface Tree {
  value: number;
  left?: Tree;
  right?: Tree;
}

function insert(tree: Tree | undefined, value: number): Tree {
  if (tree === undefined) return { value };
  if (Math.abs(tree.value - value) < 1e-9) throw new Error("duplicate");
  if (value < tree.value) return { ...tree, left: insert(tree.left, value) };
  return { ...tree, right: insert(tree.right, value) };
}

function walk(tree: Tree | undefined, budget: number, trail: number[] = []): number {
  if (tree === undefined) return 0;
  if (budget === 0) throw new Overflow(trail);
  const next = [...trail, tree.value];
  const here = tree.value * (trail.length + 1);
  let below = 0;
  try {
    below = walk(tree.left, budget - 1, next);
  } catch (e) {
    if (!(e instanceof Overflow)) throw e;
    if (e.trail.length % 2 === 1) throw e;
    below = e.trail.reduce((a, b) => a + b, 0) / 2;
  }
  return here + below + walk(tree.right, budget - 1, next);
}

export function f(xs: number[], budget: number): number {
  let tree: Tree | undefined;
  let duplicates = 0;
  for (const x of xs) {
    try {
      tree = insert(tree, x);
    } catch (e) {
      duplicates += (e as Error).message === "duplicate" ? x : 0;
    }
  }
  try {
    return walk(tree, budget) + duplicates;
  } catch (e) {
    if (e instanceof Overflow) return Math.max(...e.trail) * e.trail.length + duplicates;
    throw e;
  }
}

export const wrt = 0;
export const inputs = [
  [[2, 1, 3, 0.5, 2.5], 4],
  [[2, 1, 3, 0.5, 2.5], 2],
  [[2, 1, 0.5, 0.2], 3],
];
