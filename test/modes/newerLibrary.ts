import { grad, hvp, valueAndGrad } from "cotangent";
import { num, numGrad, same } from "./_same.js";

// Methods that engines have of late, each beside the same by hand: iterators' own map, filter, take, …; Map.groupBy and Object.groupBy.

function* powers(x: number, k: number): Generator<number> {
  for (let v = x; ; v *= k) yield v;
}

function lazily(x: readonly number[]): number {
  const firsts = powers(x[0], x[1]).take(4);
  let sum = firsts.map((v, i) => v * v * (i + 1)).reduce((a, b) => a + b, 0);
  sum += powers(x[1], 0.5)
    .drop(1)
    .take(2)
    .reduce((a, b) => a * b);
  sum += (powers(x[0], x[1]).find((v) => Math.abs(v) < 0.5) ?? 1) * x[2];
  const even = x.entries().filter(([i]) => i % 2 === 0);
  for (let next = even.next(); !next.done; next = even.next()) sum += next.value[1] ** 3;
  const weights = new Map([
    ["a", x[0]],
    ["bc", x[1]],
  ]);
  sum += weights
    .values()
    .flatMap((v) => [v, v * v])
    .toArray()
    .reduce((a, b) => a * 0.5 + b, 0);
  weights.entries().forEach(([name, v]) => {
    sum += name.length * v;
  });
  if (x.values().some((v) => v < 0)) sum *= 2;
  return weights.keys().every((name) => name.length < 3) ? sum : 0;
}
function lazilyByHand(x: readonly number[]): number {
  const list = [x[0], x[0] * x[1], x[0] * x[1] ** 2, x[0] * x[1] ** 3];
  let sum = list.reduce((a, v, i) => a + v * v * (i + 1), 0);
  sum += x[1] * 0.5 * (x[1] * 0.25);
  let first = x[0];
  while (Math.abs(first) >= 0.5) first *= x[1];
  sum += first * x[2] + x[0] ** 3 + x[2] ** 3;
  sum += [x[0], x[0] ** 2, x[1], x[1] ** 2].reduce((a, b) => a * 0.5 + b, 0);
  sum += x[0] + 2 * x[1];
  return x.some((v) => v < 0) ? sum * 2 : sum;
}

/** What is left early is closed; an iterator that is taken from goes on. */
function closed(x: readonly number[]): number {
  let ends = 0;
  function* watched(): Generator<number> {
    try {
      for (const v of x) yield v * v;
    } finally {
      ends += x[1];
    }
  }
  let sum = 0;
  for (const v of watched().take(2)) sum += v * x[0];
  for (const v of watched().map((v) => v + 1)) {
    sum += v;
    if (v > 1) break;
  }
  const values = x.values();
  sum += values.take(1).toArray()[0] + (values.next().value ?? 100);
  return sum * ends;
}
const closedByHand = (x: readonly number[]): number =>
  ((x[0] ** 2 + x[1] ** 2) * x[0] + x[0] ** 2 + 1 + x[0] + x[1]) * 2 * x[1];

interface Sale {
  readonly shop: string;
  readonly amount: number;
}

function grouped(x: readonly number[]): number {
  const sales: Sale[] = x.map((amount, i) => ({ shop: i % 2 === 0 ? "even" : "odd", amount }));
  const byShop = Object.groupBy(sales, ({ shop }) => shop);
  let sum = 0;
  for (const [shop, own] of Object.entries(byShop))
    sum += shop.length * (own ?? []).reduce((s, { amount }) => s + amount ** 2, 0);
  const bySize = Map.groupBy(x, (v) => (Math.abs(v) > 1 ? "large" : "small"));
  for (const [size, list] of bySize) sum += size.length * list.reduce((a, b) => a * b, 1);
  return sum + (byShop.none === undefined ? x[0] : 0) * (bySize.get("large")?.length ?? 0);
}
function groupedByHand(x: readonly number[]): number {
  const large = x.filter((v) => Math.abs(v) > 1);
  const small = x.filter((v) => Math.abs(v) <= 1);
  const product = (list: readonly number[]): number => (list.length === 0 ? 0 : 5 * list.reduce((a, b) => a * b, 1));
  return 4 * (x[0] ** 2 + x[2] ** 2) + 3 * x[1] ** 2 + product(large) + product(small) + x[0] * large.length;
}

const v = [0.3, -0.8, 0.5];
for (const x of [
  [2.7, 0.6, 1.2],
  [-1.9, 0.4, -0.3],
]) {
  const along = (f: (x: readonly number[]) => number): number[] =>
    x.map((_, k) =>
      num(
        (t) =>
          numGrad(
            f,
            x.map((e, i) => e + t * v[i]),
          )[k],
        0,
      ),
    );
  const { value, grad: g } = valueAndGrad(lazily)(x);
  same("iterators, value", value, lazilyByHand(x));
  same("iterators", g, numGrad(lazilyByHand, x));
  same("iterators, second", hvp(lazily)(x, v), along(lazilyByHand), 1e-5);
  same("closed", grad(closed)(x), numGrad(closedByHand, x));
  same("groups", grad(grouped)(x), numGrad(groupedByHand, x));
  same("groups, second", hvp(grouped)(x, v), along(groupedByHand), 1e-5);
}

export { results } from "./_same.js";
