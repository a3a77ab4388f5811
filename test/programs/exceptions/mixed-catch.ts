class Invalid extends Error { constructor(message: string, readonly by: number) { super(message); this.name = "Invalid"; } }
interface Rate { factor: number; next?: string }
const tableOf = (x: number[]): Map<string, Rate> => new Map([["a", { factor: x[0], next: "b" }], ["b", { factor: x[1] }]]);
function convert(rates: Map<string, Rate>, key: string, amount: number): number {
  const rate = rates.get(key)!;
  return amount * rate.factor;
}
function chain(rates: Map<string, Rate>, key: string, amount: number): number {
  const first = rates.get(key)!;
  return convert(rates, first.next!, convert(rates, key, amount)) + rates.get(first.next!)!.factor;
}
export function f(x: number[]): number {
  const rates = tableOf(x);
  let s = 0, failures = 0;
  const log: string[] = [];
  for (const [key, amount] of [["a", x[2]], ["c", 2], ["b", x[1]], ["a", -1]] as [string, number][]) {
    try {
      if (amount < 0) throw new Invalid("negative", amount);
      s += convert(rates, key, amount);
      s += chain(rates, key, amount * x[0]);
      s *= 1.1;
    } catch (e) {
      failures++;
      if (e instanceof Invalid) s += e.by * x[0];
      else if (e instanceof TypeError) { s -= x[1] * failures; log.push(e.name); }
      else throw e;
    } finally {
      s += 0.01 * x[2];
    }
  }
  const list = [{ id: 1, v: x[0] }, { id: 2, v: x[1] * x[2] }];
  const pick = (id: number): number => {
    try {
      if (id === 9) throw new RangeError("nine");
      return list.find((e) => e.id === id)!.v;
    } catch (e) {
      return e instanceof RangeError ? 9 * x[0] : -x[2];
    }
  };
  return s + pick(1) * pick(2) + pick(3) + pick(9) + log.length;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, 0.7]]];
