interface Tree {
  value: number;
  children: Tree[];
}

interface Binary {
  key: number;
  left: Binary | null;
  right: Binary | null;
}

function* preorder(tree: Tree, depth = 0): Generator<[number, number]> {
  yield [depth, tree.value];
  for (const child of tree.children) yield* preorder(child, depth + 1);
}

function* inorder(node: Binary | null): Generator<number> {
  if (node === null) return;
  yield* inorder(node.left);
  yield node.key;
  yield* inorder(node.right);
}

const insert = (node: Binary | null, key: number): Binary => {
  if (node === null) return { key, left: null, right: null };
  if (key < node.key) node.left = insert(node.left, key);
  else node.right = insert(node.right, key);
  return node;
};

export function f(xs: number[]): number {
  const [a, b, c] = xs;
  const leaf = (value: number): Tree => ({ value, children: [] });
  const tree: Tree = { value: a, children: [leaf(b), { value: a * b, children: [leaf(c), leaf(b * c)] }] };
  let weighted = 0;
  for (const [depth, value] of preorder(tree)) weighted += value / (1 + depth);

  let root: Binary | null = null;
  for (const x of xs) root = insert(root, x);
  let previous: number | undefined;
  let gaps = 0;
  for (const key of inorder(root)) {
    if (previous !== undefined) gaps += (key - previous) ** 2;
    if (key > 5) break;
    previous = key;
  }
  const [smallest, second] = inorder(root);
  return weighted + gaps + smallest * second;
}

export const wrt = 0;
export const inputs = [[[1.5, 0.4, 2.2]], [[0.3, 6, 0.1, 2]]];
