/** Minimum spanning tree: union by rank with path halving, edges sorted by an active length. */
class DisjointSets {
  private parent: number[];
  private rank: Uint8Array;
  components: number;
  constructor(n: number) {
    this.parent = Array.from({ length: n }, (_, i) => i);
    this.rank = new Uint8Array(n);
    this.components = n;
  }
  find(i: number): number {
    while (this.parent[i] !== i) {
      this.parent[i] = this.parent[this.parent[i]];
      i = this.parent[i];
    }
    return i;
  }
  union(a: number, b: number): boolean {
    let ra = this.find(a);
    let rb = this.find(b);
    if (ra === rb) return false;
    if (this.rank[ra] < this.rank[rb]) [ra, rb] = [rb, ra];
    this.parent[rb] = ra;
    if (this.rank[ra] === this.rank[rb]) this.rank[ra]++;
    this.components--;
    return true;
  }
}

interface Link {
  a: number;
  b: number;
  length: number;
}

function kruskal(points: readonly { x: number; y: number }[]): Link[] {
  const links: Link[] = [];
  for (let a = 0; a < points.length; a++)
    for (let b = a + 1; b < points.length; b++)
      links.push({ a, b, length: Math.hypot(points[a].x - points[b].x, points[a].y - points[b].y) });
  links.sort((l, r) => l.length - r.length);
  const sets = new DisjointSets(points.length);
  const tree: Link[] = [];
  for (const link of links) {
    if (sets.union(link.a, link.b)) tree.push(link);
    if (sets.components === 1) break;
  }
  return tree;
}

export function f(points: { x: number; y: number }[]): number {
  const tree = kruskal(points);
  const total = tree.reduce((sum, { length }) => sum + length, 0);
  const longest = tree.at(-1)?.length ?? 0;
  return total + longest ** 2;
}

export const wrt = 0;
export const inputs = [
  [[{ x: 0, y: 0 }, { x: 1.2, y: 0.1 }, { x: 0.9, y: 1.5 }, { x: -1, y: 0.7 }, { x: 2, y: 2.2 }]],
  [[{ x: 0.3, y: 1 }]],
];
