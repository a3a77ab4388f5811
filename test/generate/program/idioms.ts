import { numberOf, subscript } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, variablesOf } from "./scope.js";
import { aValue } from "./values.js";

/** Forms that depend on the order of evaluation: exchanges by patterns, indices that count, sequences, defaults, rests. */
export const idioms: Construct = {
  name: "idioms",
  kinds: {},
  statements: [
    { weight: 3, make: (scope) => same(scope, ...exchange(scope)) },
    { weight: 3, make: (scope) => same(scope, ...counting(scope)) },
    { weight: 2, make: (scope) => same(scope, ...pattern(scope)) },
  ],
  numbers: [
    (scope, depth) => `gather(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}, ${numberOf(scope, 1)})`,
    (scope, depth) => {
      const array = aVariable(scope, "nums", "f64")?.name;
      return array === undefined ? undefined : `gather(${numberOf(scope, depth - 1)}, ...${array})`;
    },
    (scope, depth) => `weigh({ x: ${numberOf(scope, depth - 1)} })`,
    (scope, depth) => {
      const point = aVariable(scope, "point")?.name;
      return `weigh(${point ?? `{ x: 0.3, y: ${numberOf(scope, depth - 1)} }`}, ${numberOf(scope, 1)})`;
    },
  ],
  module: () => ({
    lines: [
      "function gather(first: number, ...rest: number[]): number {",
      "  const [second = 0.4, ...others] = rest;",
      "  return first * second + 0.2 * others.reduce((sum, one) => sum + one, 0);",
      "}",
      "function weigh({ x, y = 0.6 * x }: { x: number; y?: number }, by: number = x * y): number {",
      "  x += by;",
      "  return x * 0.5 - y;",
      "}",
    ],
    callables: [],
  }),
};

function exchange(scope: Scope): string[] {
  const { pick } = scope.g;
  const numbers = variablesOf(scope, "num").filter(({ assignable }) => assignable);
  const [a, b, array] = [pick.maybe(numbers), pick.maybe(numbers), aVariable(scope, "nums", "f64")];
  const one = array === undefined ? undefined : `${array.name}[${subscript(scope, array.name)}]`;
  const another = array === undefined ? undefined : `${array.name}[${subscript(scope, array.name)}]`;
  if (one !== undefined && pick.chance(0.5)) return [`[${one}, ${another}] = [${another}, ${one}];`];
  if (a === undefined || b === undefined) return [];
  if (one !== undefined && pick.chance(0.5)) return [`[${a.name}, ${one}] = [${one}, 0.5 * ${a.name}];`];
  return a === b ? [] : [`[${a.name}, ${b.name}] = [${b.name}, ${numberOf(scope, 1)}];`];
}

/** Each index is evaluated once, before the value. */
function counting(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  if (array === undefined) return [];
  const [n, { name }] = [fresh("n"), array];
  const length = `${name}.length`;
  return [
    `let ${n} = ${pick.below(2)};`,
    pick.one([
      `${name}[${n}++ % ${length}] += 0.2 * ${name}[${n} % ${length}];`,
      `${name}[${n} % ${length}] = ${name}[(${n} += 1) % ${length}] * ${numberOf(scope, 1)};`,
      `${name}[++${n} % ${length}] *= (${n}++, ${name}[${n} % ${length}]);`,
      `while (${n} < 3) ${name}[${n}++ % ${length}] -= 0.3 * ${numberOf(scope, 1)};`,
    ]),
    `${name}[${n} % ${length}] *= 0.5;`,
  ];
}

function pattern(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const target = pick.maybe(variablesOf(scope, "num").filter(({ assignable }) => assignable));
  const point = aVariable(scope, "point");
  if (target === undefined) return [];
  if (point !== undefined && pick.chance(0.5))
    return [`({ x: ${target.name}, y: ${point.name}.x } = ${aValue(scope, "point", 1)});`];
  const [first, rest] = [fresh("first"), fresh("rest")];
  const array = aVariable(scope, "nums");
  if (array === undefined) return [];
  return [
    `const [${first} = 0.1, ...${rest}] = ${array.name};`,
    `${target.name} = 0.5 * ${first} + 0.1 * ${rest}.length;`,
  ];
}
