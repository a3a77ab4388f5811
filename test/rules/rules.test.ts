/** Every rule against differences of the JavaScript operator or function itself, at points of the domain that the rule declares. */
import { inactive, type Rule, rules, type VariadicRule } from "cotangent/rules";
import { extrapolate } from "cotangent/testing";
import { describe, expect, it } from "vitest";
import { arithmetic, bitwise, comparisons, functions, logical } from "../../packages/transformer/src/ir/types.js";

const table: Readonly<Record<string, Rule | VariadicRule>> = rules;

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  rem: (a, b) => a % b,
  pow: (a, b) => a ** b,
  neg: (a) => -a,
};

function primal(name: string): (...args: number[]) => number {
  return (operators[name] ?? Math[name as "hypot"]) as (...args: number[]) => number;
}

function partialsAt(name: string, args: readonly number[]): readonly number[] {
  const rule = table[name]!;
  const result = primal(name)(...args);
  return rule.kind === "rule" ? rule.partials(result, ...args) : args.map((arg) => rule.partial(result, arg));
}

/** Deterministic numbers in [0, 1): the mulberry32 generator. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function relativeError(expected: number, actual: number): number {
  return Math.abs(expected - actual) / Math.max(1e-3, Math.abs(expected), Math.abs(actual));
}

// The differences of fround would measure rounding; it has a test of its own.
describe.each(Object.keys(table).filter((name) => name !== "fround"))("%s", (name) => {
  const rule = table[name]!;

  it("agrees with differences in its domain", () => {
    const random = uniform(1);
    for (let point = 0; point < 200; point++) {
      const args = rule.domain.map(([low, high]) => low + (high - low) * random());
      const partials = partialsAt(name, args);
      expect(partials).toHaveLength(args.length);
      for (const [index, partial] of partials.entries()) {
        const along = (x: number): number => primal(name)(...args.with(index, x));
        const expected = extrapolate(along, args[index]!);
        const message = `${name}(${args}), argument ${index}: ${expected} ${partial}`;
        expect(relativeError(expected, partial), message).toBeLessThan(1e-9);
      }
    }
  });

  if (!rule.special) return;
  it("follows the conventions at its special points", () => {
    for (const { at, partials } of rule.special ?? []) {
      for (const [index, partial] of partialsAt(name, at).entries()) {
        const expected = partials[index]!;
        const message = `${name}(${at}), argument ${index}: ${partial}`;
        if (Number.isFinite(expected)) expect(relativeError(expected, partial), message).toBeLessThan(1e-15);
        else expect(partial, message).toBe(expected);
      }
    }
  });
});

it("agrees with the differences of fround at steps that 32 bits hold", () => {
  expect((Math.fround(1.5 + 2 ** -10) - Math.fround(1.5 - 2 ** -10)) / 2 ** -9).toBe(partialsAt("fround", [1.5])[0]);
});

it("says that it is unbounded, or overflows, wherever a partial is infinite", () => {
  for (const [name, rule] of Object.entries(table)) {
    const infinite = (rule.special ?? []).some(({ partials }) => !partials.every(Number.isFinite));
    if (infinite) expect(rule.unbounded, name).toBe(true);
  }
  const edges = [-750, -1, -0.5, -5e-324, -0, 0, 5e-324, 0.5, 1, 750];
  for (const [name, rule] of Object.entries(table)) {
    if (rule.unbounded || rule.overflows) continue;
    const points = rule.domain.length === 1 ? edges.map((x) => [x]) : edges.flatMap((x) => edges.map((y) => [x, y]));
    for (const point of points) expect(partialsAt(name, point).every(Number.isFinite), `${name}(${point})`).toBe(true);
  }
});

it("has each differentiable primitive in the table or in the list of inactive ones, and none in both", () => {
  const known = [...arithmetic, ...comparisons, ...logical, ...bitwise, ...functions];
  const predicates = ["isNaN", "isFinite", "isInteger"];
  expect([...Object.keys(table), ...inactive].sort()).toEqual([...known, ...predicates].sort());
});

it("covers Math: every function of it is a primitive, except the ones that are no function of numbers", () => {
  const covered = new Set<string>([...Object.keys(table), ...inactive]);
  const missing = Object.getOwnPropertyNames(Math).filter(
    (name) => typeof Math[name as "sin"] === "function" && !covered.has(name),
  );
  // Newer engines have more: f16round and sumPrecise are refused where they are called.
  expect(missing.filter((name) => name !== "f16round" && name !== "sumPrecise")).toEqual(["random"]);
});
