/** `Record<string, number>` as an accumulator: `in`, `delete`, `??=`, `||=`, fromEntries, assign. */
type Totals = Record<string, number>;

function tally(names: string[], amounts: number[]): Totals {
  const totals: Totals = {};
  for (let i = 0; i < names.length; i++) {
    totals[names[i]] ??= 1;
    totals[names[i]] += amounts[i] * totals[names[i]];
  }
  return totals;
}

export function f(amounts: number[], names: string[]): number {
  const totals = tally(names, amounts);
  if ("fees" in totals) {
    totals.rent = (totals.rent ?? 0) + totals.fees * 0.5;
    delete totals.fees;
  }
  const scaled: Totals = Object.fromEntries(Object.entries(totals).map(([k, v]) => [k, v * v]));
  const merged = Object.assign({}, totals, { bonus: amounts[0] * amounts[1] });
  let s = 0;
  for (const k in scaled) s += scaled[k] / (1 + k.length);
  for (const k of Object.keys(merged)) s += Math.tanh(merged[k] ?? 0);
  return s + merged.bonus;
}

export const wrt = 0;
export const inputs = [
  [[1, 2, 0.5, 0.3], ["rent", "food", "fees", "food"]],
  [[0.1, 0.4, -0.5, 0.3], ["a", "a", "b", "fees"]],
];
