// ml-distance: softly the nearest prototype, under several metrics of the package.
import { distance, similarity } from "ml-distance";

function soft(weights: number[]): number {
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.reduce((sum, w, i) => sum + (w / total) * i, 0);
}

export function f(query: number[]): number {
  const prototypes = [
    [1, 2, 3],
    [2.5, 0.5, 1],
    [0.2, 1.4, 4],
  ];
  const byEuclid = soft(prototypes.map((p) => Math.exp(-distance.euclidean(query, p))));
  const byBlocks = soft(prototypes.map((p) => Math.exp(-distance.manhattan(query, p))));
  const byRatio = soft(prototypes.map((p) => 1 / distance.canberra(query, p)));
  return byEuclid + byBlocks * byRatio + similarity.cosine(query, prototypes[0]);
}
export const wrt = 0;
export const inputs = [[[1.3, 1.7, 2.2]]];
