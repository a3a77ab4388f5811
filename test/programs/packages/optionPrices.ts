// black-scholes, CommonJS without types: module.exports = { … } of functions. The greeks of a straddle, and its value at risk.
// @ts-expect-error this package has no types
import bs from "black-scholes";

type Kind = "call" | "put";

function legs(spot: number, strike: number, volatility: number): number {
  let total = 0;
  for (const kind of ["call", "put"] as Kind[]) {
    total += bs.blackScholes(spot, strike, 0.5, volatility, 0.03, kind);
  }
  return total;
}

export function f(spot: number, volatility: number): number {
  const straddle = legs(spot, 30, volatility);
  const hedge = bs.stdNormCDF(bs.getW(spot, 30, 0.5, volatility, 0.03));
  return straddle - 0.5 * hedge * spot;
}
export const wrt = [0, 1];
export const inputs = [
  [31, 0.3],
  [25, 0.2],
];
