import { conditionOf, numberOf, subscript } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, type Variable, variablesOf, withVariables } from "./scope.js";
import { block } from "./statements.js";
import { aValue } from "./values.js";

/** Assignments that may not happen, operators on integers, enums, values of several types told apart by `typeof`. */
export const operators: Construct = {
  name: "operators",
  kinds: {
    mixed: {
      text: "number | number[]",
      hint: "mixed",
      weight: 2,
      make: (scope, depth) =>
        scope.g.pick.one([numberOf(scope, depth - 1), `[${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}]`]),
      numbers: (_scope, name) => [
        `plain(${name})`,
        `(typeof ${name} === "number" ? ${name} : ${name}[0])`,
        `(Array.isArray(${name}) ? ${name}.length * ${name}[1] : ${name})`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...assigned(scope)) },
    { weight: 2, make: (scope) => same(scope, ...choice(scope)) },
    {
      weight: 2,
      make: (scope) => {
        const mixed = aVariable(scope, "mixed");
        if (mixed === undefined) return same(scope);
        return same(
          scope,
          ...(mixed.assignable
            ? [`${mixed.name} = ${aValue(scope, "mixed", 2)};`]
            : [`if (typeof ${mixed.name} !== "number") ${mixed.name}[0] = ${numberOf(scope, 2)};`]),
        );
      },
    },
  ],
  numbers: [
    (scope, depth) => `stepped(Mode.${scope.g.pick.one(["Slow", "Fast", "Still"])}, ${numberOf(scope, depth - 1)})`,
    (scope, depth) => `bits(${aVariable(scope, "int")?.name ?? "3"}, ${numberOf(scope, depth - 1)})`,
    (scope, depth) => `(${numberOf(scope, depth - 1)}) % 1.7`,
    (scope) => {
      const target = scope.g.pick.maybe(variablesOf(scope, "num").filter(({ assignable }) => assignable))?.name;
      return target && `(${target} *= 0.5, ${target} + ${numberOf(scope, 1)})`;
    },
  ],
  module: (scope) => {
    const inside = (...names: string[]): Scope =>
      withVariables(scope, ...names.map((name): Variable => ({ name, type: "num", assignable: true })));
    return {
      callables: [],
      lines: [
        "enum Mode {",
        "  Slow,",
        "  Fast,",
        "  Still,",
        "}",
        "function stepped(mode: Mode, x: number): number {",
        "  switch (mode) {",
        "    case Mode.Slow:",
        `      x = ${numberOf(inside("x"), 2)};`,
        ...(scope.g.pick.chance(0.6) ? [] : ["      break;"]),
        "    case Mode.Fast:",
        `      if (${conditionOf(inside("x"), 1)}) return x * x;`,
        `      x += ${numberOf(inside("x"), 1)};`,
        ...(scope.g.pick.chance(0.5) ? [] : ["      break;"]),
        "    default:",
        "      x *= 0.7;",
        "  }",
        "  return x;",
        "}",
        "function bits(n: number, x: number): number {",
        "  let sum = 0;",
        "  for (let k = (n & 7) | 1; k > 0; k >>= 1) {",
        `    if ((k & 1) === ${scope.g.pick.below(2)}) sum += x * (k ^ 2);`,
        `    else sum = ${numberOf(inside("sum", "x"), 1)};`,
        "  }",
        "  return sum * 0.1 + (~n % 2) + ((n << 1) >>> 1) * 0.1;",
        "}",
        "function plain(x: number | number[]): number {",
        '  if (typeof x === "number") return x;',
        "  let sum = 0;",
        "  for (var k = x.length; k-- > 0; ) sum = 0.5 * sum + x[k];",
        "  return sum + k;",
        "}",
      ],
    };
  },
};

function assigned(scope: Scope): string[] {
  const { pick } = scope.g;
  const target = pick.maybe(variablesOf(scope, "num").filter(({ assignable }) => assignable))?.name;
  const array = aVariable(scope, "nums", "f64")?.name;
  const counter = variablesOf(scope, "int").find(({ name, index }) => index === undefined && name.startsWith("count"));
  const place = array !== undefined && pick.chance(0.4) ? `${array}[${subscript(scope, array)}]` : target;
  if (place === undefined) return [];
  return [
    pick.one([
      `${place} ||= ${numberOf(scope, 2)};`,
      `${place} &&= ${numberOf(scope, 2)};`,
      `if (${place} > 1) ${place} **= 0.5;`,
      `${place} %= 1.3;`,
      `${place} = ${place} || ${numberOf(scope, 1)};`,
      `${place} = (${conditionOf(scope, 1)} && ${place}) || ${numberOf(scope, 1)};`,
      ...(counter === undefined ? [] : [`${place} += 0.1 * --${counter.name}, ++${counter.name};`]),
    ]),
  ];
}

function choice(scope: Scope): string[] {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int")?.name;
  if (integer === undefined || scope.depth > 3) return [];
  const inside: Scope = { ...scope, depth: scope.depth + 1 };
  return [
    `switch (true) {`,
    `  case ${integer} > 2:`,
    ...block(inside, 1),
    ...(pick.chance(0.5) ? ["    break;"] : []),
    `  case ${conditionOf(scope, 1)}: {`,
    ...block(inside, 1),
    "  }",
    ...(pick.chance(0.5) ? ["  default:", ...block(inside, 1)] : []),
    "}",
  ];
}
