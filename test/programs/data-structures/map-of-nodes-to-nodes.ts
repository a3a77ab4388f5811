interface Node { id: number; w: number; next: Node[] }
export function f(x: number, y: number): number {
  const nodes: Node[] = [1, 2, 3, 4].map((id) => ({ id, w: x * id + y, next: [] }));
  nodes[0]!.next.push(nodes[1]!, nodes[2]!); nodes[1]!.next.push(nodes[3]!); nodes[2]!.next.push(nodes[3]!);
  const parent = new Map<Node, Node>();
  const copies = new Map<Node, Node>();
  const visit = (n: Node): Node => {
    const known = copies.get(n);
    if (known) return known;
    const c: Node = { id: n.id * 10, w: n.w * n.w, next: [] };
    copies.set(n, c);
    for (const m of n.next) { parent.set(m, n); c.next.push(visit(m)); }
    return c;
  };
  const root = visit(nodes[0]!);
  let s = 0;
  for (let n: Node | undefined = nodes[3]; n; n = parent.get(n)) s += n.w * y;
  const total = (n: Node): number => n.w + n.next.reduce((a, m) => a + 0.5 * total(m), 0);
  return s + total(root);
}
export const wrt = [0, 1];
export const inputs = [[1, 2], [0.2, 1.5]];
