import { conditionOf, numberOf } from "./numbers.js";
import {
  aVariable,
  type Construct,
  type Made,
  noModule,
  type Scope,
  same,
  variablesOf,
  withVariables,
} from "./scope.js";
import { block } from "./statements.js";

/** Methods of arrays beyond the common ones: sorted by values, searched, cut, viewed. */
export const methods: Construct = {
  name: "methods",
  kinds: {},
  statements: [
    { weight: 4, make: (scope) => same(scope, ...inPlace(scope)) },
    { weight: 3, make: derived },
    { weight: 2, make: entries },
    { weight: 2, make: view },
  ],
  numbers: [
    (scope, depth) => {
      const array = aVariable(scope, "nums", "f64")?.name;
      if (array === undefined) return undefined;
      const inner = withVariables(scope, { name: "item", type: "num", assignable: false });
      const test = conditionOf(inner, 1);
      return scope.g.pick.one([
        `Math.max(...${array})`,
        `Math.min(${numberOf(scope, 1)}, ...${array})`,
        `(${array}.find((item) => ${test}) ?? ${numberOf(scope, depth - 1)})`,
        `(${array}.at(-1) ?? 0)`,
        `(${array}.findIndex((item) => ${test}) * 0.2)`,
        `(${array}.indexOf(${array}[0]) + ${array}.lastIndexOf(${array}[0])) * 0.1`,
        `(${array}.includes(${numberOf(scope, 1)}) ? 0.3 : 0.7)`,
        `${array}.reduce((acc, item, k, all) => 0.4 * acc + item * all[k], ${numberOf(scope, 1)})`,
        `${array}.reduce((best, item) => Math.max(best, item))`,
      ]);
    },
    (scope) => {
      const points = aVariable(scope, "points")?.name;
      return (
        points &&
        scope.g.pick.one([
          `${points}.map((q) => q.x * q.y).reduce((a, b) => a + b, 0)`,
          `${points}.reduce((best, q) => (q.x > best.x ? q : best)).y`,
          `${points}.reduce((sum, q) => ({ x: 0.5 * sum.x + q.y, y: sum.y - q.x }), { x: 0, y: 1 }).x`,
          `(${points}.find(({ x }) => x > 0.1)?.y ?? 0.2)`,
        ])
      );
    },
    (scope) => {
      const rows = aVariable(scope, "rows")?.name;
      return (
        rows &&
        scope.g.pick.one([
          `0.3 * ${rows}.flat().reduce((a, b) => 0.5 * a + b, 0)`,
          `${rows}.map((row) => row[0] * row[row.length - 1]).reduce((a, b) => a + b)`,
          `0.2 * ${rows}.flatMap((row) => [row[0], 1]).reduce((a, b) => a * 0.6 + b)`,
        ])
      );
    },
  ],
  module: noModule,
};

function inPlace(scope: Scope): string[] {
  const { pick, length } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  const points = aVariable(scope, "points");
  const rows = aVariable(scope, "rows");
  if (points !== undefined && pick.chance(0.3))
    return [
      pick.one([
        `${points.name}.sort((p, q) => p.x - q.x);`,
        `${points.name}.sort((p, q) => q.x * q.y - p.x * p.y).reverse();`,
      ]),
    ];
  if (rows !== undefined && pick.chance(0.3))
    return [pick.one([`${rows.name}.sort((p, q) => p[0] - q[0]);`, `${rows.name}.reverse();`])];
  if (array === undefined) return [];
  const { name, type } = array;
  if (type === "nums" && pick.chance(0.5)) {
    if (length !== undefined)
      return [
        pick.one([
          `${name}.unshift(${name}.pop()!);`,
          `${name}.push(${name}.shift()!);`,
          `${name}.splice(1, 1, ${numberOf(scope, 2)});`,
        ]),
      ];
    return [
      pick.one([
        `if (${name}.length > 2) ${name}.splice(1, 1);`,
        `if (${name}.length < 5) ${name}.splice(1, 0, ${numberOf(scope, 2)});`,
        `if (${name}.length > 1) ${name}.length = ${name}.length - 1;`,
        `if (${name}.length < 5) ${name}.unshift(${numberOf(scope, 1)}, 0.3);`,
      ]),
    ];
  }
  return [
    pick.one([
      `${name}.sort((p, q) => p - q);`,
      `${name}.sort((p, q) => Math.cos(p) - Math.cos(q));`,
      `${name}.copyWithin(0, 1);`,
      `${name}.reverse().fill(${numberOf(scope, 1)}, 0, 1);`,
    ]),
  ];
}

function derived(scope: Scope): Made {
  const { pick, fresh, length } = scope.g;
  const array = aVariable(scope, "nums");
  const points = aVariable(scope, "points");
  if (array === undefined) return same(scope);
  const name = fresh("made");
  const any =
    length === undefined ? [`${array.name}.slice(0, 2).flatMap((item) => [item, ${numberOf(scope, 1)}])`] : [];
  const value = pick.maybe([
    ...any,
    `${array.name}.toSorted((p, q) => q - p)`,
    `${array.name}.toReversed()`,
    `${array.name}.with(0, ${numberOf(scope, 2)})`,
    `[...${array.name}].sort((p, q) => p - q)`,
    `Array.from(${array.name}, (item, k) => item * (k + 1))`,
    ...(points === undefined ? [] : [`${points.name}.map(({ x, y }) => x - y)`]),
  ]);
  return {
    lines: [`const ${name}: number[] = ${value};`],
    scope: withVariables(scope, { name, type: "nums", assignable: false }),
  };
}

function entries(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  if (array === undefined || scope.depth > 3) return same(scope);
  const [k, item] = [fresh("k"), fresh("item")];
  const inside = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 2 },
    {
      name: k,
      type: "int",
      assignable: false,
      index: { of: array.assignable ? undefined : array.name, low: 0, high: 0 },
    },
    { name: item, type: "num", assignable: false },
  );
  const over = scope.g.length === undefined ? `${array.name}.slice()` : array.name;
  return same(scope, `for (const [${k}, ${item}] of ${over}.entries()) {`, ...block(inside, 1 + pick.below(2)), "}");
}

/** A view of a part of an array, through which it is changed. */
function view(scope: Scope): Made {
  const { pick, fresh, length } = scope.g;
  const array = pick.maybe(variablesOf(scope, "f64"));
  if (array === undefined) return same(scope);
  const part = fresh("part");
  const from = `const ${part} = ${array.name}.subarray(${pick.one(["0, 1", "0", "0, 2"])});`;
  const change = [
    `${part}[0] = Math.sin(${numberOf(scope, 2)});`,
    `${part}[0] *= ${array.name}[0];`,
    `${part}.fill(${numberOf(scope, 1)});`,
    `${array.name}.set(${part});`,
  ];
  const lines = [from, pick.maybe(change) ?? "", pick.maybe(change) ?? ""];
  return length === undefined
    ? { lines, scope: withVariables(scope, { name: part, type: "f64", assignable: false }) }
    : same(scope, ...lines);
}
