// Texts, dates, bigints and symbols in one place: typeof tells them apart.
type Value = number | bigint | Date | symbol;

const pick = (k: number): Value => (k > 2 ? 10n : k > 1 ? 2 : k > 0 ? new Date(5) : Symbol("a"));

function weigh(value: Value, x: number): number {
  if (typeof value === "bigint") return x * Number(value);
  if (typeof value === "number") return x * x * value;
  if (typeof value === "symbol") return 7 * x;
  if (typeof value === "object") return x ** 3 * value.getTime();
  return 100 * x;
}

export function f(x: number): number {
  let sum = 0;
  for (let k = 0; k < 4; k++) sum += weigh(pick(k), x) * (k + 1);
  return sum;
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];
