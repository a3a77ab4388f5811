import { assignable, conditionOf, numberOf, place, subscript } from "./numbers.js";
import {
  aVariable,
  type Construct,
  inFunction,
  inLoop,
  type Made,
  type Scope,
  same,
  type Variable,
  withVariables,
} from "./scope.js";
import { aTotal, block, indented } from "./statements.js";
import { aValue } from "./values.js";

const numeric = (...names: string[]): Variable[] => names.map((name) => ({ name, type: "num", assignable: true }));

/** Patterns whose defaults do something, in heads of loops and in parameters, and that assign to elements and fields. */
export const patterns: Construct = {
  name: "patterns",
  kinds: {},
  statements: [
    { weight: 4, make: (scope) => same(scope, ...swap(scope)) },
    { weight: 3, make: defaults },
    { weight: 3, make: (scope) => same(scope, ...heads(scope)) },
    { weight: 2, make: (scope) => same(scope, ...targetHead(scope)) },
    { weight: 2, make: parameters },
  ],
  numbers: [
    (scope, depth) => `taken({ u: ${numberOf(scope, depth - 1)} })`,
    (scope, depth) => `taken({ w: ${numberOf(scope, depth - 1)}, more: [${numberOf(scope, 1)}] })`,
    (scope, depth) => `nestedOf([[${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}], 0.4])`,
  ],
  module: (scope) => ({
    callables: [],
    lines: [
      "type Given = { u?: number; w?: number; more?: number[] };",
      "const defaulted = { n: 0, last: 0 };",
      "function standIn(u: number): number {",
      "  defaulted.n++;",
      "  defaulted.last = 0.5 * defaulted.last + u;",
      "  return Math.sin(defaulted.last + defaulted.n);",
      "}",
      "function taken({ u = standIn(0.3), w = standIn(u), more: [first = standIn(w), ...others] = [u, w] }: Given): number {",
      `  return ${numberOf(withVariables(scope, ...numeric("u", "w", "first")), 2)} + 0.1 * others.length;`,
      "}",
      "function nestedOf([[u, w = u], h]: [[number, number], number], [x, y] = [h, w]): number {",
      "  [u, w] = [w, u * x];",
      "  return u * 0.5 - w * y;",
      "}",
    ],
  }),
  start: (scope) => ["defaulted.n = 0;", `defaulted.last = ${numberOf(scope, 1)};`],
};

/** Places that change their values with each other. */
function swap(scope: Scope): string[] {
  const { pick } = scope.g;
  const [a, b, c] = [place(scope), place(scope), place(scope)];
  const point = aVariable(scope, "point", "body");
  if (point !== undefined && pick.chance(0.4)) {
    const p = point.type === "point" ? point.name : `${point.name}.at`;
    return [
      pick.one([
        `[${p}.x, ${p}.y] = [${p}.y, ${p}.x];`,
        `({ x: ${p}.y, y: ${p}.x } = ${p});`,
        `({ x: ${p}.x = 0.3, y: ${p}.y } = ${aValue(scope, "point", 1)});`,
      ]),
    ];
  }
  if (a === undefined || b === undefined || c === undefined) return [];
  return [
    pick.one([
      `[${a}, ${b}] = [${b}, ${a}];`,
      `[${a}, ${b}, ${c}] = [${b}, ${c}, 0.5 * ${a}];`,
      `[${a}, [${b}, ${c} = 0.2]] = [${c}, [${a}, ${numberOf(scope, 1)}]];`,
      `({ u: ${a}, more: [${b}, ${c}] } = { u: ${c}, more: [${a}, 0.7 * ${b}] });`,
      `[${a} = 0.1, ${b} = 0.2] = ${pick.one([`[${b}, ${numberOf(scope, 1)}]`, `[${b}, ${a}]`])};`,
    ]),
  ];
}

/** Defaults that assign, and use what the pattern gave before. */
function defaults(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const [given, u, w] = [fresh("given"), fresh("u"), fresh("v")];
  const target = assignable(scope);
  const value = `Math.sin(${numberOf(scope, 2)})`;
  const effect = target === undefined ? `standIn(${value})` : pick.one([`(${target} = ${value})`, `standIn(${value})`]);
  const made = pick.one([
    `${conditionOf(scope, 1)} ? { u: ${numberOf(scope, 1)} } : {}`,
    `{ w: ${numberOf(scope, 1)} }`,
    "{ u: undefined, w: 0.4 }",
  ]);
  return {
    lines: [`const ${given}: Given = ${made};`, `let { u: ${u} = ${effect}, w: ${w} = 0.3 * ${u} } = ${given};`],
    scope: withVariables(scope, ...numeric(u, w)),
  };
}

/** Patterns in heads of loops over lists of points, bodies, pairs and given values. */
function heads(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  if (scope.depth > 3) return [];
  const [a, b, c] = [fresh("u"), fresh("v"), fresh("w")];
  const inside = withVariables(inLoop(scope), ...numeric(a, b));
  const [points, body] = [aVariable(scope, "points")?.name, aVariable(scope, "body")?.name];
  const number = (): string => numberOf(scope, 1);
  const known = pick.maybe([
    ...(points === undefined
      ? []
      : [`let { x: ${a}, y: ${b} } of ${points}`, `let [${c}, { x: ${a}, y: ${b} }] of ${points}.entries()`]),
    ...(body === undefined ? [] : [`let { at: { x: ${a} }, trace: [${b}, ...${c}] } of [${body}, ${body}]`]),
  ]);
  const other = pick.one([
    `let { u: ${a} = standIn(${number()}), w: ${b} = ${a} } of [{ u: ${number()} }, { w: ${number()} }, {}] as Given[]`,
    `let [[${a}, ${b} = 0.3], ${c}] of [[[${number()}, ${number()}], 1], [[0.2, ${number()}], 2]] as [[number, number], number][]`,
    `let [${a}, ${b} = standIn(${a})] of [[${number()}], [${number()}, 0.6]]`,
  ]);
  return [
    `for (${known !== undefined && pick.chance(0.6) ? known : other}) {`,
    ...block(inside, 1 + pick.below(2)),
    ...indented(use(inside, a, b)),
    "}",
  ];
}

function use(scope: Scope, a: string, b: string): string[] {
  const total = aTotal(scope);
  return total === undefined ? [] : [`${total} += 0.2 * ${a} * ${b};`];
}

/** The variable of a loop is a place that is there already; a pattern of places is refused. */
function targetHead(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const a = place(scope);
  if (a === undefined || scope.depth > 3) return [];
  const array = aVariable(scope, "nums", "f64")?.name;
  const inside = inLoop(scope);
  const list = array === undefined ? `[${numberOf(scope, 1)}, 0.4]` : `${array}.slice()`;
  const item = fresh("item");
  const head = pick.one([`${a} of ${list}`, `const ${item} of ${list}`]);
  const first = array === undefined ? [] : [`  ${array}[${subscript(scope, array)}] += 0.1 * ${a};`];
  return [`for (${head}) {`, ...first, ...block(inside, 1), "}"];
}

/** A function that takes its argument apart, called for several. */
function parameters(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  const body = aVariable(scope, "body")?.name;
  if (scope.depth > 2 || !spend(1)) return same(scope);
  const [name, made, u, w, v] = [fresh("apart"), fresh("a"), fresh("u"), fresh("w"), fresh("v")];
  const inside = withVariables(inFunction(scope), ...numeric(u, w));
  const [parameter, argument] =
    body !== undefined && pick.chance(0.5)
      ? [`{ at: { x: ${u}, y: ${w} = ${u} }, trace: [${v}] }: Body`, [body, body]]
      : [
          `{ u: ${u} = ${numberOf(scope, 1)}, w: ${w} = ${u} * 0.5, more: [${v} = ${w}] = [] }: Given = {}`,
          ["", `{ w: ${numberOf(scope, 1)}, more: [${numberOf(scope, 1)}] }`],
        ];
  return {
    lines: [
      `const ${name} = (${parameter}): number => ${numberOf(inside, 2)} + 0.3 * ${v};`,
      `const ${made} = ${name}(${argument[0]}) - 0.5 * ${name}(${argument[1]});`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}
