import { conditionOf, numberOf, subscript } from "./numbers.js";
import {
  aVariable,
  type Construct,
  inFunction,
  noModule,
  type Scope,
  same,
  variablesOf,
  withVariables,
} from "./scope.js";
import { assignment, indented, statements } from "./statements.js";
import { aValue } from "./values.js";

/** Functions as values: stored, replaced, collected in loops, capturing what changes, called later. */
export const closures: Construct = {
  name: "closures",
  kinds: {
    fn: {
      text: "(u: number) => number",
      hint: "fn",
      weight: 2,
      make: arrow,
      numbers: (scope, name, depth) => [
        `${name}(${numberOf(scope, depth)})`,
        `apply(${name}, ${numberOf(scope, depth)})`,
      ],
      places: () => [],
    },
    fns: {
      text: "((u: number) => number)[]",
      hint: "fns",
      weight: 1,
      make: (scope, depth) => `[${arrow(scope, depth - 1)}, ${arrow(scope, depth - 1)}]`,
      numbers: (scope, name, depth) => [
        `${name}[${subscript(scope, name, false)} % 2](${numberOf(scope, depth)})`,
        `${name}.reduce((u, g) => Math.sin(g(u)), ${numberOf(scope, depth)})`,
        `${name}[0](${name}[1](${numberOf(scope, depth)}))`,
      ],
      places: () => [],
    },
    counter: {
      text: "Counter",
      hint: "counter",
      weight: 1,
      make: (scope) => `makeCounter(${numberOf(scope, 2)}, ${numberOf(scope, 1)})`,
      numbers: (scope, name, depth) => [
        `${name}.get()`,
        `${name}.add(${numberOf(scope, depth)}).get()`,
        `apply(${name}.get, ${numberOf(scope, 1)})`,
      ],
      places: (_scope, name) => [`${name}.state.v`],
    },
  },
  statements: [
    { weight: 3, make: (scope) => same(scope, ...replace(scope)) },
    { weight: 2, make: (scope) => collected(scope) },
    { weight: 2, make: (scope) => same(scope, ...called(scope)) },
  ],
  numbers: [
    (scope, depth) => `apply(${arrow(scope, 1)}, ${numberOf(scope, depth - 1)})`,
    (scope, depth) => `((u: number, w = ${numberOf(scope, 1)}) => u * w)(${numberOf(scope, depth - 1)})`,
  ],
  module: () => ({
    lines: [
      "type Counter = { get: () => number; add: (h: number) => Counter; state: { v: number } };",
      "function makeCounter(start: number, factor: number): Counter {",
      "  let total = start;",
      "  const state = { v: 0.5 };",
      "  const counter: Counter = {",
      "    get: () => Math.sin(total) + state.v,",
      "    add: (h) => {",
      "      total = 0.5 * total + factor * h;",
      "      state.v *= Math.cos(h);",
      "      return counter;",
      "    },",
      "    state,",
      "  };",
      "  return counter;",
      "}",
      "function apply(g: (u: number) => number, u: number): number {",
      "  return 0.5 * g(u);",
      "}",
    ],
    callables: noModule().callables,
  }),
};

/** A function that reads, and may change, what is around it. It calls only functions that are never replaced, so that all calls end. */
function arrow(scope: Scope, depth: number): string {
  const { pick, fresh, spend } = scope.g;
  const u = fresh("u");
  const outside = scope.variables.filter(
    ({ type, assignable }) => type !== "fns" && type !== "counter" && (type !== "fn" || !assignable),
  );
  const inside = inFunction({ ...scope, variables: [...outside, { name: u, type: "num", assignable: false }] });
  if (depth <= 0 || pick.chance(0.5) || !spend(1)) return `((${u}: number) => ${numberOf(inside, 2)})`;
  const made = pick.chance(0.5) ? statements(inside, 1) : same(inside, assignment(inside));
  return `((${u}: number) => { ${made.lines.map((line) => line.trim()).join(" ")} return ${numberOf(made.scope, 2)}; })`;
}

function replace(scope: Scope): string[] {
  const { pick } = scope.g;
  const fns = aVariable(scope, "fns");
  const fn = pick.maybe(variablesOf(scope, "fn").filter(({ assignable }) => assignable));
  if (fns !== undefined && pick.chance(0.5))
    return [
      pick.one([
        `${fns.name}[${pick.below(2)}] = ${aValue(scope, "fn", 1)};`,
        `[${fns.name}[0], ${fns.name}[1]] = [${fns.name}[1], ${fns.name}[0]];`,
      ]),
    ];
  if (fn === undefined) return [];
  return [`${pick.chance(0.4) ? `if (${conditionOf(scope, 1)}) ` : ""}${fn.name} = ${aValue(scope, "fn", 1)};`];
}

/** Functions made in a loop, which keep that iteration's variables. */
function collected(scope: Scope) {
  const { pick, fresh } = scope.g;
  if (scope.depth > 3) return same(scope);
  const [name, i, kept] = [fresh("made"), fresh("i"), fresh("kept")];
  const inside: Scope = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 2 },
    { name: i, type: "int", assignable: false, index: { of: undefined, low: 0, high: 0 } },
  );
  const within = withVariables(inside, { name: kept, type: "num", assignable: true });
  return {
    lines: [
      `const ${name}: ((u: number) => number)[] = [];`,
      `for (let ${i} = 0; ${i} < ${scope.g.length ?? 2}; ${i}++) {`,
      ...indented([
        `let ${kept} = ${numberOf(inside, 2)};`,
        `${name}.push(${arrow(within, 1)});`,
        ...(pick.chance(0.5) ? [`${kept} = ${numberOf(within, 2)};`] : []),
      ]),
      "}",
    ],
    scope: withVariables(scope, { name, type: "fns", assignable: false }),
  };
}

function called(scope: Scope): string[] {
  const counter = aVariable(scope, "counter");
  if (counter !== undefined) return [`${counter.name}.add(${numberOf(scope, 2)});`];
  const fn = aVariable(scope, "fn");
  return fn === undefined ? [] : [`${fn.name}(${numberOf(scope, 2)});`];
}
