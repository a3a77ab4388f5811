import { atom, conditionOf, numberOf, place } from "./numbers.js";
import {
  aVariable,
  type Construct,
  inLoop,
  type Made,
  noModule,
  type Scope,
  same,
  type Variable,
  withVariables,
} from "./scope.js";
import { aTotal, block } from "./statements.js";

/** Expressions that stand for what they do: assignments behind `&&` and `?:`, in rows, in sequences, and where nothing is yet. */
export const effects: Construct = {
  name: "effects",
  kinds: {},
  statements: [
    { weight: 5, make: (scope) => same(scope, ...maybe(scope)) },
    { weight: 4, make: (scope) => same(scope, ...chained(scope)) },
    { weight: 3, make: (scope) => same(scope, ...logical(scope)) },
    { weight: 3, make: missing },
    { weight: 2, make: (scope) => same(scope, ...sequenceHead(scope)) },
    { weight: 2, make: flags },
  ],
  numbers: [
    (scope, depth) => {
      const [a, b] = [place(scope), place(scope)];
      return a && b && `(${a} = ${b} = ${bounded(scope, depth - 1)})`;
    },
    (scope, depth) => {
      const a = place(scope);
      return a && `(${a} ||= ${bounded(scope, depth - 1)})`;
    },
    (scope, depth) => {
      const a = place(scope);
      return a && `(${conditionOf(scope, 1)} && (${a} = ${bounded(scope, depth - 1)}), ${a} * ${atom(scope)})`;
    },
  ],
  module: noModule,
};

const bounded = (scope: Scope, depth = 2): string => `Math.sin(${numberOf(scope, depth)})`;

/** An assignment that is a part of an expression. */
function change(scope: Scope, target: string): string {
  return scope.g.pick.one([
    `${target} = ${bounded(scope)}`,
    `${target} += 0.1 * ${numberOf(scope, 2)}`,
    `${target} *= Math.cos(${numberOf(scope, 1)})`,
    `${target} -= 0.2 * ${atom(scope)}`,
  ]);
}

/** An assignment that may not happen. */
function maybe(scope: Scope): string[] {
  const { pick } = scope.g;
  const [a, b] = [place(scope), place(scope)];
  if (a === undefined || b === undefined) return [];
  const test = conditionOf(scope, 1);
  const other = conditionOf(scope, 1);
  const [first, second] = [change(scope, a), change(scope, b)];
  return [
    pick.one([
      `${test} && (${first});`,
      `${test} || (${first});`,
      `${test} && ${other} && (${first});`,
      `(${test} || ${other}) && (${first}, ${second});`,
      `${test} ? (${first}) : (${second});`,
      `${test} && (${other} ? (${first}) : (${second}));`,
      `(${first}), ${test} && (${second});`,
      `(${first}) > 0.2 && (${second});`,
      `!(${test}) && ((${first}) || (${second}));`,
    ]),
  ];
}

/** One value for several places, or the value of one assignment for the next. */
function chained(scope: Scope): string[] {
  const { pick } = scope.g;
  const [a, b, c] = [place(scope), place(scope), place(scope)];
  if (a === undefined || b === undefined || c === undefined) return [];
  const value = bounded(scope);
  return [
    pick.one([
      `${a} = ${b} = ${value};`,
      `${a} = ${b} = ${c} = ${value};`,
      `${a} = 0.5 * (${b} = ${value}) + 0.2 * ${b};`,
      `${a} += 0.2 * (${b} = ${value});`,
      `${a} = Math.cos((${a} = ${value}) + ${a});`,
      `${a} = Math.tanh(${a} + (${a} *= 0.5) + ${a});`,
      `${a} -= 0.3 * (${a} += 0.2 * ${value});`,
      `${a} = ${value}, ${b} = 0.4 * ${a};`,
      `${a} = (${b} *= 0.7, ${c} += 0.1 * ${b}, ${value});`,
    ]),
  ];
}

function logical(scope: Scope): string[] {
  const { pick } = scope.g;
  const [a, b] = [place(scope), place(scope)];
  if (a === undefined || b === undefined) return [];
  const value = bounded(scope);
  return [
    pick.one([
      `${a} ||= ${value};`,
      `${a} &&= ${value};`,
      `${a} &&= ${b} ||= ${value};`,
      `${a} = 0;`,
      `${a} ||= (${b} = ${value});`,
      `${a} &&= 0.5 * ${a} + 0.2 * (${b} = ${value});`,
      `(${a} ||= ${value}) > 0.1 && (${b} &&= 0.4 * ${a});`,
    ]),
  ];
}

/** A number that is there or not, and is given when it is asked for. */
function missing(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const [u, v] = [fresh("kept"), fresh("v")];
  const b = place(scope);
  const start = pick.one(["undefined", `${conditionOf(scope, 1)} ? ${bounded(scope)} : undefined`]);
  const inside = scope.depth > 3 ? undefined : inLoop(scope);
  const give = pick.one([
    [`${u} ??= ${bounded(scope)};`],
    [`${u} ??= ${b === undefined ? "0.3" : `(${b} = ${bounded(scope)})`};`],
    inside === undefined
      ? [`${u} ??= 0.4;`]
      : [
          `for (let ${v} = 0; ${v} < 3; ${v}++) {`,
          ...block(inside, 1),
          `  ${u} = 0.5 * (${u} ??= ${bounded(inside)}) + 0.1 * ${v};`,
          "}",
        ],
  ]);
  const made = fresh("a");
  return {
    lines: [
      `let ${u}: number | undefined = ${start};`,
      ...give,
      `const ${made} = ${pick.one([`(${u} ?? 0.3)`, `(${u} ??= 0.6)`, `(${u} === undefined ? 0.7 : ${u})`])} * ${atom(scope)};`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}

/** A loop whose head does several things. */
function sequenceHead(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  if (scope.depth > 3) return [];
  const [i, w] = [fresh("i"), fresh("w")];
  const inside = withVariables(
    inLoop(scope),
    { name: w, type: "num", assignable: true },
    { name: i, type: "int", assignable: false },
  );
  const total = aTotal(scope);
  const update = pick.one([
    `${i}++, ${w} *= 0.7`,
    `${w} = Math.sin(${w} + ${i}++)`,
    `${i}++, ${w} += 0.1 * ${numberOf(inside, 1)}`,
  ]);
  const also = total === undefined ? "" : `, ${total} += 0.1 * ${w}`;
  return [
    `for (let ${i} = 0, ${w} = ${numberOf(scope, 1)}; ${i} < ${2 + pick.below(3)}; ${update}${pick.chance(0.5) ? also : ""}) {`,
    ...block(inside, 1 + pick.below(2)),
    "}",
  ];
}

/** A boolean that says whether to go on. */
function flags(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const array = aVariable(scope, "nums", "f64")?.name;
  if (scope.depth > 3 || array === undefined) return same(scope);
  const [ok, n] = [fresh("ok"), fresh("n")];
  const flag: Variable = { name: ok, type: "flag", assignable: true };
  const inside = withVariables(inLoop(scope), flag);
  const head = pick.one([
    `while (${ok} && ${n}++ < 3) {`,
    `while ((${ok} = ${ok} && ${conditionOf(scope, 1)}) && ${n}++ < 3) {`,
  ]);
  const next = pick.one([
    `${ok} = ${conditionOf(inside, 1)};`,
    `${ok} &&= ${conditionOf(inside, 1)};`,
    `${ok} ||= ${conditionOf(inside, 1)};`,
    `if (!(${ok} = ${array}[${n} % ${array}.length] > 0.1)) continue;`,
  ]);
  return {
    lines: [`let ${ok} = true;`, `let ${n} = 0;`, head, `  ${next}`, ...block(inside, 1 + pick.below(2)), "}"],
    scope: withVariables(scope, { ...flag, assignable: false }),
  };
}
