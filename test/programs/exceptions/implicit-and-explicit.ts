interface Node {
  weight: number;
  child?: Node;
}

class Missing extends Error {}

function weightAt(root: Node, depth: number): number {
  let node: Node | undefined = root;
  for (let i = 0; i < depth; i++) {
    node = node!.child;
  }
  if (depth > 4) throw new Missing("too deep");
  return node!.weight;
}

function lookup(root: Node, depth: number): number {
  try {
    if (depth < 0) throw new RangeError("negative depth");
    return weightAt(root, depth) * 2;
  } catch (e) {
    if (e instanceof TypeError) return -1 * root.weight;
    if (e instanceof RangeError) return root.weight ** 2;
    if (e instanceof Missing) return 0.5;
    throw e;
  }
}

function allocate(n: number, v: number): number[] {
  try {
    if (v > 3) throw new Error("too large");
    return new Array<number>(n).fill(v);
  } catch (error) {
    return error instanceof RangeError ? [v * v, 1] : [v / 2];
  }
}

export function f(a: number, b: number): number {
  const root: Node = { weight: a, child: { weight: b, child: { weight: a * b } } };
  let s = 0;
  for (const depth of [-1, 0, 1, 2]) s += lookup(root, depth) * (depth + 2);
  s += lookup(root, 3);
  for (const n of [2, 0]) for (const v of allocate(n, b)) s += v;
  for (const v of allocate(1, a + 3)) s += Math.sin(v);
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.1],
  [2.2, -0.4],
  [1.3, 3.4],
  [-4.1, 0.6],
];
