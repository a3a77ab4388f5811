import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inFunction, inLoop, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, exit, indented } from "./statements.js";

/** Variables and fields that are not set at first: the best so far, the last one seen, a cache, a flag that a callback sets. */
export const unset: Construct = {
  name: "unset",
  kinds: {
    keeper: {
      text: "Keeper",
      hint: "keeper",
      weight: 3,
      make: () => "new Keeper()",
      numbers: (scope, name, depth) => [
        `${name}.next(${numberOf(scope, depth - 1)})`,
        `${name}.level(${numberOf(scope, depth - 1)})`,
        `(${name}.last ?? ${numberOf(scope, depth)})`,
        `(${name}.rising === false ? ${numberOf(scope, depth)} : 0.3)`,
        `(${name}.at?.x ?? ${numberOf(scope, depth)})`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 4, make: (scope) => same(scope, ...seen(scope)) },
    { weight: 4, make: (scope) => same(scope, ...called(scope)) },
    { weight: 2, make: (scope) => same(scope, ...reset(scope)) },
    { weight: 2, make: (scope) => same(scope, ...guarded(scope)) },
  ],
  numbers: [(scope, depth) => `new Keeper().next(${numberOf(scope, depth - 1)})`],
  module: (scope) => {
    const inside = withVariables(scope, { name: "u", type: "num", assignable: false });
    const { pick } = scope.g;
    return {
      lines: [
        "class Keeper {",
        "  last: number | undefined;",
        `  rising: boolean | ${pick.one(["undefined;", "undefined = undefined;", "null = null;"])}`,
        "  at: { x: number; y: number } | null = null;",
        "  private known?: number | undefined;",
        "  next(u: number): number {",
        "    const before = this.last;",
        "    if (before !== undefined) this.rising = u > before;",
        `    this.last = ${pick.one(["u", "Math.sin(u)", "0.5 * (before ?? 1) + u"])};`,
        "    if (this.at === null) this.at = { x: u, y: 0.3 };",
        `    else if (this.rising${pick.one(["", " === false", " !== false"])}) this.at = ${pick.one(["{ x: this.at.y, y: u }", "null"])};`,
        `    return before === undefined ? ${numberOf(inside, 2)} : before * u;`,
        "  }",
        "  level(u: number): number {",
        `    this.known ??= ${numberOf(inside, 2)};`,
        `    if (this.rising) this.known = undefined;`,
        `    else if (this.rising === false) return this.known * 0.7;`,
        "    return (this.known ?? 0.4) + 0.1 * u;",
        "  }",
        "}",
      ],
      callables: [{ name: "next", params: ["num"], result: "num", recursive: false, of: "keeper" }],
    };
  },
};

/** How a variable that is not set at first is declared, changed and counted. */
interface Slot {
  readonly type: string;
  readonly none: string;
  readonly made: (scope: Scope) => string;
  /** What is made of one that may be missing. */
  readonly count: (scope: Scope, name: string) => string;
}

const slots: readonly Slot[] = [
  {
    type: "number | undefined",
    none: "undefined",
    made: (scope) => numberOf(scope, 2),
    count: (scope, name) =>
      scope.g.pick.one([
        `(${name} ?? ${numberOf(scope, 1)})`,
        `(${name} === undefined ? ${numberOf(scope, 1)} : ${name} * 0.5)`,
        `(${name} !== undefined && ${name} > 0.2 ? ${name} : ${numberOf(scope, 1)})`,
        `(${name} ? ${name} * ${numberOf(scope, 1)} : 0.3)`,
      ]),
  },
  {
    type: "number | null",
    none: "null",
    made: (scope) => numberOf(scope, 2),
    count: (scope, name) =>
      scope.g.pick.one([
        `(${name} ?? ${numberOf(scope, 1)})`,
        `(${name} === null ? ${numberOf(scope, 1)} : ${name} * 0.5)`,
        `Number(${name})`,
        `(Number.isFinite(${name}) ? Number(${name}) * ${numberOf(scope, 1)} : 0.2)`,
      ]),
  },
  {
    type: "boolean | undefined",
    none: "undefined",
    made: (scope) => conditionOf(scope, 1),
    count: (scope, name) =>
      scope.g.pick.one([
        `(${name} === false ? ${numberOf(scope, 1)} : 0.3)`,
        `(${name} ? ${numberOf(scope, 1)} : ${name} === undefined ? ${numberOf(scope, 1)} : 0.2)`,
        `(${name} !== false ? ${numberOf(scope, 1)} : 0.7)`,
      ]),
  },
  {
    type: "{ x: number; y: number } | null",
    none: "null",
    made: (scope) => `{ x: ${numberOf(scope, 2)}, y: ${numberOf(scope, 1)} }`,
    count: (scope, name) =>
      scope.g.pick.one([
        `(${name}?.x ?? ${numberOf(scope, 1)})`,
        `(${name} ? ${name}.x * ${name}.y : ${numberOf(scope, 1)})`,
        `(${name} === null ? ${numberOf(scope, 1)} : ${name}.y)`,
      ]),
  },
  {
    type: "number[] | undefined",
    none: "undefined",
    made: (scope) => `[${numberOf(scope, 2)}, ${numberOf(scope, 1)}]`,
    count: (scope, name) =>
      scope.g.pick.one([
        `(${name}?.[0] ?? ${numberOf(scope, 1)})`,
        `(${name} === undefined ? ${numberOf(scope, 1)} : ${name}[0] * ${name}[1])`,
        `(${name} ?? [0.4]).reduce((sum, item) => 0.5 * sum + item, 0)`,
        `(${name}?.length ?? 3) * 0.1`,
      ]),
  },
];

const aSlot = ({ g }: Scope): Slot => g.pick.maybe(slots) ?? (slots[0] as Slot);

/** A declaration: with its value, or without where the type says that it may be missing. */
const declared = (scope: Scope, name: string, { type, none }: Slot): string =>
  scope.g.pick.chance(0.4) && none === "undefined" ? `let ${name}: ${type};` : `let ${name} = ${none} as ${type};`;

/** The last one seen, or the best so far, over the iterations of a loop; asked for in an inner loop, where the reverse sweep asks again. */
function seen(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const slot = aSlot(scope);
  const [last, i, j] = [fresh("before"), fresh("i"), fresh("j")];
  const inside = withVariables(inLoop(scope), { name: i, type: "int", assignable: false });
  const use = `${total} = 0.6 * ${total} + 0.3 * ${slot.count(inside, last)};`;
  const again = [
    `for (let ${j} = 0; ${j} < 2; ${j}++) ${total} = Math.sin(${total} + ${slot.count(inside, last)} * ${numberOf(inside, 1)});`,
  ];
  const test = conditionOf(inside, 1);
  const set = pick.one([
    [`${last} = ${slot.made(inside)};`],
    [`if (${test}) ${last} = ${slot.made(inside)};`],
    [`if (${test}) ${last} = ${slot.made(inside)};`, `else ${last} = ${slot.none};`],
    [`${last} = ${test} ? ${slot.none} : ${slot.made(inside)};`],
    [`${last} ??= ${slot.made(inside)};`],
  ]);
  const body = [pick.chance(0.5) ? [use] : again, set, pick.chance(0.4) ? exit(inside) : []];
  return [
    declared(scope, last, slot),
    `for (let ${i} = 0; ${i} < ${2 + pick.below(3)}; ${i}++) {`,
    ...indented((pick.chance(0.7) ? body : [set, ...body.slice(0, 1)]).flat()),
    ...(pick.chance(0.4) ? block(inside, 1) : []),
    "}",
    `${total} += 0.5 * ${slot.count(scope, last)};`,
  ];
}

/** One that a callback sets, which is or is not called. */
function called(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const [array, total] = [aVariable(scope, "nums", "f64")?.name, aTotal(scope)];
  if (total === undefined || scope.depth > 3 || !spend(1)) return [];
  const slot = aSlot(scope);
  const [last, u, k] = [fresh("before"), fresh("u"), fresh("k")];
  const closed = withVariables(
    inFunction(scope),
    { name: u, type: "num", assignable: false },
    { name: k, type: "int", assignable: false },
  );
  const of = array ?? `[${numberOf(scope, 1)}, 0.3, ${numberOf(scope, 1)}]`;
  const name = `(${last} as ${slot.type})`;
  const asked = fresh("kept");
  return [
    `let ${last} = ${slot.none} as ${slot.type};`,
    `${of}.forEach((${u}, ${k}) => {`,
    ...indented(
      pick.one([
        [`if (${conditionOf(closed, 1)}) ${last} = ${slot.made(closed)};`],
        [`${total} = 0.6 * ${total} + 0.3 * ${slot.count(closed, last)};`, `${last} = ${slot.made(closed)};`],
        [`if (${conditionOf(closed, 1)}) return;`, `${last} = ${k} === 1 ? ${slot.none} : ${slot.made(closed)};`],
      ]),
    ),
    "});",
    `const ${asked} = ${name};`,
    `${total} += 0.5 * ${slot.count(scope, asked)};`,
  ];
}

/** A keeper that forgets. */
function reset(scope: Scope): string[] {
  const { pick } = scope.g;
  const keeper = aVariable(scope, "keeper")?.name;
  if (keeper === undefined) return [];
  const when = pick.chance(0.5) ? `if (${conditionOf(scope, 1)}) ` : "";
  return [
    pick.one([
      `${when}${keeper}.last = undefined;`,
      `${when}${keeper}.last = ${numberOf(scope, 2)};`,
      `${when}${keeper}.rising = ${conditionOf(scope, 1)};`,
      `${when}${keeper}.at = null;`,
      `${keeper}.at = ${conditionOf(scope, 1)} ? { x: ${numberOf(scope, 1)}, y: 0.4 } : null;`,
      `${keeper}.next(${numberOf(scope, 2)});`,
    ]),
  ];
}

/** One that is set before something throws, or not. */
function guarded(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const slot = aSlot(scope);
  const [last, i] = [fresh("before"), fresh("i")];
  const inside = withVariables(inLoop(scope), { name: i, type: "int", assignable: false });
  const leave = `if (${conditionOf(inside, 1)}) throw new RangeError("left");`;
  const set = `${last} = ${slot.made(inside)};`;
  const forget = `${last} = ${slot.none};`;
  return [
    declared(scope, last, slot),
    `for (let ${i} = 0; ${i} < 3; ${i}++) {`,
    "  try {",
    ...indented(
      indented(
        pick.one([
          [leave, set],
          [set, leave],
          [leave, set, `if (${conditionOf(inside, 1)}) continue;`],
        ]),
      ),
    ),
    "  } catch {",
    `    ${total} = 0.7 * ${total} + 0.2 * ${slot.count(inside, last)};`,
    ...(pick.chance(0.4) ? [`    ${forget}`] : []),
    ...(pick.chance(0.4) ? ["  } finally {", `    ${total} += 0.1 * ${slot.count(inside, last)};`] : []),
    "  }",
    "}",
    `${total} += 0.5 * ${slot.count(scope, last)};`,
  ];
}
