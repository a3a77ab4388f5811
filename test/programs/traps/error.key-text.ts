import { grad } from "cotangent";

/** A memo whose key is a text with every digit of the input: inputs that happen to be equal would share one entry. */
function memo(x: number[]): number {
  const known = new Map<string, number>();
  let total = 0;
  for (const v of x) {
    const key = `v${v}`; //~ error
    if (!known.has(key)) known.set(key, v * v);
    total += known.get(key)!;
  }
  return total;
}

function counts(x: number[]): number {
  const sums: Record<number, number> = {};
  for (const v of x) sums[v] = (sums[v] ?? 0) + v; //~ error
  return Object.values(sums).reduce((total, v) => total * v, 1);
}

function distinct(x: number[]): number {
  const seen = new Set<string>();
  let total = 0;
  for (const v of x) {
    const text = JSON.stringify([v]); //~ error
    if (!seen.has(text)) total += v * v;
    seen.add(text);
  }
  return total;
}

export const g = [grad(memo), grad(counts), grad(distinct)];
