interface Graph {
  readonly nodes: number;
  /** Compressed rows: the links of node i are `targets[offsets[i]] … targets[offsets[i + 1] - 1]`. */
  readonly offsets: Int32Array;
  readonly targets: Uint8Array;
}

function buildGraph(links: Record<string, string[]>): { graph: Graph; index: Map<string, number> } {
  const names = Object.keys(links);
  const index = new Map(names.map((name, i) => [name, i]));
  const offsets = new Int32Array(names.length + 1);
  const targets: number[] = [];
  names.forEach((name, i) => {
    for (const target of links[name]) {
      const t = index.get(target);
      if (t === undefined) throw new Error(`unknown page ${target}`);
      targets.push(t);
    }
    offsets[i + 1] = targets.length;
  });
  return { graph: { nodes: names.length, offsets, targets: Uint8Array.from(targets) }, index };
}

/** Weighted PageRank; `weights` has one entry a link. */
export function f(params: { damping: number; weights: Float64Array }, links: Record<string, string[]>, page: string): number {
  const { graph, index } = buildGraph(links);
  const { nodes, offsets, targets } = graph;
  let rank = new Float64Array(nodes).fill(1 / nodes);
  let next = new Float64Array(nodes);
  for (let it = 0; it < 25; it++) {
    next.fill((1 - params.damping) / nodes);
    for (let i = 0; i < nodes; i++) {
      const [start, end] = [offsets[i], offsets[i + 1]];
      if (start === end) {
        for (let j = 0; j < nodes; j++) next[j] += (params.damping * rank[i]) / nodes;
        continue;
      }
      let total = 0;
      for (let e = start; e < end; e++) total += params.weights[e];
      for (let e = start; e < end; e++) next[targets[e]] += (params.damping * rank[i] * params.weights[e]) / total;
    }
    [rank, next] = [next, rank];
  }
  const at = index.get(page);
  return at === undefined ? 0 : Math.log(rank[at]);
}

export const wrt = 0;
export const inputs = [
  [{ damping: 0.85, weights: Float64Array.of(1, 2, 0.5, 1.5) }, { a: ["b", "c"], b: ["c"], c: ["a"] }, "c"],
  [{ damping: 0.6, weights: Float64Array.of(1, 0.7) }, { a: ["b"], b: ["a"], c: [] }, "a"],
  [{ damping: 0.6, weights: Float64Array.of(1) }, { a: ["b"] }, "a"],
];
