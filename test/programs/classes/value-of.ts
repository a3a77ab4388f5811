/** Quantities that arithmetic and order take for numbers. */
class Money {
  constructor(private readonly amount: number) {}
  valueOf(): number {
    return this.amount;
  }
}

class Angle {
  constructor(readonly degrees: number) {}
  valueOf(): number {
    return (this.degrees * Math.PI) / 180;
  }
}

class Reading extends Money {
  reads = 0;
  override valueOf(): number {
    this.reads++;
    return super.valueOf() * this.reads;
  }
}

const value = (q: Money | Angle): number => +(q as unknown as number) * 2;

export function f(x: number, y: number): number {
  const a = new Money(x) as unknown as number;
  const b = new Money(y) as unknown as number;
  let s = a + b;
  if (a > b) s *= a - b;
  else s -= b / a;
  const turn = new Angle(x * 30);
  s += Math.sin(turn as unknown as number) + Number(turn) ** 2;
  for (const q of [new Money(x), new Angle(y), new Reading(x * y)]) s += value(q) * value(q);
  let total = 1;
  total += new Reading(y) as unknown as number;
  total *= -(b as unknown as number);
  return s + total + Math.max(a, b, 0.1) + (a === b ? 1 : 0);
}
export const wrt = [0, 1];
export const inputs = [
  [1.2, 0.7],
  [0.6, 1.3],
];
