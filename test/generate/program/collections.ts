import { numberOf } from "./numbers.js";
import { aVariable, type Construct, noModule, type Scope, same, withVariables } from "./scope.js";
import { block } from "./statements.js";
import { aValue } from "./values.js";

/** A key from a counter or a constant. */
const key = (scope: Scope): string => {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int");
  return integer !== undefined && pick.chance(0.6) ? `${integer.name} % 3` : String(pick.below(3));
};

const text = (scope: Scope): string => {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int");
  return integer !== undefined && pick.chance(0.6)
    ? `\`k\${${integer.name} % 2}\``
    : pick.one(['"k0"', '"k1"', '"other"']);
};

/** Maps, sets and objects as dictionaries. */
export const collections: Construct = {
  name: "collections",
  kinds: {
    map: {
      text: "Map<number, number>",
      hint: "map",
      weight: 2,
      make: (scope, depth) => {
        const map = aVariable(scope, "map")?.name;
        const filled = `new Map([[0, ${numberOf(scope, depth - 1)}], [1, ${numberOf(scope, 1)}]])`;
        return scope.g.pick.one([filled, map === undefined ? "new Map<number, number>()" : `new Map(${map})`]);
      },
      numbers: (scope, name, depth) => [
        `(${name}.get(${key(scope)}) ?? ${numberOf(scope, depth)})`,
        `(${name}.has(${key(scope)}) ? 0.4 : ${numberOf(scope, depth)})`,
        `${name}.size * 0.1`,
        `[...${name}.values()].reduce((sum, item) => 0.7 * sum + item, 0)`,
        `[...${name}.entries()].reduce((sum, [k, item]) => sum + k * item, 0)`,
      ],
      places: () => [],
    },
    places: {
      text: "Map<string, Point>",
      hint: "places",
      weight: 1,
      make: (scope, depth) =>
        `new Map([["k0", ${aValue(scope, "point", depth - 1)}], ["k1", ${aValue(scope, "point", 1)}]])`,
      numbers: (scope, name, depth) => [
        `(${name}.get(${text(scope)})?.x ?? ${numberOf(scope, depth)})`,
        `[...${name}.values()].reduce((sum, q) => 0.5 * sum + q.x * q.y, 0)`,
      ],
      places: (_scope, name) => [`${name}.get("k0")!.x`, `${name}.get("k1")!.y`],
    },
    dict: {
      text: "Record<string, number>",
      hint: "dict",
      weight: 2,
      make: (scope, depth) => {
        const dict = aVariable(scope, "dict")?.name;
        const fresh = `{ k0: ${numberOf(scope, depth - 1)}, k1: ${numberOf(scope, 1)} }`;
        return dict !== undefined && scope.g.pick.chance(0.3) ? `{ ...${dict} }` : fresh;
      },
      numbers: (scope, name, depth) => [
        `(${name}[${text(scope)}] ?? ${numberOf(scope, depth)})`,
        `Object.values(${name}).reduce((sum, item) => 0.6 * sum + item, 0)`,
        `(${text(scope)} in ${name} ? 0.3 : ${numberOf(scope, depth)})`,
        `Object.entries(${name}).reduce((sum, [k, item]) => sum + k.length * item, 0)`,
      ],
      places: (_scope, name) => [`${name}.k0`, `${name}["k1"]`],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...change(scope)) },
    { weight: 3, make: (scope) => same(scope, ...iteration(scope)) },
    { weight: 1, make: (scope) => same(scope, ...seen(scope)) },
  ],
  numbers: [],
  module: noModule,
};

function change(scope: Scope): string[] {
  const { pick } = scope.g;
  const variable = aVariable(scope, "map", "places", "dict");
  if (variable === undefined) return [];
  const { name, type } = variable;
  const value = numberOf(scope, 2);
  if (type === "places")
    return [
      pick.one([
        `${name}.set(${text(scope)}, ${aValue(scope, "point", 2)});`,
        `${name}.set("k0", ${name}.get("k1")!);`,
      ]),
    ];
  if (type === "dict") {
    const k = text(scope);
    return [
      pick.one([
        `${name}[${k}] = ${value};`,
        `${name}[${k}] = (${name}[${k}] ?? 0) + 0.3 * ${value};`,
        `${name}[${k}] ??= ${value};`,
        'delete NAME["other"];'.replace("NAME", name),
      ]),
    ];
  }
  const k = key(scope);
  return [
    pick.one([
      `${name}.set(${k}, ${value});`,
      `${name}.set(${k}, (${name}.get(${k}) ?? 0) * 0.5 + ${value});`,
      `if (!${name}.has(${k})) ${name}.set(${k}, ${value});`,
      `${name}.delete(${k});`,
    ]),
  ];
}

/** Over all entries; a body that may insert others runs over a copy. */
function iteration(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const variable = aVariable(scope, "map", "places", "dict");
  if (variable === undefined || scope.depth > 3) return [];
  const { name, type } = variable;
  const [k, item] = [fresh("key"), fresh("item")];
  const inside = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 1 },
    { name: item, type: type === "places" ? "point" : "num", assignable: false },
    ...(type === "map" ? [{ name: k, type: "int", assignable: false } as const] : []),
  );
  const body = block(inside, 1 + pick.below(2));
  if (type === "dict") {
    if (pick.chance(0.5))
      return [
        `for (const [${k}, ${item}] of Object.entries(${name})) {`,
        ...body,
        `  ${name}[${k}] = 0.5 * ${item};`,
        "}",
      ];
    return [`for (const ${k} in ${name}) {`, `  const ${item} = ${name}[${k}] ?? 0;`, ...body, "}"];
  }
  const live = `${name}.${pick.one([`set(${k}, ${type === "map" ? `0.5 * ${item}` : `{ x: ${item}.y, y: 0.3 }`})`, `delete(${k})`])};`;
  if (pick.chance(0.3)) return [`for (const [${k}, ${item}] of ${name}) ${live}`];
  if (pick.chance(0.3)) return [`${name}.forEach((${item}, ${k}) => {`, `  ${live}`, "});"];
  return [`for (const [${k}, ${item}] of [...${name}]) {`, ...body, "}"];
}

function seen(scope: Scope): string[] {
  const { fresh } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  const total = scope.sum;
  if (array === undefined || total === undefined) return [];
  const [set, item] = [fresh("seen"), fresh("item")];
  return [
    `const ${set} = new Set<number>();`,
    `for (const ${item} of ${array.name}) if (!${set}.has(Math.round(${item}))) {`,
    `  ${set}.add(Math.round(${item}));`,
    `  ${total} += ${item} * ${set}.size;`,
    "}",
  ];
}
