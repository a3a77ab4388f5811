import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented } from "./statements.js";

/** Errors with a class and a number, thrown by callees and in loops, caught, passed on, and what runs in any case. */
export const failures: Construct = {
  name: "failures",
  kinds: {},
  statements: [
    { weight: 4, make: (scope) => same(scope, ...guarded(scope)) },
    { weight: 2, make: (scope) => same(scope, ...attempts(scope)) },
  ],
  numbers: [
    (scope, depth) => `attempt(() => checked(${numberOf(scope, depth - 1)}), ${numberOf(scope, 1)})`,
    (scope, depth) =>
      `attempt(() => deep(${numberOf(scope, depth - 1)}, ${scope.g.pick.below(3)}), ${numberOf(scope, 1)})`,
  ],
  module: (scope) => {
    const { pick } = scope.g;
    const x = withVariables(scope, { name: "x", type: "num", assignable: true });
    return {
      lines: [
        "class Failure extends Error {",
        "  constructor(message: string, readonly amount: number) {",
        "    super(message);",
        "  }",
        "}",
        "function checked(x: number): number {",
        `  if (${conditionOf(x, 1)}) throw new Failure("bound", ${numberOf(x, 2)});`,
        `  if (x > 1.2) throw new RangeError("far");`,
        `  return ${numberOf(x, 2)};`,
        "}",
        "function deep(x: number, n: number): number {",
        "  if (n <= 0) return checked(x);",
        "  try {",
        `    return 0.5 * deep(${pick.one(["x * 0.9", "Math.sin(x + n)", "x"])}, n - 1);`,
        "  } finally {",
        `    x = ${numberOf(x, 1)};`,
        "    note.sum += 0.1 * x;",
        "  }",
        "}",
        "const note = { sum: 0 };",
        "function attempt(run: () => number, other: number): number {",
        "  try {",
        "    return run();",
        "  } catch (error) {",
        "    if (error instanceof Failure) return error.amount * other;",
        "    return other;",
        "  }",
        "}",
      ],
      callables: [],
    };
  },
  start: (scope) => [`note.sum = ${numberOf(scope, 1)};`],
};

function guarded(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const target = aTotal(scope);
  if (scope.depth > 4 || target === undefined) return [];
  const error = fresh("error");
  const again = scope.catches === true && pick.chance(0.3) ? [`  else throw ${error};`] : [];
  const body = block({ ...scope, catches: false }, 1 + pick.below(2));
  const call = pick.one([`checked(${numberOf(scope, 2)})`, `deep(${numberOf(scope, 2)}, 1)`]);
  return [
    "try {",
    ...body,
    `  ${target} += 0.2 * ${call};`,
    `} catch (${error}) {`,
    `  if (${error} instanceof Failure) ${target} -= 0.3 * ${error}.amount;`,
    ...again,
    ...block(scope, 1),
    ...(pick.chance(0.4) ? ["} finally {", ...block({ ...scope, catches: false }, 1)] : []),
    "}",
  ];
}

/** Tries until it succeeds. */
function attempts(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const target = aTotal(scope);
  if (scope.depth > 3 || target === undefined) return [];
  const [tries, x] = [fresh("tries"), fresh("x")];
  const array = aVariable(scope, "nums", "f64");
  return [
    `let ${x} = ${numberOf(scope, 2)};`,
    `for (let ${tries} = 0; ${tries} < 3; ${tries}++) {`,
    "  try {",
    ...indented(
      indented([
        `${target} += checked(${x});`,
        ...(array === undefined ? [] : [`${array.name}[0] = ${x};`]),
        pick.one(["break;", "continue;", ""]),
      ]),
    ),
    "  } catch {",
    `    ${x} = Math.sin(${x} + ${numberOf(scope, 1)});`,
    "  } finally {",
    `    ${target} *= 0.9;`,
    "  }",
    "}",
    `${target} += ${x} + note.sum;`,
  ];
}
