/** A generic priority queue of instances, with a comparator that is captured, and private fields. */
class PriorityQueue<T> {
  #items: T[] = [];
  constructor(private readonly compare: (a: T, b: T) => number) {}
  get size(): number {
    return this.#items.length;
  }
  push(item: T): void {
    this.#items.push(item);
    let i = this.#items.length - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.compare(this.#items[i], this.#items[parent]) >= 0) break;
      [this.#items[i], this.#items[parent]] = [this.#items[parent], this.#items[i]];
      i = parent;
    }
  }
  pop(): T | undefined {
    if (this.#items.length === 0) return undefined;
    const top = this.#items[0];
    const last = this.#items.pop()!;
    if (this.#items.length > 0) {
      this.#items[0] = last;
      let i = 0;
      for (;;) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < this.#items.length && this.compare(this.#items[child], this.#items[least]) < 0) least = child;
        }
        if (least === i) break;
        const t = this.#items[i];
        this.#items[i] = this.#items[least];
        this.#items[least] = t;
        i = least;
      }
    }
    return top;
  }
  static isQueue(x: object): boolean {
    return #items in x;
  }
}
class Edge {
  constructor(readonly to: number, readonly cost: number) {}
}

function shortest(graph: Edge[][], from: number, to: number): number {
  const best = new Array<number>(graph.length).fill(Infinity);
  best[from] = 0;
  const queue = new PriorityQueue<{ node: number; cost: number }>((a, b) => a.cost - b.cost);
  queue.push({ node: from, cost: 0 });
  while (queue.size > 0) {
    const { node, cost } = queue.pop()!;
    if (node === to) return cost;
    if (cost > best[node]) continue;
    for (const edge of graph[node]) {
      const next = cost + edge.cost;
      if (next < best[edge.to]) {
        best[edge.to] = next;
        queue.push({ node: edge.to, cost: next });
      }
    }
  }
  return Infinity;
}

export function f(w: number[]): number {
  const graph: Edge[][] = [[], [], [], []];
  const links: [number, number][] = [[0, 1], [0, 2], [1, 3], [2, 3], [1, 2]];
  links.forEach(([a, b], k) => {
    graph[a].push(new Edge(b, w[k] ** 2));
    graph[b].push(new Edge(a, Math.exp(w[k])));
  });
  return shortest(graph, 0, 3) + 2 * shortest(graph, 3, 0);
}

export const wrt = 0;
export const inputs = [[[0.5, 0.9, 0.3, 0.8, 0.1]], [[1.5, 0.4, 0.3, 0.2, 0.1]]];
