/** A directed graph of items that can be cut, each at its cost. */
export interface CutGraph<T> {
  readonly items: readonly T[];
  /** What it costs to keep an item. */
  cost(item: T): number;
  /** The items from which this one is made. */
  operands(item: T): readonly T[];
  /** It can only be kept. */
  isSource(item: T): boolean;
  /** It must be kept or made. */
  isSink(item: T): boolean;
}

interface Edge {
  readonly to: number;
  capacity: number;
  readonly back: number;
}

const infinite = Number.POSITIVE_INFINITY;

/**
 * The cheapest set of items that separates the sources from the sinks, the one nearest to the sinks where several are
 * equally cheap. Dinic's algorithm on the graph with every item split into an entry and an exit; deterministic.
 */
export function minimumCut<T>(graph: CutGraph<T>): ReadonlySet<T> {
  const { items } = graph;
  const number = new Map(items.map((item, i) => [item, i]));
  const source = 2 * items.length;
  const sink = source + 1;
  const edges: Edge[][] = Array.from({ length: sink + 1 }, () => []);
  const connect = (from: number, to: number, capacity: number): void => {
    const forward = edges[from] as Edge[];
    const backward = edges[to] as Edge[];
    forward.push({ to, capacity, back: backward.length });
    backward.push({ to: from, capacity: 0, back: forward.length - 1 });
  };
  items.forEach((item, i) => {
    connect(2 * i, 2 * i + 1, graph.cost(item));
    if (graph.isSource(item)) connect(source, 2 * i, infinite);
    if (graph.isSink(item)) connect(2 * i + 1, sink, infinite);
    for (const operand of graph.operands(item)) {
      const from = number.get(operand);
      if (from !== undefined) connect(2 * from + 1, 2 * i, infinite);
    }
  });
  maximumFlow(edges, source, sink);
  const reaching = nodesReaching(edges, sink);
  return new Set(items.filter((_, i) => !reaching.has(2 * i) && reaching.has(2 * i + 1)));
}

function maximumFlow(edges: readonly Edge[][], source: number, sink: number): void {
  for (;;) {
    const level = levels(edges, source);
    if (level[sink] === -1) return;
    const next = new Array<number>(edges.length).fill(0);
    while (augment(edges, source, sink, level, next) > 0);
  }
}

function levels(edges: readonly Edge[][], source: number): number[] {
  const level = new Array<number>(edges.length).fill(-1);
  level[source] = 0;
  const queue = [source];
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head] as number;
    for (const edge of edges[at] as Edge[]) {
      if (edge.capacity > 0 && level[edge.to] === -1) {
        level[edge.to] = (level[at] as number) + 1;
        queue.push(edge.to);
      }
    }
  }
  return level;
}

/** One augmenting path along increasing levels, without recursion: paths can be as long as a function. */
function augment(
  edges: readonly Edge[][],
  source: number,
  sink: number,
  level: readonly number[],
  next: number[],
): number {
  const path: Edge[] = [];
  let at = source;
  while (at !== sink) {
    const out = edges[at] as Edge[];
    let advanced = false;
    for (let i = next[at] as number; i < out.length; i++) {
      next[at] = i;
      const edge = out[i] as Edge;
      if (edge.capacity > 0 && level[edge.to] === (level[at] as number) + 1) {
        path.push(edge);
        at = edge.to;
        advanced = true;
        break;
      }
    }
    if (advanced) continue;
    const last = path.pop();
    if (last === undefined) return 0;
    at = (edges[last.to] as Edge[])[last.back]?.to as number;
    next[at] = (next[at] as number) + 1;
  }
  const flow = Math.min(...path.map((edge) => edge.capacity));
  for (const edge of path) {
    edge.capacity -= flow;
    const back = (edges[edge.to] as Edge[])[edge.back] as Edge;
    back.capacity += flow;
  }
  return flow;
}

/** The nodes from which the sink can still be reached in the residual graph. */
function nodesReaching(edges: readonly Edge[][], sink: number): ReadonlySet<number> {
  const reached = new Set([sink]);
  const queue = [sink];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const edge of edges[at] as Edge[]) {
      const incoming = (edges[edge.to] as Edge[])[edge.back] as Edge;
      if (incoming.capacity > 0 && !reached.has(edge.to)) {
        reached.add(edge.to);
        queue.push(edge.to);
      }
    }
  }
  return reached;
}
