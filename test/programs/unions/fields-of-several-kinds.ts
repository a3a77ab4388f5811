type Node = { kind: "const"; value: number } | { kind: "ref"; value: string } | { kind: "sum"; value: Node[] };
const evaluate = (n: Node, env: Record<string, number>): number => {
  switch (n.kind) {
    case "const": return n.value;
    case "ref": return env[n.value] ?? 0;
    case "sum": return n.value.reduce((s, c) => s + evaluate(c, env), 0);
  }
};
export function f(x: number, y: number): number {
  const tree: Node = { kind: "sum", value: [{ kind: "const", value: x * y }, { kind: "ref", value: "y" }, { kind: "sum", value: [{ kind: "ref", value: "x" }, { kind: "const", value: 2 }] }] };
  return evaluate(tree, { x: x * x, y }) ** 2;
}
export const wrt = [0, 1];
export const inputs = [[1.5, 0.7]];
