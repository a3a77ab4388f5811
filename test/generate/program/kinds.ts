import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inFunction, inLoop, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented } from "./statements.js";
import { arrayValue } from "./values.js";

/** Places that hold a number or a text at first, and an instance, a list, a map or an error later. */
export const kinds: Construct = {
  name: "kinds",
  kinds: {
    held: {
      text: "Held",
      hint: "held",
      weight: 3,
      make: (scope, depth) => {
        const held = aVariable(scope, "held")?.name;
        return scope.g.pick.one([
          `turned(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)})`,
          `(new Pole(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}) as Held)`,
          `(${arrayValue(scope, "nums", 1)} as Held)`,
          ...(held === undefined ? [] : [`turned(${held}, ${numberOf(scope, 1)})`]),
        ]);
      },
      numbers: (scope, name, depth) => [
        `levelOf(${name})`,
        `(${name} instanceof Pole ? ${name}.re : ${numberOf(scope, depth)})`,
        `(typeof ${name} === "number" ? ${name} : levelOf(${name}) * ${numberOf(scope, 1)})`,
        `(Array.isArray(${name}) ? ${name}[0] * ${numberOf(scope, 1)} : ${numberOf(scope, depth)})`,
        `Pole.of(${name}).times(${numberOf(scope, depth - 1)}).im`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 6, make: (scope) => same(scope, ...carried(scope)) },
    { weight: 3, make: (scope) => same(scope, ...captured(scope)) },
    { weight: 2, make: (scope) => same(scope, ...folded(scope)) },
    {
      weight: 3,
      make: (scope) => {
        const held = aVariable(scope, "held");
        if (held === undefined || !held.assignable) return same(scope);
        const when = scope.g.pick.chance(0.4) ? `if (${conditionOf(scope, 1)}) ` : "";
        return same(scope, `${when}${held.name} = turned(${held.name}, ${numberOf(scope, 2)});`);
      },
    },
  ],
  numbers: [(scope, depth) => `levelOf(turned(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}))`],
  module: (scope) => {
    const { pick } = scope.g;
    const inside = (...names: string[]): Scope =>
      withVariables(scope, ...names.map((name) => ({ name, type: "num", assignable: false }) as const));
    const turns = [
      `  if (held instanceof Pole) return ${pick.one(["[held.re, w]", "held.re + w", "held.times(w)"])};`,
      `  if (typeof held === "number") return ${pick.one(["new Pole(held, w)", "w > 0.3 ? [held, w] : new Pole(w, held)", "new Pole(w, held * 0.5)"])};`,
    ];
    return {
      lines: [
        "type Held = number | Pole | number[];",
        "class Pole {",
        "  constructor(readonly re: number, readonly im: number) {}",
        "  static of(h: Held): Pole {",
        "    if (h instanceof Pole) return h;",
        `    return Array.isArray(h) ? new Pole(h[0], 0.3) : new Pole(h, ${numberOf(inside("h"), 1)});`,
        "  }",
        "  times(other: Held): Pole {",
        "    const o = Pole.of(other);",
        "    return new Pole(Math.sin(this.re * o.re), 0.5 * (this.re * o.im + this.im * o.re));",
        "  }",
        "}",
        "function levelOf(h: Held): number {",
        `  if (h instanceof Pole) return ${numberOf(inside("h.re", "h.im"), 2)};`,
        `  return Array.isArray(h) ? h.reduce((sum, item) => 0.5 * sum + item, 0) : ${numberOf(inside("h"), 2)};`,
        "}",
        "function turned(held: Held, w: number): Held {",
        ...(pick.chance(0.5) ? turns : turns.slice().reverse()),
        "  return Array.isArray(held) ? held[0] * w : 0.3;",
        "}",
      ],
      callables: [],
    };
  },
};

/** What a place may hold: how it is made, told apart and counted. */
interface Sort {
  readonly type: string;
  readonly make: (scope: Scope) => string;
  readonly test: (name: string) => string;
  readonly count: (name: string) => string;
}

const sort = (type: string, make: Sort["make"], test: Sort["test"], count: Sort["count"]): Sort => ({
  type,
  make,
  test,
  count,
});
const number = (scope: Scope): string => numberOf(scope, 2);
const instance =
  (name: string) =>
  (of: string): string =>
    `${of} instanceof ${name}`;
const typeOf =
  (name: string) =>
  (of: string): string =>
    `typeof ${of} === "${name}"`;

const numeric: Sort = sort("number", number, typeOf("number"), (h) => h);
const others: readonly Sort[] = [
  sort(
    "Pole",
    (scope) => `new Pole(${number(scope)}, ${numberOf(scope, 1)})`,
    instance("Pole"),
    (h) => `${h}.re * ${h}.im`,
  ),
  sort(
    "Pole",
    (scope) => `new Pole(0.4, ${number(scope)})`,
    instance("Pole"),
    (h) => `${h}.times(${h}).re`,
  ),
  sort(
    "number[]",
    (scope) => `[${number(scope)}, 0.3]`,
    (h) => `Array.isArray(${h})`,
    (h) => `${h}[0] * ${h}[1]`,
  ),
  sort(
    "Float64Array",
    (scope) => `Float64Array.of(${number(scope)})`,
    instance("Float64Array"),
    (h) => `${h}[0]`,
  ),
  sort(
    "Map<string, number>",
    (scope) => `new Map([["a", ${number(scope)}]])`,
    instance("Map"),
    (h) => `(${h}.get("a") ?? 0.2)`,
  ),
  sort(
    "Set<string>",
    () => 'new Set(["a", "b"])',
    instance("Set"),
    (h) => `0.2 * ${h}.size`,
  ),
  sort(
    "Error",
    () => 'new Error("high")',
    instance("Error"),
    (h) => `0.1 * ${h}.message.length`,
  ),
  sort(
    "string",
    () => '"none"',
    typeOf("string"),
    (h) => `0.1 * ${h}.length`,
  ),
  sort(
    "boolean",
    (scope) => conditionOf(scope, 1),
    typeOf("boolean"),
    (h) => `Number(${h}) * 0.4`,
  ),
  sort(
    "null",
    () => "null",
    (h) => `${h} === null`,
    () => "0.6",
  ),
];

/** Two or three sorts, a number mostly among them, in any order. */
function someSorts(scope: Scope): readonly Sort[] {
  const { pick } = scope.g;
  const found: Sort[] = pick.chance(0.8) ? [numeric] : [];
  const count = 2 + pick.below(2);
  while (found.length < count) {
    const next = pick.maybe(others) ?? numeric;
    if (found.every((one) => meet(one, next))) found.splice(pick.below(found.length + 1), 0, next);
  }
  return found;
}

/** A record and a map in one place are refused (CT2011). */
function meet(one: Sort, other: Sort): boolean {
  const isRecord = ({ type }: Sort): boolean => type === "Pole" || type === "Error";
  const isTable = ({ type }: Sort): boolean => /^(Map|Set)/.test(type);
  return one.type !== other.type && !(isRecord(one) && isTable(other)) && !(isTable(one) && isRecord(other));
}

const typeOfAll = (sorts: readonly Sort[]): string => sorts.map(({ type }) => type).join(" | ");

/** A choice by what a value is; the last is what is left. */
const byKind = (sorts: readonly Sort[], name: string, of: (sort: Sort) => string): string =>
  `(${sorts.map((one, k) => (k < sorts.length - 1 ? `${one.test(name)} ? ${of(one)} : ` : of(one))).join("")})`;

const counted = (sorts: readonly Sort[], name: string): string => byKind(sorts, name, (one) => one.count(name));

/** What comes after a value: mostly one of the next sort, so that a place holds all in turn. */
function next(scope: Scope, sorts: readonly Sort[], name: string): string {
  const after = (one: Sort): string => {
    const k = scope.g.pick.chance(0.8) ? sorts.indexOf(one) + 1 : scope.g.pick.below(sorts.length);
    return (sorts[k % sorts.length] ?? numeric).make(scope);
  };
  return byKind(sorts, name, after);
}

type Place = readonly [declared: string, read: string, write: (value: string) => string, end: string];

/** A place of several sorts over the iterations of a loop: a variable, a field, an entry, an element. */
function carried(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const sorts = someSorts(scope);
  const type = typeOfAll(sorts);
  const [h, i, now, last] = [fresh("place"), fresh("i"), fresh("now"), fresh("last")];
  const inside = withVariables(inLoop(scope), { name: i, type: "int", assignable: false });
  const first = (): string => `${(sorts[pick.below(sorts.length)] ?? numeric).make(scope)} as ${type}`;
  const at = (name: string): string => `${h}[${name} % 2]`;
  const [declared, read, write, end] = pick.one<Place>([
    [`let ${h}: ${type} = ${first()};`, h, (v: string) => `${h} = ${v};`, h],
    [
      `const ${h}: { content: ${type} } = { content: ${first()} };`,
      `${h}.content`,
      (v: string) => `${h}.content = ${v};`,
      `${h}.content`,
    ],
    [
      `const ${h} = new Map<string, ${type}>([["a", ${first()}]]);`,
      `${h}.get("a")!`,
      (v: string) => `${h}.set("a", ${v});`,
      `${h}.get("a")!`,
    ],
    [
      `const ${h}: Record<string, ${type}> = { a: ${first()} };`,
      `${h}.a`,
      (v: string) => `${h}["a"] = ${v};`,
      `${h}["a"]`,
    ],
    [
      `const ${h}: (${type})[] = [${first()}, ${first()}];`,
      at(i),
      (v: string) => `${at(`(${i} + ${pick.below(2)})`)} = ${v};`,
      `${h}[1]`,
    ],
    [`const ${h}: (${type})[] = [${first()}];`, `${h}.pop()!`, (v: string) => `${h}.push(${v});`, `${h}[0]`],
  ]);
  const isKept = read.endsWith("pop()!");
  const head = !isKept && pick.chance(0.3) ? `if (${conditionOf(inside, 1)}) ` : "";
  const j = fresh("j");
  const gain = counted(sorts, now);
  const body = [
    pick.one([
      `${total} += ${pick.one(["0.3", "0.5"])} * ${gain};`,
      `for (let ${j} = 0; ${j} < 2; ${j}++) ${total} = Math.sin(${total} + ${gain});`,
    ]),
    `${head}${write(next(inside, sorts, now))}`,
  ];
  return [
    declared,
    `for (let ${i} = 0; ${i} < ${2 + pick.below(4)}; ${i}++) {`,
    `  const ${now}: ${type} = ${read};`,
    ...indented(pick.chance(0.7) ? body : body.slice().reverse()),
    ...(isKept || pick.chance(0.4) ? [] : block(inside, 1)),
    "}",
    `const ${last}: ${type} = ${end};`,
    `${total} += ${counted(sorts, last)};`,
  ];
}

/** A variable that a function captures and gives another sort of value. */
function captured(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3 || !spend(2)) return [];
  const sorts = someSorts(scope);
  const type = typeOfAll(sorts);
  const [h, i, keep, w, last] = [fresh("place"), fresh("i"), fresh("keep"), fresh("w"), fresh("last")];
  const closed = withVariables(inFunction(scope), { name: w, type: "num", assignable: false });
  const gain = `${total} += 0.3 * ${counted(sorts, h)};`;
  return [
    `let ${h} = ${(sorts[0] ?? numeric).make(scope)} as ${type};`,
    `const ${keep} = (${w}: number): void => {`,
    ...(pick.chance(0.5) ? [`  ${gain}`] : []),
    `  ${pick.chance(0.3) ? `if (${conditionOf(closed, 1)}) ` : ""}${h} = ${next(closed, sorts, h)};`,
    "};",
    pick.chance(0.5)
      ? `for (let ${i} = 0; ${i} < 3; ${i}++) ${keep}(${numberOf(scope, 2)});`
      : `[${numberOf(scope, 1)}, 0.4, ${numberOf(scope, 1)}].forEach(${keep});`,
    `const ${last} = ${h} as ${type};`,
    `${total} += ${counted(sorts, last)};`,
  ];
}

/** What a fold carries on. */
function folded(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [total, array] = [aTotal(scope), aVariable(scope, "nums")?.name];
  if (total === undefined || scope.depth > 3) return [];
  const sorts = someSorts(scope);
  const type = typeOfAll(sorts);
  const [h, w, last] = [fresh("place"), fresh("w"), fresh("last")];
  const closed = withVariables(inFunction(scope), { name: w, type: "num", assignable: false });
  const of = array !== undefined && pick.chance(0.7) ? array : `[${numberOf(scope, 1)}, 0.3, ${numberOf(scope, 1)}]`;
  return [
    `const ${last} = ${of}.reduce<${type}>((${h}, ${w}) => ${next(closed, sorts, h)}, ${(sorts[0] ?? numeric).make(scope)});`,
    `${total} += 0.5 * ${counted(sorts, last)};`,
  ];
}
