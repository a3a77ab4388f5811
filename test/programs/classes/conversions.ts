// What objects are in arithmetic: by [Symbol.toPrimitive], by valueOf, where a number or an object stands.
type Hint = "number" | "string" | "default";

class Money {
  constructor(readonly amount: number, readonly unit: string) {}
  [Symbol.toPrimitive](hint: Hint): number | string {
    if (hint === "string") return this.unit;
    return hint === "number" ? this.amount : this.amount + 1;
  }
  valueOf(): number {
    return 1000;
  }
}

class Length {
  constructor(readonly meters: number) {}
  valueOf(): number {
    return this.meters;
  }
}

class Rounded extends Length {
  override valueOf(): number {
    return super.valueOf() * 3;
  }
}

const plus = (a: unknown, b: unknown): number => (a as number) + (b as number);
const above = (a: unknown, b: unknown): boolean => (a as number) > (b as number);
const times = (a: unknown, b: unknown): number => (a as number) * (b as number);

export function f(x: number, k: number): number {
  const money = new Money(x, "EUR");
  // The hint of + is another one than that of *.
  let sum = plus(money, k) + 10 * times(money, k) + Number(money) ** 2;
  for (const one of [new Length(k), new Rounded(x), new Length(x * k)]) sum += times(one, one) - plus(one, 2) * (above(money, one) ? 1 : k);
  const either: number | Length | boolean = x > 0.5 ? new Length(k) : x < 0 ? true : x;
  sum += times(either, x) + +either * 2;
  const literal = { w: k, [Symbol.toPrimitive](hint: string) { return hint === "number" ? x * this.w : x - this.w; } };
  sum += +literal * plus(literal, 1);
  const copy = { ...literal, w: 2 };
  return sum + times(copy, k) + Math.max(+money, +new Length(k)) * `${x > 0 ? "a" : "bc"}`.length;
}
export const wrt = [0, 1];
export const inputs = [[0.3, 1.2], [0.8, -0.4], [-0.7, 0.5]];
