interface Node {
  weight: number;
  left?: Node;
  right?: Node;
}

// Each of these reads the same but for the field that has its own name.
const left = (node: Node): number => (node.left ? left(node.left) + 1 : 0);
const right = (node: Node): number => (node.right ? right(node.right) + 1 : 0);

function grown(n: number): Node {
  let node: Node = { weight: 1 };
  for (let i = 0; i < n; i++) node = i % 3 === 2 ? { weight: i, left: node } : { weight: i, right: node };
  return { weight: n, left: node, right: { weight: 1, right: node } };
}

export const lopsided = (x: number, n: number): number => x * left(grown(n)) + x * x * right(grown(n));
