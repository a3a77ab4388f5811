// A tree that a parser gives, whose type contains itself.
interface Tree {
  v: number;
  kids: Tree[];
  next?: { tree: Tree };
}

function fold(tree: Tree, x: number): number {
  let sum = tree.v * x;
  for (const kid of tree.kids) sum += fold(kid, x * x) + x;
  return tree.next === undefined ? sum : sum * fold(tree.next.tree, x);
}

export function f(x: number, source: string): number {
  const tree = JSON.parse(source) as Tree;
  return fold(tree, x) * tree.v;
}
export const wrt = 0;
export const inputs = [
  [1.3, '{"v":2,"kids":[{"v":3,"kids":[]},{"v":1,"kids":[{"v":5,"kids":[]}]}]}'],
  [0.4, '{"v":2,"kids":[],"next":{"tree":{"v":4,"kids":[]}}}'],
];
