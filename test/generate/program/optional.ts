import { numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, withVariables } from "./scope.js";
import { update } from "./statements.js";
import { aValue } from "./values.js";

/** Fields that may be missing, and numbers that may be. */
export const optional: Construct = {
  name: "optional",
  kinds: {
    mark: {
      text: "Mark",
      hint: "mark",
      weight: 3,
      make: (scope, depth) => {
        const value = numberOf(scope, depth - 1);
        const mark = aVariable(scope, "mark")?.name;
        return scope.g.pick.one([
          `marked(${value})`,
          `marked(${value}, ${numberOf(scope, 1)})`,
          `{ v: ${value}, at: ${aValue(scope, "point", 1)} }`,
          mark === undefined ? `{ v: ${value}, bonus: undefined }` : `{ ...${mark}, bonus: ${value} }`,
        ]);
      },
      numbers: (scope, name, depth) => [
        `(${name}.bonus ?? ${numberOf(scope, depth)})`,
        `(${name}.at?.x ?? ${numberOf(scope, depth)})`,
        `(${name}.bonus !== undefined ? ${name}.bonus * ${name}.v : ${name}.v)`,
        `reach(${name}, ${numberOf(scope, 1)})`,
      ],
      places: (_scope, name) => [`${name}.v`],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...change(scope)) },
    {
      weight: 2,
      make: (scope) => {
        const mark = aVariable(scope, "mark")?.name;
        if (mark === undefined) return same(scope);
        const [v, bonus] = [scope.g.fresh("v"), scope.g.fresh("bonus")];
        const numbers = [v, bonus].map((name) => ({ name, type: "num", assignable: false }) as const);
        return {
          lines: [`const { v: ${v}, bonus: ${bonus} = ${numberOf(scope, 1)} } = ${mark};`],
          scope: withVariables(scope, ...numbers),
        };
      },
    },
  ],
  numbers: [(scope, depth) => `reach({ v: ${numberOf(scope, depth - 1)} })`],
  module: (scope) => {
    const inside = withVariables(scope, { name: "mark.v", type: "num", assignable: true });
    return {
      lines: [
        "type Mark = { v: number; bonus?: number | undefined; at?: { x: number; y: number } };",
        "function marked(v: number, bonus?: number): Mark {",
        "  return bonus === undefined ? { v } : { v, bonus };",
        "}",
        "function reach(mark: Mark, factor = 0.5): number {",
        `  mark.bonus ??= ${numberOf(inside, 2)};`,
        "  if (mark.at) return mark.at.x * factor;",
        `  return factor * (mark.bonus ?? 1) + ${numberOf(inside, 1)};`,
        "}",
      ],
      callables: [],
    };
  },
};

/** Without `delete`: what loses a field is a dictionary, and the fields of a mark are of several types. */
function change(scope: Scope): string[] {
  const name = aVariable(scope, "mark")?.name;
  if (name === undefined) return [];
  return [
    scope.g.pick.one([
      `${name}.bonus = ${numberOf(scope, 2)};`,
      `${name}.bonus = undefined;`,
      `${name}.bonus ??= ${numberOf(scope, 2)};`,
      `if (${name}.bonus !== undefined) ${name}.bonus *= ${numberOf(scope, 1)};`,
      `${name}.at = ${aValue(scope, "point", 1)};`,
      `if (${name}.at) ${update(scope, `${name}.at.x`)}`,
    ]),
  ];
}
