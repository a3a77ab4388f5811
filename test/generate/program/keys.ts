import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, type Variable, withVariables } from "./scope.js";
import { aTotal, update } from "./statements.js";
import { aValue } from "./values.js";

/** Maps whose keys are objects (what is inside of the keys is not read on the way: that is refused), groups of lists, recursion that remembers its results. */
export const keys: Construct = {
  name: "keys",
  kinds: {
    ledger: {
      text: "Map<Point, number>",
      hint: "ledger",
      weight: 3,
      make: (scope, depth) => {
        const point = aVariable(scope, "point")?.name;
        return point === undefined
          ? "new Map<Point, number>()"
          : `new Map<Point, number>([[${point}, ${numberOf(scope, depth - 1)}]])`;
      },
      numbers: (scope, name, depth) => {
        const point = aVariable(scope, "point")?.name;
        return [
          `[...${name}.values()].reduce((sum, item) => 0.5 * sum + item, 0)`,
          `${name}.size * 0.2`,
          ...(point === undefined ? [] : [`(${name}.get(${point}) ?? ${numberOf(scope, depth - 1)})`]),
        ];
      },
      places: () => [],
    },
    groups: {
      text: "Map<string, number[]>",
      hint: "groups",
      weight: 2,
      make: (scope) => {
        const array = aVariable(scope, "nums", "f64")?.name;
        return array === undefined ? "new Map<string, number[]>()" : `grouped([...${array}])`;
      },
      numbers: (scope, name, depth) => [
        `sumOfGroup(${name}, ${scope.g.pick.one(['"low"', '"high"'])})`,
        `[...${name}.values()].map((list) => list[0] * list.length).reduce((a, b) => a + 0.5 * b, ${numberOf(scope, depth - 1)})`,
        `(${name}.get("high")?.at(-1) ?? ${numberOf(scope, depth - 1)})`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 3, make: (scope) => same(scope, ...enter(scope)) },
    { weight: 2, make: (scope) => same(scope, ...visited(scope)) },
  ],
  numbers: [
    (scope, depth) => `remembered(${numberOf(scope, depth - 1)}, ${1 + scope.g.pick.below(5)})`,
    (scope, depth) => `ways(${1 + scope.g.pick.below(3)}, ${numberOf(scope, depth - 1)})`,
  ],
  module: (scope) => {
    const inside = (...names: string[]): Scope =>
      withVariables(scope, ...names.map((name): Variable => ({ name, type: "num", assignable: true })));
    return {
      callables: [],
      lines: [
        "function remembered(x: number, n: number): number {",
        "  const memo = new Map<number, number>();",
        "  const go = (k: number): number => {",
        "    const known = memo.get(k);",
        "    if (known !== undefined) return known;",
        `    const made = k < 2 ? x + k * 0.1 : 0.5 * go(k - 1) + ${scope.g.pick.one(["Math.sin(go(k - 2))", "x * go(k - 2)"])};`,
        "    memo.set(k, made);",
        "    return made;",
        "  };",
        "  return go(n) + 0.1 * memo.size;",
        "}",
        "function ways(n: number, x: number, seen: Record<string, number> = {}): number {",
        '  const name = "n" + n;',
        "  if (name in seen) return seen[name];",
        "  if (n <= 0) return x;",
        `  seen[name] = ${numberOf(inside("x"), 2)} + 0.4 * ways(n - 1, x * 0.7, seen);`,
        "  return seen[name] + 0.1 * ways(n - 2, x, seen);",
        "}",
        "function grouped(list: number[]): Map<string, number[]> {",
        "  const groups = new Map<string, number[]>();",
        "  for (const item of list) {",
        `    const name = ${conditionOf(inside("item"), 1)} ? "high" : "low";`,
        "    const group = groups.get(name);",
        "    if (group === undefined) groups.set(name, [item]);",
        "    else group.push(item * group.length);",
        "  }",
        "  return groups;",
        "}",
        "function sumOfGroup(groups: Map<string, number[]>, name: string): number {",
        "  let sum = 0;",
        "  for (const item of groups.get(name) ?? []) sum = 0.5 * sum + item;",
        "  return sum;",
        "}",
      ],
    };
  },
};

function enter(scope: Scope): string[] {
  const { pick } = scope.g;
  const [ledger, groups, point] = [aVariable(scope, "ledger"), aVariable(scope, "groups"), aVariable(scope, "point")];
  if (groups !== undefined && pick.chance(0.5)) {
    const name = pick.one(['"low"', '"high"']);
    return [
      pick.one([
        `${groups.name}.get(${name})?.push(${numberOf(scope, 2)});`,
        `for (const list of ${groups.name}.values()) list[0] = Math.sin(list[0] + ${numberOf(scope, 1)});`,
        `${groups.name}.set(${name}, [${numberOf(scope, 2)}, ${numberOf(scope, 1)}]);`,
      ]),
    ];
  }
  if (ledger === undefined) return [];
  const key = point?.name ?? aValue(scope, "point", 1);
  return [
    pick.one([
      `${ledger.name}.set(${key}, ${numberOf(scope, 2)});`,
      `if (${ledger.name}.size < 4) ${ledger.name}.set(${aValue(scope, "point", 1)}, ${numberOf(scope, 1)});`,
      ...(point === undefined
        ? ([] as string[])
        : [
            `${ledger.name}.set(${key}, 0.5 * (${ledger.name}.get(${key}) ?? 1) + ${numberOf(scope, 1)});`,
            `if (${ledger.name}.has(${key})) ${update(scope, `${key}.x`)}`,
            `${ledger.name}.delete(${key});`,
          ]),
    ]),
  ];
}

/** Each object once. */
function visited(scope: Scope): string[] {
  const { fresh } = scope.g;
  const [points, total] = [aVariable(scope, "points"), aTotal(scope)];
  if (points === undefined || total === undefined || scope.depth > 3) return [];
  const [seen, q] = [fresh("visited"), fresh("q")];
  return [
    `const ${seen} = new Set<Point>();`,
    `for (const ${q} of ${points.name}) {`,
    `  if (${seen}.has(${q})) continue;`,
    `  ${seen}.add(${q});`,
    `  ${total} += 0.3 * ${q}.x * ${q}.y;`,
    "}",
  ];
}
