interface Entry {
  account: string;
  amount: number;
  day: number;
}

type Totals = Map<string, { sum: number; count: number; days: number[] }>;

function aggregate(entries: readonly Entry[]): Totals {
  const totals: Totals = new Map();
  for (const { account, amount, day } of entries) {
    let row = totals.get(account);
    if (!row) totals.set(account, (row = { sum: 0, count: 0, days: [] }));
    row.sum += amount;
    row.count++;
    row.days.push(day * amount);
  }
  return totals;
}

export function f(xs: number[]): number {
  const names = ["rent", "food", "rent", "fun", "food"];
  const entries = xs.map((amount, day): Entry => ({ account: names[day % names.length], amount, day }));
  const totals = aggregate(entries);
  const alias = totals.get("rent")!;
  alias.sum *= 2;
  totals.delete("food");
  totals.set("food", { sum: xs[0] * xs[1], count: 1, days: [] });
  let s = 0;
  let position = 1;
  for (const [account, { sum, count, days }] of totals) {
    s += (sum / count) * position++;
    s += days.reduce((a, b) => a + b, 0) * (account === "fun" ? 3 : 1);
  }
  const sorted = [...totals].sort(([, a], [, b]) => b.sum - a.sum);
  const best = Math.max(...[...totals.values()].map((row) => row.sum));
  return s + sorted[0][1].sum * sorted[1][1].sum + best;
}

export const wrt = 0;
export const inputs = [[[1.2, 0.5, 2.1, 0.7, 1.1]], [[0.3, 2.4, 0.9, 3.1, 0.2]]];
