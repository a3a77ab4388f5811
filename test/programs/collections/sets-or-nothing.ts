// Neighbours in sets, or an empty list where there are none; lists, sets and maps that one loop goes through.
type Graph = Map<string, Set<string>>;

function link(graph: Graph, from: string, to: string): void {
  const known = graph.get(from);
  if (known === undefined) graph.set(from, new Set([to]));
  else known.add(to);
}

function longest(graph: Graph, weights: Map<string, number>, from: string): number {
  let best = 0;
  for (const next of graph.get(from) ?? []) best = Math.max(best, longest(graph, weights, next));
  return best + (weights.get(from) ?? 0);
}

function total(source: number[] | Set<number> | undefined, x: number): number {
  let sum = 0;
  for (const v of source ?? []) {
    if (v < 0) continue;
    if (v > 100) break;
    sum += v * x;
  }
  return sum + [...(source ?? [])].length * x;
}

export function f(x: number[]): number {
  const graph: Graph = new Map();
  for (const [from, to] of [["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]] as const) link(graph, from, to);
  const weights = new Map(["a", "b", "c", "d"].map((name, i) => [name, x[i % 2] ** (i + 1)]));
  const set = new Set([3, 5, -1]);
  let sum = longest(graph, weights, "a") + total(set, x[0]) + total([x[1], 200, x[0]], x[1]) + total(undefined, x[0]);
  const queue = new Map([["q", [x[0], 2]]]);
  for (const v of queue.get("q") ?? new Set([4])) sum += v * x[1];
  for (const v of queue.get("r") ?? new Set([4])) sum += v * x[0];
  return sum;
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[0.4, 2.1]]];
