type Row = Record<string, number | string>;
export function f(prices: number[]): number {
  const rows: Row[] = prices.map((p, i) => ({ name: `item${i}`, price: p, qty: i + 1, cat: i % 2 ? "a" : "b" }));
  const totals: Record<string, number> = {};
  for (const row of rows) {
    const key = row.cat as string;
    totals[key] = (totals[key] ?? 0) + (row.price as number) * (row.qty as number);
  }
  return totals.a! * totals.b!;
}
export const wrt = 0;
export const inputs = [[[1.5, 0.7, 2, 3]]];
