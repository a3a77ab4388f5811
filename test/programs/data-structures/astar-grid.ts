/** A* on a grid of terrain costs; nodes are objects with parent links, the open list is sorted by f. */
interface Node {
  x: number;
  y: number;
  g: number;
  h: number;
  parent: Node | null;
}
const NEIGHBOURS = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;

function astar(cost: number[][], goal: { x: number; y: number }, scale: number): Node[] {
  const heuristic = (x: number, y: number) => scale * (Math.abs(goal.x - x) + Math.abs(goal.y - y));
  const open: Node[] = [{ x: 0, y: 0, g: cost[0][0], h: heuristic(0, 0), parent: null }];
  const closed = new Set<string>();
  while (open.length) {
    open.sort((a, b) => a.g + a.h - (b.g + b.h));
    const current = open.shift()!;
    if (current.x === goal.x && current.y === goal.y) {
      const path: Node[] = [];
      for (let n: Node | null = current; n; n = n.parent) path.unshift(n);
      return path;
    }
    closed.add(`${current.x},${current.y}`);
    for (const [dx, dy] of NEIGHBOURS) {
      const x = current.x + dx;
      const y = current.y + dy;
      const c = cost[y]?.[x];
      if (c === undefined || closed.has(`${x},${y}`)) continue;
      const g = current.g + Math.exp(c);
      const known = open.find((n) => n.x === x && n.y === y);
      if (!known) open.push({ x, y, g, h: heuristic(x, y), parent: current });
      else if (g < known.g) {
        known.g = g;
        known.parent = current;
      }
    }
  }
  throw new Error("no path");
}

export function f(cost: number[][], scale: number): number {
  const path = astar(cost, { x: 2, y: 2 }, scale);
  const goal = path[path.length - 1];
  return goal.g + 0.1 * path.reduce((s, n) => s + n.g * n.h, 0);
}

export const wrt = [0, 1];
export const h = 2e-3;
export const inputs = [
  [[[0.1, 2, 1], [0.3, 0.2, 1.5], [2, 0.35, 0.4]], 0.5],
  [[[0.1, 0.2, 0.15], [1.3, 1.2, 0.45], [2, 1.35, 0.4]], 0.01],
];
