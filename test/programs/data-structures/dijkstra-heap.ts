/** Shortest paths with a generic binary heap; the weights of the edges are differentiated. */
class PriorityQueue<T> {
  private heap: { item: T; priority: number }[] = [];
  get size(): number {
    return this.heap.length;
  }
  push(item: T, priority: number): void {
    this.heap.push({ item, priority });
    this.up(this.heap.length - 1);
  }
  pop(): { item: T; priority: number } | undefined {
    if (this.heap.length === 0) return undefined;
    const top = this.heap[0];
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.down(0);
    }
    return top;
  }
  private up(i: number): void {
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.heap[parent].priority <= this.heap[i].priority) break;
      [this.heap[parent], this.heap[i]] = [this.heap[i], this.heap[parent]];
      i = parent;
    }
  }
  private down(i: number): void {
    for (;;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < this.heap.length && this.heap[child].priority < this.heap[least].priority) least = child;
      }
      if (least === i) return;
      [this.heap[least], this.heap[i]] = [this.heap[i], this.heap[least]];
      i = least;
    }
  }
}

interface Edge {
  to: string;
  weight: number;
}
type Graph = Map<string, Edge[]>;

function shortest(graph: Graph, source: string): Map<string, number> {
  const dist = new Map<string, number>([[source, 0]]);
  const done = new Set<string>();
  const queue = new PriorityQueue<string>();
  queue.push(source, 0);
  while (queue.size > 0) {
    const { item: node, priority } = queue.pop()!;
    if (done.has(node)) continue;
    done.add(node);
    for (const { to, weight } of graph.get(node) ?? []) {
      if (weight < 0) throw new RangeError(`negative weight to ${to}`);
      const d = priority + weight;
      if (d < (dist.get(to) ?? Infinity)) {
        dist.set(to, d);
        queue.push(to, d);
      }
    }
  }
  return dist;
}

export function f(weights: number[], links: [string, string][]): number {
  const graph: Graph = new Map();
  links.forEach(([from, to], i) => {
    if (!graph.has(from)) graph.set(from, []);
    graph.get(from)!.push({ to, weight: weights[i] * weights[i] + 0.1 });
  });
  let sum = 0;
  for (const [node, d] of shortest(graph, "a")) {
    if (node === "a") continue;
    sum += d * node.charCodeAt(0);
  }
  return sum / 100;
}

const links = [["a", "b"], ["a", "c"], ["c", "b"], ["b", "d"], ["c", "d"], ["d", "e"], ["x", "e"]];
export const wrt = 0;
export const inputs = [
  [[2, 0.5, 0.6, 0.7, 1.9, 0.3, 9], links],
  [[0.4, 1.5, 0.6, 1.7, 0.2, 0.3, 9], links],
];
