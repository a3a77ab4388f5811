// Fields that are made undefined and get numbers later, in objects that a recursion keeps: their cotangents start at 0.
interface Node {
  value: number | undefined;
  left: Node | undefined;
}

function build(x: number[], depth: number): Node {
  const node: Node = { value: undefined, left: undefined };
  if (depth > 0) node.left = build(x, depth - 1);
  node.value = Math.sin(x[depth % x.length] * (depth + 1));
  return node;
}

function total(node: Node, scale: number): number {
  const rest = node.left === undefined ? 0 : total(node.left, scale * 0.7);
  return (node.value ?? 0) * scale + rest * rest;
}

export function f(x: number[]): number {
  return total(build(x, 4), x[0]);
}
export const wrt = 0;
export const inputs = [[[0.7, 1.1, -0.4]]];
