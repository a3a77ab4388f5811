import { numberOf } from "./numbers.js";
import { aVariable, type Construct, type Scope, same, type Variable, withVariables } from "./scope.js";
import { aTotal, block, update } from "./statements.js";
import { arrayValue, aValue } from "./values.js";

/** Records of several kinds, told apart by a tag. */
export const unions: Construct = {
  name: "unions",
  kinds: {
    shape: {
      text: "Shape",
      hint: "shape",
      weight: 3,
      make: (scope, depth) =>
        scope.g.pick.one([
          `{ kind: "round", r: ${numberOf(scope, depth - 1)} }`,
          `{ kind: "box", w: ${numberOf(scope, depth - 1)}, h: ${numberOf(scope, 1)} }`,
          `{ kind: "path", of: ${arrayValue(scope, "nums", 1)} }`,
        ]),
      numbers: (scope, name, depth) => [
        `area(${name})`,
        `(${name}.kind === "round" ? ${name}.r : ${numberOf(scope, depth)})`,
      ],
      places: () => [],
    },
    shapes: {
      text: "Shape[]",
      hint: "shapes",
      weight: 1,
      make: (scope, depth) => `[${aValue(scope, "shape", depth - 1)}, ${aValue(scope, "shape", 1)}]`,
      numbers: (_scope, name) => [`${name}.map(area).reduce((a, b) => a + b, 0)`, `area(${name}[1])`],
      places: () => [],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...choice(scope)) },
    { weight: 2, make: (scope) => same(scope, ...change(scope)) },
    {
      weight: 1,
      make: (scope) => {
        const name = aVariable(scope, "shape");
        return same(scope, ...(name?.assignable ? [`${name.name} = ${aValue(scope, "shape", 2)};`] : []));
      },
    },
  ],
  numbers: [(scope, depth) => `area({ kind: "round", r: ${numberOf(scope, depth - 1)} })`],
  module: (scope) => {
    const inside = (...names: string[]): Scope =>
      withVariables(scope, ...names.map((name): Variable => ({ name, type: "num", assignable: true })));
    return {
      lines: [
        'type Shape = { kind: "round"; r: number } | { kind: "box"; w: number; h: number } | { kind: "path"; of: number[] };',
        "function area(shape: Shape): number {",
        "  switch (shape.kind) {",
        '    case "round":',
        `      return ${numberOf(inside("shape.r"), 2)};`,
        '    case "box": {',
        "      let { w, h } = shape;",
        `      return ${numberOf(inside("w", "h"), 2)};`,
        "    }",
        "    default:",
        `      return shape.of.reduce((sum, item) => ${numberOf(inside("item"), 1)} + 0.5 * sum, 0);`,
        "  }",
        "}",
      ],
      callables: [],
    };
  },
};

function change(scope: Scope): string[] {
  const name = aVariable(scope, "shape")?.name;
  if (name === undefined) return [];
  return [
    scope.g.pick.one([
      `if (${name}.kind === "box") ${update(scope, `${name}.w`)}`,
      `if (${name}.kind === "round") ${update(scope, `${name}.r`)}`,
      `if (${name}.kind === "path") ${name}.of[0] = ${numberOf(scope, 2)};`,
    ]),
  ];
}

function choice(scope: Scope): string[] {
  const { pick } = scope.g;
  const shape = aVariable(scope, "shape");
  const total = aTotal(scope);
  if (shape === undefined || total === undefined || scope.depth > 3) return [];
  const { name } = shape;
  const inside: Scope = { ...scope, depth: scope.depth + 1, variables: scope.variables.filter((one) => one !== shape) };
  return [
    `switch (${name}.kind) {`,
    '  case "round":',
    `    ${total} += 0.3 * ${name}.r;`,
    `    ${pick.one(["break;", "", `${name}.r *= 0.5;`])}`,
    '  case "box": {',
    ...block(inside, 1),
    "    break;",
    "  }",
    "  default:",
    `    ${total} -= 0.2 * ${numberOf(inside, 2)};`,
    "}",
  ];
}
