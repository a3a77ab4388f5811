import { numberOf } from "./numbers.js";
import { type Construct, same, type Variable, withVariables } from "./scope.js";
import { block, indented } from "./statements.js";

const number: Variable = { name: "scale", type: "num", assignable: true };
const history: Variable = { name: "history", type: "nums", assignable: false };

/** Variables and tables of the module, written by `f` before anything reads them. */
export const state: Construct = {
  name: "state",
  kinds: {},
  statements: [
    { weight: 3, make: (scope) => same(scope, `scale = Math.cos(${numberOf(withVariables(scope, number), 2)});`) },
    {
      weight: 2,
      make: (scope) => same(scope, `latest.x ${scope.g.pick.one(["=", "+="])} 0.4 * ${numberOf(scope, 2)};`),
    },
    { weight: 2, make: (scope) => same(scope, `history[${scope.g.pick.below(3)}] = ${numberOf(scope, 2)};`) },
    { weight: 2, make: (scope) => same(scope, `advance(${numberOf(scope, 2)});`) },
  ],
  numbers: [
    () => "scale",
    (scope) => scope.g.pick.one(["latest.x", "latest.y", "history[1]", "weights[2]", "weights[calls % 3]"]),
    (scope, depth) => `advance(${numberOf(scope, depth - 1)})`,
    (scope) => `Tally.add(${numberOf(scope, 1)})`,
  ],
  module: (scope) => {
    const inside = withVariables(scope, number, history, { name: "h", type: "num", assignable: false });
    return {
      lines: [
        "let scale = 1;",
        "let calls = 0;",
        "let latest = { x: 0, y: 0 };",
        "const history: number[] = [];",
        "const weights = [0.3, 0.5, 0.9];",
        "class Tally {",
        "  static total = 0;",
        "  static add(h: number): number {",
        "    Tally.total = 0.5 * Tally.total + h;",
        "    return Tally.total;",
        "  }",
        "}",
        "function advance(h: number): number {",
        "  calls++;",
        ...block({ ...inside, returns: "num", depth: 3 }, 1 + scope.g.pick.below(2)),
        ...indented([
          `scale = Math.sin(${numberOf(inside, 2)});`,
          `latest = { x: latest.y + scale, y: ${numberOf(inside, 1)} };`,
          "return latest.x;",
        ]),
        "}",
      ],
      callables: [],
    };
  },
  start: (scope) => [
    `scale = ${numberOf(scope, 1)};`,
    "calls = 0;",
    `latest = { x: 0.2, y: ${numberOf(scope, 1)} };`,
    "history.length = 0;",
    "history.push(0.1, 0.2, 0.3);",
    "Tally.total = 0;",
  ],
};
