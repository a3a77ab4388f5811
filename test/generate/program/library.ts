import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, type Made, type Scope, same, variablesOf, withVariables } from "./scope.js";
import { aTotal, block } from "./statements.js";
import { aValue } from "./values.js";

/** Functions of the library on objects and numbers, nested patterns, arrays of integers. */
export const library: Construct = {
  name: "library",
  kinds: {},
  statements: [
    { weight: 3, make: nested },
    { weight: 3, make: (scope) => same(scope, ...objects(scope)) },
    { weight: 2, make: (scope) => same(scope, ...indices(scope)) },
    { weight: 2, make: pairs },
  ],
  numbers: [
    (scope, depth) => `Math.sign(${numberOf(scope, depth - 1)}) * ${numberOf(scope, 1)}`,
    (scope, depth) => `Math.trunc(2 * ${numberOf(scope, depth - 1)}) * 0.3`,
    (scope, depth) => `(Number.isFinite(${numberOf(scope, depth - 1)}) ? ${numberOf(scope, 1)} : 0)`,
    (scope, depth) => `clamped(${numberOf(scope, depth - 1)}, { low: -0.5, high: ${numberOf(scope, 1)} ** 2 })`,
    (scope, depth) => `Math.cbrt(2.2 + Math.sin(${numberOf(scope, depth - 1)}))`,
    (scope, depth) => `Math.expm1(-Math.abs(${numberOf(scope, depth - 1)}))`,
    (scope, depth) =>
      `Math.${scope.g.pick.one(["sinh", "asinh", "tan"])}(0.5 * Math.cos(${numberOf(scope, depth - 1)}))`,
    (scope) => {
      const array = aVariable(scope, "nums")?.name;
      return (
        array &&
        scope.g.pick.one([
          `(${array}.findLast((item) => item < 0.3) ?? 0.1)`,
          `${array}.at(0)! * 0.7`,
          `Array.of(${array}[0], 0.2).reduce((a, b) => 0.4 * a + b)`,
          `${array}.slice(-2).map(Math.sin).reduce((a, b) => a + b, 0)`,
          `${array}.toSpliced(0, 1).concat(0.5)[0]`,
          `${array}.map((item) => [item, item * item]).flat().reduce((a, b) => 0.5 * a + b, 0)`,
        ])
      );
    },
  ],
  module: (scope) => ({
    callables: [],
    lines: [
      "function clamped(x: number, { low, high = 1 }: { low: number; high?: number }): number {",
      `  return x < low ? low * ${numberOf(withVariables(scope, { name: "x", type: "num", assignable: false }), 1)} : x > high ? high : x;`,
      "}",
      "const sumOfFields = (of: Record<string, number>): number => {",
      "  let sum = 0;",
      "  for (const name of Object.keys(of)) sum = 0.5 * sum + of[name];",
      "  return sum;",
      "};",
    ],
  }),
};

/** Patterns in patterns, with defaults. */
function nested(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const body = aVariable(scope, "body")?.name;
  const rows = aVariable(scope, "rows")?.name;
  const [a, b, c] = [fresh("u"), fresh("v"), fresh("w")];
  const numbers = (...names: string[]) => names.map((name) => ({ name, type: "num", assignable: false }) as const);
  if (body !== undefined && pick.chance(0.6))
    return {
      lines: [`const { at: { x: ${a}, y: ${b} = 0.2 }, trace: [${c} = ${numberOf(scope, 1)}] } = ${body};`],
      scope: withVariables(scope, ...numbers(a, b, c)),
    };
  if (rows === undefined) return same(scope);
  return {
    lines: [`const [[${a}, ${b} = ${numberOf(scope, 1)}], [${c}] = [0.4]] = ${rows};`],
    scope: withVariables(scope, ...numbers(a, b, c)),
  };
}

function objects(scope: Scope): string[] {
  const { pick } = scope.g;
  const [point, total] = [aVariable(scope, "point")?.name, aTotal(scope)];
  if (total === undefined) return [];
  const lines = [
    `${total} += 0.2 * sumOfFields({ a: ${numberOf(scope, 2)}, ["b" + 1]: ${numberOf(scope, 1)} });`,
    `${total} += sumOfFields(Object.fromEntries([["k", ${numberOf(scope, 2)}], ["m", 0.3]]));`,
  ];
  if (point !== undefined)
    lines.push(
      `Object.assign(${point}, { x: ${numberOf(scope, 2)} });`,
      `${total} += 0.3 * Object.values(${point}).reduce((a, b) => a * b, 1);`,
      `${total} += 0.5 * sumOfFields({ ...${point}, z: ${numberOf(scope, 1)} });`,
    );
  return [pick.maybe(lines) ?? ""];
}

/** Integers in a typed array say where to read and to add. */
function indices(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const array = pick.maybe(variablesOf(scope, "nums", "f64"))?.name;
  if (array === undefined || scope.depth > 3) return [];
  const [order, k] = [fresh("order"), fresh("k")];
  const make = pick.one([
    `Int32Array.from(${array}, (_, k) => (k * 2 + 1) % ${array}.length)`,
    `new Uint8Array(${array}.length).map((_, k) => (k * k) % ${array}.length)`,
    `[...${array}.keys()].sort((p, q) => ${array}[q] - ${array}[p])`,
  ]);
  const total = aTotal(scope);
  const use = pick.one([
    `${array}[${order}[${k}]] += 0.2 * ${array}[${k}];`,
    total === undefined ? `${array}[${k}] *= 0.7;` : `${total} += ${array}[${order}[${k}]] * ${numberOf(scope, 1)};`,
    `${array}[${k}] = Math.sin(${array}[${order}[${k}]]);`,
  ]);
  return [`const ${order} = ${make};`, `for (let ${k} = 0; ${k} < ${order}.length; ${k}++) ${use}`];
}

/** Pairs in the head of a loop. */
function pairs(scope: Scope): Made {
  const { fresh } = scope.g;
  if (scope.depth > 3) return same(scope);
  const [a, b] = [fresh("u"), fresh("v")];
  const inside = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 1 },
    { name: a, type: "num", assignable: false },
    { name: b, type: "num", assignable: false },
  );
  const list = `[${aValue(scope, "pair", 2)}, ${aValue(scope, "pair", 1)}]`;
  const leave = scope.g.pick.chance(0.4) ? [`  if (${conditionOf(inside, 1)}) continue;`] : [];
  return same(
    scope,
    `for (const [${a}, ${b}] of ${list}) {`,
    ...leave,
    ...block(inside, 1 + scope.g.pick.below(2)),
    "}",
  );
}
