import { conditionOf, numberOf } from "./numbers.js";
import { type Construct, type Scope, same, withVariables } from "./scope.js";

/** What is written to the console on the way, and exceptions that leave f. */
export const tracing: Construct = {
  name: "tracing",
  kinds: {},
  statements: [
    {
      weight: 5,
      make: (scope) =>
        same(scope, `console.log("${scope.g.pick.one(["at", "value", "next"])}", ${numberOf(scope, 2)});`),
    },
    {
      weight: 2,
      make: (scope) => same(scope, `if (${conditionOf(scope, 1)}) console.log(${numberOf(scope, 1)}, "taken");`),
    },
    { weight: 1, make: leave },
  ],
  numbers: [
    (scope, depth) => `told(${numberOf(scope, depth - 1)})`,
    (scope, depth) =>
      scope.g.pick.chance(0.3) ? `bounded(${numberOf(scope, depth - 1)})` : `told(${numberOf(scope, 1)})`,
  ],
  module: (scope) => {
    const x = withVariables(scope, { name: "x", type: "num", assignable: false });
    return {
      callables: [],
      lines: [
        "function told(x: number): number {",
        `  console.log("told", ${numberOf(x, 1)});`,
        `  return ${numberOf(x, 2)};`,
        "}",
        "function bounded(x: number): number {",
        "  if (x > 1.4) throw new RangeError(`too far: ${x}`);",
        "  return told(x) * x;",
        "}",
      ],
    };
  },
};

function leave(scope: Scope) {
  if (scope.loops.length > 0 && scope.g.pick.chance(0.5)) return same(scope);
  const condition = `${numberOf(scope, 1)} > ${scope.g.pick.one(["1.2", "1.4"])}`;
  return same(scope, `if (${condition}) throw new RangeError("beyond");`);
}
