import { atom, conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inLoop, type Made, noModule, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented } from "./statements.js";
import { aValue } from "./values.js";

/** Lists that change their length while they are gone through, lists of tuples, records made anew in loops, fields that go. */
export const changing: Construct = {
  name: "changing",
  kinds: {
    table: {
      text: "[number, number][]",
      hint: "table",
      weight: 3,
      make: (scope, depth) => {
        const table = aVariable(scope, "table")?.name;
        const row = (): string => `[${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}]`;
        const copy =
          table && scope.g.pick.one([`${table}.slice()`, `${table}.map(([a, b]): [number, number] => [b, 0.5 * a])`]);
        return copy !== undefined && scope.g.pick.chance(0.4) ? copy : `[${row()}, ${row()}]`;
      },
      numbers: (_scope, name) => [
        `${name}[0][1]`,
        `${name}[1][0] * ${name}[0][0]`,
        `${name}.map(([a, b]) => a * b).reduce((a, b) => a + b, 0)`,
        `${name}.reduce((sum, [a, b]) => 0.5 * sum + a - b, 0)`,
        `(${name}.find(([a]) => a > 0.2)?.[1] ?? 0.3)`,
      ],
      places: (_scope, name) => [`${name}[0][0]`, `${name}[1][1]`],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...resized(scope)) },
    { weight: 3, make: (scope) => same(scope, ...rows(scope)) },
    { weight: 3, make: states },
    { weight: 3, make: (scope) => same(scope, ...fields(scope)) },
  ],
  numbers: [],
  module: noModule,
};

/** A copy of an array that is shortened or lengthened by the loop over it; it may become empty. */
function resized(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [array, total] = [aVariable(scope, "nums")?.name, aTotal(scope)];
  if (total === undefined || scope.depth > 3) return [];
  const [ys, i, v] = [fresh("list"), fresh("i"), fresh("v")];
  const inside = withVariables(inLoop(scope), { name: v, type: "num", assignable: false });
  const test = conditionOf(inside, 1);
  const value = numberOf(inside, 1);
  const item = `const ${v} = ${ys}[${i}];`;
  const counted = (...body: string[]): string[] => [
    `for (let ${i} = 0; ${i} < ${ys}.length; ${i}++) {`,
    ...indented([item, ...body]),
    `  ${total} += 0.2 * ${v};`,
    "}",
  ];
  const each = (...body: string[]): string[] => [
    `for (const ${v} of ${ys}) {`,
    ...indented(body),
    `  ${total} += 0.2 * ${v};`,
    "}",
  ];
  const loop = pick.one([
    counted(`if (${test}) ${ys}.pop();`),
    counted(`if (${test}) ${ys}.splice(${i}--, 1);`),
    counted(`if (${ys}.length < 6 && ${test}) ${ys}.push(${value});`),
    counted(`if (${test}) ${ys}.length = Math.min(${ys}.length, ${pick.below(3)});`),
    counted(`if (${test}) {`, `  ${ys}.length--;`, "  continue;", "}"),
    counted(`if (${test} && ${ys}.length < 6) ${ys}.unshift(${value});`),
    each(`if (${ys}.length < 6) ${ys}.push(${value});`),
    each(`if (${ys}.length < 6 && ${test}) ${ys}.push(0.5 * ${v});`, ...block(inside, 1)),
    each(`if (${test}) ${ys}.pop();`),
    each(`if (${test}) ${ys}.shift();`),
    [
      `while (${ys}.length > 1) {`,
      `  const ${v} = ${ys}.pop()!;`,
      ...block(inside, 1),
      `  if (${test}) ${ys}[0] = ${v};`,
      `  ${total} += 0.2 * ${v};`,
      "}",
    ],
    [`for (let ${i} = ${ys}.length - 1; ${i} >= 0; ${i}--) if (${ys}[${i}] > ${atom(scope)}) ${ys}.splice(${i}, 1);`],
    [`${ys}.length = Math.min(${ys}.length, ${1 + pick.below(2)});`, `${ys}.push(${numberOf(scope, 1)});`],
  ]);
  return [
    `const ${ys} = ${array === undefined || pick.chance(0.4) ? `[${numberOf(scope, 1)}, ${numberOf(scope, 1)}, 0.3]` : `${array}.slice()`};`,
    ...loop,
    `${total} += ${pick.one([`${ys}.reduce((a, b) => 0.5 * a + b, 0)`, `0.3 * (${ys}[0] ?? 1)`, `0.1 * ${ys}.length`])};`,
  ];
}

/** Tuples in a list: walked, exchanged, sorted, replaced. */
function rows(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const table = aVariable(scope, "table")?.name;
  if (table === undefined || scope.depth > 3) return [];
  const [a, b, row] = [fresh("u"), fresh("v"), fresh("row")];
  const number = (name: string) => ({ name, type: "num", assignable: true }) as const;
  const apart = withVariables(inLoop(scope), number(a), number(b));
  const whole = withVariables(inLoop(scope), number(`${row}[0]`), number(`${row}[1]`));
  return pick.one([
    [`for (let [${a}, ${b}] of ${table}) {`, ...block(apart, 1 + pick.below(2)), "}"],
    [
      `for (const ${row} of ${table}) {`,
      ...block(whole, 1 + pick.below(2)),
      `  ${row}[1] = 0.5 * ${row}[0] + 0.3;`,
      "}",
    ],
    [`[${table}[0], ${table}[1]] = [${table}[1], ${table}[0]];`],
    [`[${table}[0][0], ${table}[1][1]] = [${table}[1][1], ${table}[0][0]];`],
    [`${table}.sort(([a], [b]) => a - b);`],
    [`${table}[${pick.below(2)}] = [${numberOf(scope, 2)}, ${table}[0][1]];`],
    [`${table}.push([${numberOf(scope, 2)}, 0.4]);`, `${table}.shift();`],
  ]);
}

/** A record that each iteration makes anew from the last; an earlier one may be kept. */
function states(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  if (scope.depth > 3) return same(scope);
  const [state, before, i] = [fresh("now"), fresh("before"), fresh("i")];
  const numbers = [`${state}.u`, `${state}.w`].map((name) => ({ name, type: "num", assignable: false }) as const);
  const outside = withVariables(scope, ...numbers);
  const inside = withVariables(inLoop(outside), { name: i, type: "int", assignable: false });
  const value = (): string => `Math.sin(${numberOf(inside, 2)})`;
  const step = (): string =>
    pick.one([
      `${state} = { ...${state}, u: ${value()} };`,
      `${state} = { ...${state}, w: ${state}.u, n: ${state}.n + 1 };`,
      `${state} = { u: ${value()}, ...${state}, w: 0.5 * ${state}.w };`,
      `${state} = { ...${state}, seen: [...${state}.seen, ${value()}].slice(-3) };`,
      `${state} = { ...${before}, w: ${state}.u };`,
      `if (${conditionOf(inside, 1)}) ${state} = { ...${state}, ...{ u: ${value()}, n: 0 } };`,
      `${state}.seen[0] = ${value()};`,
    ]);
  const made = fresh("a");
  return {
    lines: [
      `let ${state} = { u: ${numberOf(scope, 2)}, w: ${numberOf(scope, 1)}, n: 0, seen: [0.3] };`,
      `let ${before} = ${state};`,
      `for (let ${i} = 0; ${i} < 3; ${i}++) {`,
      ...indented([step(), ...(pick.chance(0.5) ? [`${before} = ${state};`] : []), step()]),
      ...block(inside, 1),
      "}",
      `const ${made} = ${state}.u * ${state}.w + 0.1 * ${state}.n + ${state}.seen.reduce((a, b) => 0.5 * a + b, 0) - ${before}.u;`,
    ],
    scope: withVariables(outside, { name: made, type: "num", assignable: false }),
  };
}

/** Fields that are deleted or set to undefined, asked for in several ways. */
function fields(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [box, key] = [fresh("box"), fresh("key")];
  const lose = (): string =>
    pick.one([
      `delete ${box}.u;`,
      `${box}.u = undefined;`,
      `${box}.w = undefined;`,
      `delete ${box}["w"];`,
      `${box}.u = ${numberOf(scope, 2)};`,
      `${box}.w ??= ${numberOf(scope, 1)};`,
    ]);
  return [
    `const ${box}: { u?: number | undefined; w?: number | undefined } = { u: ${aValue(scope, "num", 2)}${pick.chance(0.5) ? `, w: ${numberOf(scope, 1)}` : ""} };`,
    `if (${conditionOf(scope, 1)}) ${lose()}`,
    ...(pick.chance(0.5) ? [`else ${lose()}`] : []),
    ...(pick.chance(0.5) ? [lose()] : []),
    pick.one([
      `${total} += ${box}.u ?? 0.3 * (${box}.w ?? 1);`,
      `${total} += "u" in ${box} ? 0.4 * (${box}.u ?? 1) : 0.2;`,
      `for (const ${key} of Object.values(${box})) ${total} += 0.3 * (${key} ?? 0.5);`,
      `for (const ${key} in ${box}) ${total} += 0.2 * ${key}.length;`,
      `${total} += 0.1 * Object.keys({ ...${box}, w: 1 }).length + (${box}.w || 0.3);`,
      `if (${box}.u !== undefined && ${box}.w === undefined) ${total} += ${box}.u * 0.5;`,
    ]),
  ];
}
