/** Recursions that pass a new map, list or linked list each time, of which nothing is known yet where it is passed. */
interface Link {
  value: number;
  next: Link | undefined;
}
class Account {
  readonly log: number[] = [];
  constructor(readonly rate: number) {}
}

function splitByBand(xs: number[], bands: Map<string, number[]>, depth: number): number {
  for (const x of xs) {
    const band = x > 0.5 ? "high" : "low";
    bands.set(band, [...(bands.get(band) ?? []), x * x]);
  }
  let total = 0;
  for (const [band, list] of bands) {
    total += (band === "high" ? 2 : 1) * list.reduce((s, v) => s + v, 0);
    if (depth > 0) total += 0.5 * splitByBand(list, new Map<string, number[]>(), depth - 1);
  }
  return total;
}

/** Merge sort that gathers in lists of its own. */
function sorted(xs: number[], into: number[]): number[] {
  if (xs.length < 2) {
    into.push(...xs);
    return into;
  }
  const middle = xs.length >> 1;
  const [a, b] = [sorted(xs.slice(0, middle), []), sorted(xs.slice(middle), [])];
  while (a.length > 0 || b.length > 0)
    into.push((b.length === 0 || (a[0] ?? Number.POSITIVE_INFINITY) <= b[0]! ? a : b).shift()!);
  return into;
}

function path(k: number, depth: number, seen: Link | undefined): number {
  if (depth === 0) {
    let sum = 0;
    let weight = 1;
    for (let at = seen; at !== undefined; at = at.next) {
      sum += weight * at.value;
      weight *= k;
    }
    return sum;
  }
  return path(k, depth - 1, { value: k * depth, next: seen }) + 0.1 * path(k, depth - 1, undefined);
}

function compounded(account: Account, years: number, notes: Map<string, Account>): number {
  if (years === 0) return [...notes.values()].reduce((s, { rate, log }) => s + rate * log.length, account.rate);
  account.log.push(years);
  notes.set(`year ${years}`, account);
  return (
    account.rate * compounded(new Account(account.rate * 0.9), years - 1, years === 2 ? new Map<string, Account>() : notes)
  );
}

export function f(xs: number[], k: number): number {
  const order = sorted(xs, []);
  const weighted = order.reduce((s, x, i) => s + (i + 1) * x, 0);
  const growth = compounded(new Account(k), 3, new Map());
  return splitByBand(xs, new Map<string, number[]>(), 2) + weighted + path(k, 3, undefined) + growth;
}
export const wrt = [0, 1];
export const inputs = [
  [[0.9, 0.2, 0.6, -0.4], 0.7],
  [[0.1, 1.3], -0.3],
];
