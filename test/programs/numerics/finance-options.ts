type OptionType = "call" | "put";
interface Contract {
  readonly type: OptionType;
  readonly strike: number;
  readonly maturity: number;
  readonly exercise?: "european" | "american";
}
interface Market {
  spot: number;
  rate: number;
  volatility: number;
  dividendYield?: number;
}

const normCdf = (x: number): number => {
  // Abramowitz and Stegun 26.2.17
  const k = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429].reduceRight((acc, c) => (acc + c) * k, 0);
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return x >= 0 ? 1 - tail : tail;
};

const blackScholes = ({ type, strike, maturity }: Contract, { spot, rate, volatility, dividendYield: q = 0 }: Market): number => {
  const sd = volatility * Math.sqrt(maturity);
  const d1 = (Math.log(spot / strike) + (rate - q + 0.5 * volatility ** 2) * maturity) / sd;
  const d2 = d1 - sd;
  const sign = type === "call" ? 1 : -1;
  return sign * (spot * Math.exp(-q * maturity) * normCdf(sign * d1) - strike * Math.exp(-rate * maturity) * normCdf(sign * d2));
};

function binomialTree(contract: Contract, market: Market, steps: number): number {
  const { strike, maturity, type, exercise = "european" } = contract;
  const { spot, rate, volatility, dividendYield = 0 } = market;
  const dt = maturity / steps;
  const u = Math.exp(volatility * Math.sqrt(dt));
  const d = 1 / u;
  const p = (Math.exp((rate - dividendYield) * dt) - d) / (u - d);
  if (p <= 0 || p >= 1) throw new RangeError("arbitrage in the tree");
  const discount = Math.exp(-rate * dt);
  const payoff = type === "call" ? (s: number) => Math.max(s - strike, 0) : (s: number) => Math.max(strike - s, 0);
  const values = Array.from({ length: steps + 1 }, (_, i) => payoff(spot * u ** (steps - 2 * i)));
  for (let step = steps - 1; step >= 0; step--) {
    for (let i = 0; i <= step; i++) {
      const hold = discount * (p * values[i] + (1 - p) * values[i + 1]);
      values[i] = exercise === "american" ? Math.max(hold, payoff(spot * u ** (step - 2 * i))) : hold;
    }
    values.length = step + 1;
  }
  return values[0];
}

/** Control variate: tree price of the American option corrected by the European error. */
export function f(market: Market, contract: Contract): number {
  const european: Contract = { ...contract, exercise: "european" };
  return binomialTree(contract, market, 5) + blackScholes(european, market) - binomialTree(european, market, 5);
}

export const wrt = 0;
export const h = 0.001;
export const inputs = [
  [{ spot: 100, rate: 0.05, volatility: 0.3 }, { type: "put", strike: 107, maturity: 1, exercise: "american" }],
  [{ spot: 95, rate: 0.03, volatility: 0.25, dividendYield: 0.06 }, { type: "call", strike: 92, maturity: 0.7 }],
  [{ spot: 95, rate: 0.9, volatility: 0.05 }, { type: "call", strike: 92, maturity: 2 }],
];
