import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, withVariables } from "./scope.js";
import { block, indented, update } from "./statements.js";

/** Generator functions and what consumes them. */
export const generators: Construct = {
  name: "generators",
  kinds: {},
  statements: [{ weight: 4, make: (scope) => same(scope, ...consumer(scope)) }],
  numbers: [
    (scope, depth) => {
      const array = aVariable(scope, "nums")?.name;
      const start = numberOf(scope, depth - 1);
      return scope.g.pick.one([
        `[...steps(${start}, ${1 + scope.g.pick.below(3)})].reduce((a, b) => 0.5 * a + b, 0)`,
        `Math.max(...steps(${start}, 2))`,
        array === undefined ? `totalOf(steps(${start}, 2))` : `totalOf(pairs(${array}, ${numberOf(scope, 1)}))`,
      ]);
    },
  ],
  module: (scope) => {
    const { pick } = scope.g;
    const closes = pick.chance(0.5);
    const inside = (...names: string[]): Scope => ({
      ...withVariables(scope, ...names.map((name) => ({ name, type: "num", assignable: name !== "item" }) as const)),
      depth: 3,
    });
    return {
      lines: [
        "function* steps(u: number, n: number): Generator<number> {",
        "  for (let k = 0; k < n; k++) {",
        `    ${update(inside("u"), "u")}`,
        ...(pick.chance(0.4) ? [`    if (${conditionOf(inside("u"), 1)}) continue;`] : []),
        "    yield u;",
        `    ${update(inside("u"), "u")}`,
        "  }",
        `  yield ${numberOf(inside("u"), 1)};`,
        "}",
        "function* pairs(xs: number[], w: number): Generator<number> {",
        "  let before = w;",
        closes ? "  try {" : "  {",
        "    for (const item of xs) {",
        `      yield ${numberOf(inside("before", "item", "w"), 2)};`,
        ...(pick.chance(0.4) ? [`      if (${conditionOf(inside("before", "item"), 1)}) return;`] : []),
        `      before = ${pick.one(["item", "0.5 * before + item", "item * w"])};`,
        "    }",
        ...(pick.chance(0.5) ? ["    yield* steps(before, 2);"] : []),
        ...(closes ? ["  } finally {", "    xs[0] = 0.5 * before;"] : []),
        "  }",
        "}",
        "function totalOf(all: Iterable<number>): number {",
        "  let sum = 0;",
        `  for (const one of all) sum = ${pick.one(["0.5 * sum + one", "sum + 0.3 * one", "Math.sin(sum + one)"])};`,
        "  return sum;",
        "}",
      ],
      callables: [],
    };
  },
};

function consumer(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  if (scope.depth > 3) return [];
  const array = aVariable(scope, "nums")?.name;
  const item = fresh("item");
  const inside = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 1 },
    { name: item, type: "num", assignable: false },
  );
  const source =
    array !== undefined && pick.chance(0.5)
      ? `pairs(${array}${scope.g.length === undefined ? ".slice()" : ""}, ${numberOf(scope, 2)})`
      : `steps(${numberOf(scope, 2)}, ${1 + pick.below(3)})`;
  const leave = pick.chance(0.3) ? indented([`if (${conditionOf(inside, 1)}) break;`]) : [];
  return [`for (const ${item} of ${source}) {`, ...leave, ...block(inside, 1 + pick.below(3)), "}"];
}
