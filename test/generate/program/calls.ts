import { conditionOf, numberOf } from "./numbers.js";
import {
  aVariable,
  type Construct,
  inFunction,
  type Made,
  type Scope,
  same,
  type Variable,
  withVariables,
} from "./scope.js";
import { block, indented, statements, update } from "./statements.js";

const numeric = (...names: string[]): Variable[] => names.map((name) => ({ name, type: "num", assignable: true }));

/** Ways to call: defaults that do something, rest that is spread again, functions called where they stand, kept, bound and handed on. */
export const calls: Construct = {
  name: "calls",
  kinds: {
    lens: {
      text: "Lens",
      hint: "lens",
      weight: 2,
      make: (scope, depth) => `new Lens(${numberOf(scope, depth - 1)})`,
      numbers: (scope, name, depth) => {
        const array = aVariable(scope, "nums")?.name ?? "[0.2, 0.6]";
        return [
          `${name}.at(${numberOf(scope, depth)})`,
          `sumOver(${array}, ${name}.at.bind(${name}))`,
          `sumOver(${array}, (u) => ${name}.at(u))`,
          `sumOver(${array}, ${name}.kept)`,
          `${array}.map(${name}.at.bind(${name})).reduce((a, b) => 0.5 * a + b, 0)`,
          `${name}.at.call(${name}, ${numberOf(scope, depth)})`,
        ];
      },
      places: (_scope, name) => [`${name}.k`],
    },
  },
  statements: [
    { weight: 3, make: atOnce },
    { weight: 3, make: stepper },
    { weight: 2, make: recursiveRecord },
    { weight: 2, make: recursiveList },
    { weight: 2, make: defaults },
  ],
  numbers: [
    (scope, depth) => `defaulting(${numberOf(scope, depth - 1)})`,
    (scope, depth) => `defaulting(${numberOf(scope, depth - 1)}, undefined, ${numberOf(scope, 1)})`,
    (scope, depth) => `folded(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}, 0.3)`,
    (scope) => {
      const array = aVariable(scope, "nums")?.name;
      return array && `folded(...${array}.slice(0, 3), ${numberOf(scope, 1)})`;
    },
    (scope, depth) => `(() => { ${update(inFunction(scope), "ticks.v")} return ${numberOf(scope, depth - 1)}; })()`,
    (scope, depth) => `((u: number, w = (ticks.v += 0.1 * u)) => u * w)(${numberOf(scope, depth - 1)})`,
  ],
  module: (scope) => {
    const inside = (...names: string[]): Scope => withVariables(scope, ...numeric(...names));
    return {
      callables: [],
      lines: [
        "const ticks = { n: 0, v: 0 };",
        "function tick(u: number): number {",
        "  ticks.v = 0.5 * ticks.v + u;",
        "  return ++ticks.n * 0.1 + ticks.v;",
        "}",
        "function defaulting(u: number, w = 0.5 * u, v = tick(w), h = ticks.n): number {",
        `  u = ${numberOf(inside("u", "w", "v"), 2)};`,
        "  return Math.sin(u + v * w) + 0.1 * h;",
        "}",
        "function folded(first: number, ...rest: number[]): number {",
        `  if (rest.length === 0) return ${numberOf(inside("first"), 1)};`,
        "  rest[0] += 0.2 * first;",
        "  return first * 0.5 + 0.4 * folded(...rest);",
        "}",
        "function sumOver(list: number[], one: (u: number) => number): number {",
        "  let sum = 0;",
        "  for (const item of list) sum = 0.5 * sum + one(item);",
        "  return sum;",
        "}",
        "class Lens {",
        "  uses = 0;",
        "  kept = (u: number): number => this.k * this.at(u);",
        "  constructor(public k: number) {}",
        "  at(u: number, by = 0.5): number {",
        "    this.uses++;",
        `    ${update(inside("this.k", "u"), "this.k")}`,
        `    return Math.sin(${numberOf(inside("this.k", "u"), 2)}) + 0.1 * by * this.uses;`,
        "  }",
        "}",
      ],
    };
  },
  start: (scope) => ["ticks.n = 0;", `ticks.v = ${numberOf(scope, 1)};`],
};

/** A function that is called where it stands: it may leave early, and changes what is around it. */
function atOnce(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 2 || !spend(1)) return same(scope);
  const made = fresh("a");
  const inside = inFunction(scope);
  const early = pick.chance(0.5) ? [`if (${conditionOf(inside, 1)}) return ${numberOf(inside, 2)};`] : [];
  const body = statements(inside, 1 + pick.below(2));
  const [open, close] = pick.one([
    ["(() => {", "})()"],
    ["(function () {", "})()"],
  ]);
  return {
    lines: [
      `const ${made}: number = ${open}`,
      ...indented([...early, ...body.lines, `return ${numberOf(body.scope, 2)};`]),
      `${close};`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}

/** A function gives a function that keeps a state; two of them are called by turns. */
function stepper(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 2 || !spend(2)) return same(scope);
  const [make, one, two, s, h, i, made] = [
    fresh("makeStep"),
    fresh("one"),
    fresh("two"),
    fresh("s"),
    fresh("h"),
    fresh("i"),
    fresh("a"),
  ];
  const inside = withVariables(inFunction(scope), ...numeric(s));
  const stepped = withVariables(inside, ...numeric(h));
  return {
    lines: [
      `const ${make} = (${s}: number) => {`,
      `  ${update(inside, s)}`,
      `  return (${h}: number): number => {`,
      `    ${pick.one([`${s} = 0.5 * ${s} + ${h};`, `${s} *= Math.cos(${h});`, update(stepped, s)])}`,
      `    return ${numberOf(stepped, 2)};`,
      "  };",
      "};",
      `const ${one} = ${make}(${numberOf(scope, 1)});`,
      `const ${two} = ${pick.one([`${make}(${numberOf(scope, 1)})`, one])};`,
      `let ${made} = 0;`,
      `for (let ${i} = 0; ${i} < 3; ${i}++) ${made} = 0.5 * ${made} + ${pick.one([`${one}(${two}(${made}))`, `${one}(0.3) * ${two}(${i})`, `(${i} % 2 === 0 ? ${one} : ${two})(${made})`])};`,
      `const ${fresh("a")} = ${make}(0.2)(${made});`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: true }),
  };
}

/** Two functions of a record that call each other, to a bounded depth. */
function recursiveRecord(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 1 || !spend(3)) return same(scope);
  const [record, u, n, made] = [fresh("turns"), fresh("u"), fresh("n"), fresh("a")];
  const inside = withVariables(inFunction(scope), ...numeric(u));
  const type = `{ even: (u: number, n: number) => number; odd: (u: number, n: number) => number }`;
  return {
    lines: [
      `const ${record}: ${type} = {`,
      `  even: (${u}, ${n}) => (${n} <= 0 ? ${u} : 0.5 * ${record}.odd(${numberOf(inside, 2)}, ${n} - 1)),`,
      `  odd: (${u}, ${n}) => {`,
      ...indented(block(inside, 1)),
      `    return ${n} <= 0 ? ${numberOf(inside, 1)} : ${record}.even(${u}, ${n} - 1) + 0.2 * ${record}.even(${u}, 0);`,
      "  },",
      "};",
      `const ${made} = ${record}.${pick.one(["even", "odd"])}(${numberOf(scope, 1)}, ${1 + pick.below(3)});`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}

/** Functions of a list that call each other by their index. */
function recursiveList(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 1 || !spend(3)) return same(scope);
  const [list, u, n, made] = [fresh("rules"), fresh("u"), fresh("n"), fresh("a")];
  const inside = withVariables(inFunction(scope), ...numeric(u));
  const rule = (): string =>
    `(${u}, ${n}) => (${n} <= 0 ? ${numberOf(inside, 1)} : 0.5 * ${list}[${n} % 2](${numberOf(inside, 2)}, ${n} - 1))`;
  return {
    lines: [
      `const ${list}: ((u: number, n: number) => number)[] = [];`,
      `${list}.push(${rule()});`,
      `${list}.push(${rule()});`,
      `const ${made} = ${list}[${pick.below(2)}](${numberOf(scope, 1)}, ${1 + pick.below(3)});`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}

/** A local function whose defaults read and change what is around it. */
function defaults(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 2 || !spend(1)) return same(scope);
  const [name, kept, u, w, made] = [fresh("withDefaults"), fresh("kept"), fresh("u"), fresh("w"), fresh("a")];
  const outside = withVariables(scope, ...numeric(kept));
  const inside = withVariables(inFunction(outside), ...numeric(u));
  const second = pick.one([`${u} * ${kept}`, `(${kept} = 0.5 * ${kept} + ${u})`, numberOf(inside, 1)]);
  return {
    lines: [
      `let ${kept} = ${numberOf(scope, 1)};`,
      `const ${name} = (${u} = ${kept}, ${w} = ${second}): number => {`,
      `  ${kept} = Math.sin(${numberOf(withVariables(inside, ...numeric(w)), 2)});`,
      `  return ${u} * ${w};`,
      "};",
      `const ${made} = ${name}() + ${name}(${numberOf(scope, 1)}) * ${name}(undefined, ${kept});`,
    ],
    scope: withVariables(outside, { name: made, type: "num", assignable: false }),
  };
}
