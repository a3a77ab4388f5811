// A class that says itself what its instances are.
class Big {
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && "big" in value;
  }
}
class Even {
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "number" && value % 2 === 0;
  }
}
interface Item {
  v: number;
  big?: boolean;
}
const cost = (item: Item): number => (item instanceof Big ? item.v * 3 : item.v);

export function f(x: number): number {
  let sum = cost({ v: x * x, big: true }) + cost({ v: x });
  for (let i = 0; i < 4; i++) sum += (i as unknown as object) instanceof Even ? x ** i : i * x;
  return sum;
}
export const wrt = 0;
export const inputs = [[1.2], [-0.4]];
