import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Callable, type Construct, kindOf, type Scope, same, type Variable } from "./scope.js";
import { block, indented, statements, update } from "./statements.js";
import { arrayValue, aValue } from "./values.js";

/** A class with fields, accessors and methods, and one that extends it. */
export const classes: Construct = {
  name: "classes",
  kinds: {
    cell: {
      text: "Cell",
      hint: "cell",
      weight: 3,
      make: (scope, depth) => {
        const [a, b] = [numberOf(scope, depth - 1), numberOf(scope, 1)];
        const items = arrayValue(scope, "nums", 1);
        return scope.g.pick.one([`new Cell(${a}, ${items})`, `new Extended(${a}, ${b}, ${items})`]);
      },
      numbers: (scope, name, depth) => [
        `${name}.v`,
        `${name}.level`,
        `${name}.step(${numberOf(scope, depth - 1)})`,
        `${name}.items[0]`,
        `(${name} instanceof Extended ? ${name}.z : ${name}.w)`,
      ],
      places: (_scope, name) => [`${name}.v`, `${name}.w`, `${name}.level`, `${name}.items[0]`],
    },
    cells: {
      text: "Cell[]",
      hint: "cells",
      weight: 1,
      make: (scope, depth) => `[${aValue(scope, "cell", depth - 1)}, ${aValue(scope, "cell", depth - 1)}]`,
      numbers: (_scope, name) => [`${name}[0].v`, `${name}[1].step(${name}[0].w)`, `Cell.sum(${name})`],
      places: (_scope, name) => [`${name}[0].v`, `${name}[1].w`, `${name}[1].level`],
    },
  },
  statements: [
    {
      weight: 3,
      make: (scope) => {
        const cell = aVariable(scope, "cell")?.name;
        const kind = kindOf(scope, "cell");
        const place = cell && kind && scope.g.pick.maybe(kind.places(scope, cell));
        return place ? same(scope, update(scope, place)) : same(scope);
      },
    },
    { weight: 2, make: (scope) => same(scope, ...aliases(scope)) },
    { weight: 2, make: (scope) => same(scope, ...traversal(scope)) },
  ],
  numbers: [
    (scope, depth) => `new Cell(${numberOf(scope, depth - 1)}, [${numberOf(scope, 1)}]).step(${numberOf(scope, 1)})`,
  ],
  module: (scope) => {
    const { pick } = scope.g;
    const numeric = (name: string): Variable => ({ name, type: "num", assignable: true });
    const fields: readonly Variable[] = [
      numeric("this.v"),
      numeric("this.w"),
      { name: "this.items", type: "nums", assignable: false },
    ];
    const parameter = numeric("h");
    const inside = (...more: Variable[]): Scope => ({
      ...scope,
      variables: [...fields, ...more],
      returns: "num",
      depth: 3,
    });
    const body = (at: Scope, count: number): string[] => {
      const made = statements(at, count);
      return indented(indented([...made.lines, `return ${numberOf(made.scope, 2)};`]));
    };
    const mutator = {
      ...inside(parameter, { name: "other", type: "cell", assignable: false }),
      returns: "void",
    } as const;
    const lines = [
      "class Cell {",
      `  w: number${pick.one([" = 0.4", " = 1"])};`,
      "  constructor(public v: number, readonly items: number[]) {",
      ...indented(block({ ...inside(numeric("v")), returns: "void" }, 1 + pick.below(2))),
      "  }",
      "  get level(): number {",
      `    return ${numberOf(inside(), 2)};`,
      "  }",
      "  set level(h: number) {",
      ...indented(block({ ...inside(parameter), returns: "void" }, 1 + pick.below(2))),
      "    this.v = Math.sin(h);",
      "  }",
      "  step(h: number): number {",
      ...body(inside(parameter, numeric("this.level")), 1 + pick.below(2)),
      "  }",
      "  mix(h: number, other: Cell): Cell {",
      ...indented(block(mutator, 1 + pick.below(2)).filter((line) => !/\breturn\b/.test(line))),
      `    return ${conditionOf(mutator, 1)} ? this : other;`,
      "  }",
      "  static sum(cells: Cell[]): number {",
      `    return cells.reduce((sum, cell) => 0.5 * sum + cell.${pick.one(["v", "level", "step(sum)"])}, 0);`,
      "  }",
      "}",
      "class Extended extends Cell {",
      "  constructor(v: number, public z: number, items: number[]) {",
      `    super(${pick.one(["v", "v * z", "Math.sin(v)"])}, items);`,
      ...indented(block({ ...inside(numeric("this.z"), numeric("z")), returns: "void" }, 1)),
      "  }",
      ...(pick.chance(0.5)
        ? [
            "  override get level(): number {",
            `    return 0.5 * super.level + ${numberOf(inside(numeric("this.z")), 2)};`,
            "  }",
            "  override set level(h: number) {",
            "    this.z = 0.5 * h;",
            "    super.level = h;",
            "  }",
          ]
        : []),
      ...(pick.chance(0.7)
        ? [
            "  override step(h: number): number {",
            `    ${pick.one(["this.z += 0.1 * super.step(h);", "this.v = 0.3 * super.step(this.z);", ""])}`,
            ...body(inside(parameter, numeric("this.z")), 1),
            "  }",
          ]
        : []),
      "}",
    ];
    const methods: readonly Callable[] = [
      { name: "step", params: ["num"], result: "num", recursive: false, of: "cell" },
      { name: "mix", params: ["num", "cell"], result: "cell", recursive: false, of: "cell" },
    ];
    return { lines, callables: methods };
  },
};

function aliases(scope: Scope): string[] {
  const { pick } = scope.g;
  const [cell, cells] = [aVariable(scope, "cell"), aVariable(scope, "cells")];
  const value = aValue(scope, "cell", 2);
  if (cells !== undefined && pick.chance(0.5)) {
    const { name } = cells;
    return [
      pick.one([
        `${name}[1] = ${name}[0];`,
        `${name}[0] = ${value};`,
        `[${name}[0], ${name}[1]] = [${name}[1], ${name}[0]];`,
      ]),
    ];
  }
  return cell?.assignable
    ? [`${cell.name} = ${value};`]
    : cell === undefined
      ? []
      : [`${cell.name}.mix(${numberOf(scope, 2)}, ${value});`];
}

function traversal(scope: Scope): string[] {
  const cells = aVariable(scope, "cells");
  if (cells === undefined || scope.depth > 4) return [];
  const name = scope.g.fresh("each");
  const inside: Scope = {
    ...scope,
    variables: [...scope.variables, { name, type: "cell", assignable: false }],
    loops: [...scope.loops, { label: undefined }],
    depth: scope.depth + 1,
  };
  return [`for (const ${name} of ${cells.name}) {`, ...block(inside, 1 + scope.g.pick.below(3)), "}"];
}
