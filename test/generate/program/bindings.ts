import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inFunction, type Scope, same, type Variable, withVariables } from "./scope.js";
import { indented, statements, update } from "./statements.js";

const numeric = (name: string): Variable => ({ name, type: "num", assignable: true });

/** Functions in records, bound and applied functions, functions of functions, functions declared inside of others. */
export const bindings: Construct = {
  name: "bindings",
  kinds: {
    actions: {
      text: "Actions",
      hint: "actions",
      weight: 3,
      make: (scope) =>
        `{ up: (u) => ${numberOf(withVariables(scope, { ...numeric("u"), assignable: false }), 2)}, down: ${scope.g.pick.one(["damp", "damp.bind(undefined, 0.3)", "composed(damp, (u) => u * 0.5)"])} }`,
      numbers: (scope, name, depth) => [
        `${name}.up(${numberOf(scope, depth - 1)})`,
        `${name}[${scope.g.pick.one(['"up"', '"down"'])}](${numberOf(scope, depth - 1)})`,
        `composed(${name}.up, ${name}.down)(${numberOf(scope, depth - 1)})`,
        `[0.1, ${numberOf(scope, depth - 1)}].map(${name}.up)[1]`,
      ],
      places: () => [],
    },
  },
  statements: [
    {
      weight: 2,
      make: (scope) => {
        const actions = aVariable(scope, "actions")?.name;
        const u = scope.g.fresh("u");
        return actions === undefined
          ? same(scope)
          : same(
              scope,
              `${actions}.up = (${u}) => ${numberOf(withVariables(scope, { ...numeric(u), assignable: false }), 2)};`,
            );
      },
    },
    { weight: 2, make: (scope) => declaredInside(scope) },
    { weight: 2, make: (scope) => classInside(scope) },
    { weight: 1, make: (scope) => generatorInside(scope) },
  ],
  numbers: [
    (scope, depth) => `damp.call(undefined, ${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)})`,
    (scope, depth) => `damp.apply(undefined, [${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}])`,
    (scope, depth) => `curried(${numberOf(scope, 1)})(${numberOf(scope, depth - 1)})`,
    (scope, depth) => `halved(${numberOf(scope, depth - 1)}, ${1 + scope.g.pick.below(3)})`,
    (scope, depth) => `composed(Math.sin, curried(${numberOf(scope, 1)}))(${numberOf(scope, depth - 1)})`,
  ],
  module: (scope) => {
    const inside = (...names: string[]): Scope => withVariables(scope, ...names.map(numeric));
    return {
      callables: [],
      lines: [
        "type Actions = { up: (u: number) => number; down: (u: number) => number };",
        "function damp(u: number, w = 0.6): number {",
        `  return Math.tanh(${numberOf(inside("u", "w"), 2)});`,
        "}",
        "function composed(...all: ((u: number) => number)[]): (u: number) => number {",
        "  return (u) => all.reduce((v, one) => one(v), u);",
        "}",
        "const curried = (w: number) => (u: number): number => {",
        `  w = ${numberOf(inside("w", "u"), 1)};`,
        "  return 0.5 * w * u;",
        "};",
        "const halved = function again(u: number, n: number): number {",
        `  return n <= 0 || ${conditionOf(inside("u"), 1)} ? u : 0.5 * again(u * 0.8, n - 1) + 0.1 * u;`,
        "};",
      ],
    };
  },
};

/** A function that stands below its first use, and calls itself. */
function declaredInside(scope: Scope) {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 1 || !spend(2)) return same(scope);
  const [name, made, h, n] = [fresh("local"), fresh("v"), fresh("h"), fresh("n")];
  const inside = inFunction(withVariables(scope, numeric(h)));
  const body = statements(inside, 1 + pick.below(2));
  return {
    lines: [
      `const ${made} = ${name}(${numberOf(scope, 2)}, ${1 + pick.below(3)});`,
      `function ${name}(${h}: number, ${n}: number): number {`,
      `  if (${n} <= 0) return ${h};`,
      ...indented(body.lines),
      `  return 0.5 * ${name}(${numberOf(body.scope, 1)}, ${n} - 1);`,
      "}",
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}

/** A class that captures what is around it, where it is evaluated once: elsewhere it is refused. */
function classInside(scope: Scope) {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 0 || !spend(2)) return same(scope);
  const [name, made, h] = [fresh("Local"), fresh("v"), fresh("h")];
  const inside = inFunction(withVariables(scope, numeric(h), numeric("this.held")));
  const body = statements(inside, 1);
  return {
    lines: [
      `class ${name} {`,
      `  held = ${numberOf(scope, 1)};`,
      `  constructor(${h}: number) {`,
      `    ${update(inside, "this.held")}`,
      "  }",
      `  go(${h}: number): number {`,
      ...indented(indented([...body.lines, `return ${numberOf(body.scope, 2)};`])),
      "  }",
      "}",
      `const ${made} = new ${name}(${numberOf(scope, 2)}).go(${pick.one(["0.4", numberOf(scope, 1)])});`,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}

/** A generator function that captures what is around it, resumed by hand or in a loop. */
function generatorInside(scope: Scope) {
  const { pick, fresh, spend } = scope.g;
  if (scope.depth > 2 || !spend(2)) return same(scope);
  const [name, made, h, run] = [fresh("produce"), fresh("v"), fresh("h"), fresh("run")];
  const inside: Scope = { ...withVariables(scope, numeric(h)), callables: [], sum: undefined, catches: false };
  const [first, second] = [numberOf(inside, 2), numberOf(inside, 1)];
  const consumed = pick.one([
    [
      `const ${run} = ${name}(${numberOf(scope, 1)});`,
      `const ${made}: number = (${run}.next().value ?? 0) * 0.5 + (${run}.next().value ?? 1);`,
    ],
    [`let ${made} = 0;`, `for (const ${run} of ${name}(${numberOf(scope, 1)})) ${made} = 0.5 * ${made} + ${run};`],
  ]);
  return {
    lines: [
      `function* ${name}(${h}: number): Generator<number, undefined> {`,
      `  yield ${first};`,
      `  ${update(inside, h)}`,
      `  yield ${second};`,
      "  return undefined;",
      "}",
      ...consumed,
    ],
    scope: withVariables(scope, { name: made, type: "num", assignable: false }),
  };
}
