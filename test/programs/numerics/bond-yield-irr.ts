interface CashFlow {
  readonly date: string;
  readonly amount: number;
}

const YEAR = 365 * 24 * 3600 * 1000;

const yearsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / YEAR;

const xnpv = (rate: number, flows: readonly { t: number; amount: number }[]): [value: number, slope: number] => {
  let value = 0;
  let slope = 0;
  for (const { t, amount } of flows) {
    const discounted = amount / (1 + rate) ** t;
    value += discounted;
    slope -= (t * discounted) / (1 + rate);
  }
  return [value, slope];
};

/** Internal rate of return by Newton's method, damped where it would leave the domain. */
function xirr(flows: readonly { t: number; amount: number }[], guess = 0.1): number {
  if (!flows.some((c) => c.amount > 0) || !flows.some((c) => c.amount < 0)) throw new Error("no sign change");
  let rate = guess;
  for (let attempt = 0; attempt < 60; attempt++) {
    const [value, slope] = xnpv(rate, flows);
    let step = value / slope;
    while (rate - step <= -1) step /= 2;
    rate -= step;
    if (Math.abs(step) < 1e-15) break;
  }
  return rate;
}

/** Yield spread of a bond over a flat curve, and its duration. */
export function f(price: number, coupon: number, schedule: CashFlow[], flat: number): number {
  const settlement = schedule[0].date;
  const flows = schedule.map(({ date, amount }, i) => ({ t: yearsBetween(settlement, date), amount: i === 0 ? -price : amount * coupon + (i === schedule.length - 1 ? 100 : 0) }));
  const yieldToMaturity = xirr(flows);
  const [pv, slope] = xnpv(yieldToMaturity, flows.slice(1));
  const duration = -slope / pv;
  return (yieldToMaturity - flat) * 100 + duration;
}

export const wrt = [0, 1];
export const tolerance = 1e-7;
export const inputs = [
  [98, 4.2, [{ date: "2024-01-15", amount: 0 }, { date: "2025-01-15", amount: 1 }, { date: "2026-01-15", amount: 1 }], 0.03],
  [110, 8, [{ date: "2020-06-30", amount: 0 }, { date: "2020-12-31", amount: 0.5 }, { date: "2021-06-30", amount: 0.5 }], 0.01],
];
