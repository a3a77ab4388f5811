import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inFunction, inLoop, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented } from "./statements.js";

/** Truth values and numbers that may be missing: undefined and null lead a condition the way of false, but are not false. */
export const missing: Construct = {
  name: "missing",
  kinds: {
    said: {
      text: "boolean | undefined",
      hint: "said",
      weight: 3,
      make: (scope, depth) => {
        const said = aVariable(scope, "said")?.name;
        const test = conditionOf(scope, 1);
        return scope.g.pick.one([
          `verdict(${numberOf(scope, depth - 1)})`,
          `(${test} ? ${conditionOf(scope, 1)} : undefined)`,
          `(undefined as boolean | undefined)`,
          `answers.get(${aVariable(scope, "int")?.name ?? "1"})`,
          ...(said === undefined ? [] : [`(${said} && ${test})`, `(${said} ?? ${test})`, `(${said} || undefined)`]),
        ]);
      },
      numbers: (scope, name, depth) => asked(scope, name, depth, "undefined"),
      places: () => [],
    },
    noted: {
      text: "boolean | null",
      hint: "noted",
      weight: 2,
      make: (scope, depth) =>
        scope.g.pick.one([
          `remark(${numberOf(scope, depth - 1)})`,
          `(${conditionOf(scope, 1)} ? null : ${conditionOf(scope, 1)})`,
        ]),
      numbers: (scope, name, depth) => asked(scope, name, depth, "null"),
      places: () => [],
    },
    rest: {
      text: "number | null",
      hint: "rest",
      weight: 3,
      make: (scope, depth) =>
        scope.g.pick.one([
          `left(${numberOf(scope, depth - 1)})`,
          `(${conditionOf(scope, 1)} ? null : ${numberOf(scope, depth - 1)})`,
          `(null as number | null)`,
        ]),
      numbers: (scope, name, depth) => [
        `(${name} ?? ${numberOf(scope, depth)})`,
        `Number(${name})`,
        `(Number.isFinite(${name}) ? (${name} as number) * ${numberOf(scope, 1)} : ${numberOf(scope, depth)})`,
        `(Number(${name}) === 0 ? ${numberOf(scope, depth)} : 0.4)`,
        `(${name} === null ? ${numberOf(scope, depth)} : ${name} * ${numberOf(scope, 1)})`,
        `(${name} ? ${name} * 0.7 : ${numberOf(scope, depth)})`,
        `(typeof ${name} === "number" ? 0.5 * ${name} : ${numberOf(scope, depth)})`,
        `((${name} && 0.5 * ${name}) ?? ${numberOf(scope, depth)})`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 5, make: (scope) => same(scope, ...decided(scope)) },
    { weight: 4, make: (scope) => same(scope, ...kept(scope)) },
    { weight: 3, make: (scope) => same(scope, ...visited(scope)) },
    { weight: 2, make: (scope) => same(scope, ...replaced(scope)) },
  ],
  numbers: [
    (scope, depth) => `switched(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)})`,
    (scope, depth) =>
      `switched(${numberOf(scope, depth - 1)}, ${numberOf(scope, 1)}, ${scope.g.pick.one([conditionOf(scope, 1), "false", "undefined"])})`,
    (scope, depth) => `(verdict(${numberOf(scope, 1)}) === false ? ${numberOf(scope, depth - 1)} : 0.3)`,
    (scope, depth) => `Number(left(${numberOf(scope, depth - 1)}))`,
  ],
  module: (scope) => {
    const inside = withVariables(scope, { name: "u", type: "num", assignable: false });
    // By the argument in any case: what is missing always, or never, is no example.
    const test = (): string => {
      const { pick } = scope.g;
      const by = pick.chance(0.5) ? pick.one(["-0.4", "0.1", "0.3", "0.6"]) : numberOf(inside, 2);
      return `u ${by.startsWith("(") ? ">" : pick.one(["<", ">"])} ${by}`;
    };
    return {
      lines: [
        "const answers = new Map([[0, true], [1, false]]);",
        "function verdict(u: number): boolean | undefined {",
        `  return ${test()} ? undefined : ${test()};`,
        "}",
        "function remark(u: number): boolean | null {",
        `  if (${test()}) return null;`,
        `  return ${test()};`,
        "}",
        "function left(u: number): number | null {",
        `  return ${test()} ? null : ${numberOf(inside, 2)};`,
        "}",
        "function walk(xs: readonly number[], visit: (u: number, k: number) => boolean | undefined): number {",
        "  for (let k = 0; k < xs.length; k++) if (visit(xs[k], k) === false) return 0.1 * k;",
        "  return 0.5;",
        "}",
        "function switched(u: number, v: number, on?: boolean): number {",
        scope.g.pick.one([
          "  if (on === false) return u * v;",
          "  if (on !== false) return 0.5 * u;",
          "  if (!on) return on === undefined ? u : v;",
        ]),
        "  return u - 0.3 * v;",
        "}",
      ],
      callables: [],
    };
  },
};

/** What is made of a truth value that may be missing. */
function asked(scope: Scope, name: string, depth: number, none: string): readonly string[] {
  const [a, b] = [numberOf(scope, depth), numberOf(scope, 1)];
  return [
    `(${name} === false ? ${a} : ${b})`,
    `(${name} !== false ? ${a} : ${b})`,
    `(${name} === true ? ${a} : ${b})`,
    `(${name} === ${none} ? ${a} : ${b})`,
    `(${name} ? ${a} : ${name} === false ? ${b} : 0.3)`,
    `(!${name} ? (${name} === ${none} ? ${a} : ${b}) : 0.4)`,
    `Number(!!${name}) * ${a}`,
    `Number(${name} !== false) * ${a}`,
    `Number(${name} ?? true) * ${a}`,
    `((${name} && false) ?? true ? ${a} : ${b})`,
    `((${name} && ${conditionOf(scope, 1)}) === ${none} ? ${a} : ${b})`,
    `((${name} && ${conditionOf(scope, 1)}) === false ? ${a} : ${b})`,
    `((${name} || ${none}) === ${none} ? ${a} : ${b})`,
  ];
}

/** A branch or a switch by a value that may be missing. */
function decided(scope: Scope): string[] {
  const { pick } = scope.g;
  const [known, total] = [aVariable(scope, "said", "noted")?.name, aTotal(scope)];
  if (scope.depth > 3 || total === undefined) return [];
  const inside: Scope = { ...scope, depth: scope.depth + 1 };
  const gain = (): string => `${total} += 0.3 * ${numberOf(inside, 2)};`;
  const made = scope.g.fresh("said");
  const name = known ?? made;
  const first =
    known === undefined ? [`const ${made} = ${pick.one(["verdict", "remark"])}(${numberOf(scope, 2)});`] : [];
  const end = (): string[] => (pick.chance(0.7) ? ["    break;"] : []);
  const heads = pick.one([
    ["case false:", "case true:", "default:"],
    ["case true:", "default:", "case false:"],
    ["default:", "case false:"],
    ["case false:"],
  ]);
  return [
    ...first,
    ...pick.one([
      [`if (${name}) ${gain()}`, `else if (${name} === false) {`, ...block(inside, 1), `} else ${gain()}`],
      [`if (${name} === false) {`, ...block(inside, 1), `} else ${gain()}`],
      [`if (!${name}) {`, `  if (${name} === false) ${gain()}`, `  else ${gain()}`, "}"],
      [`if (${name} !== false && ${conditionOf(inside, 1)}) ${gain()}`, `else ${gain()}`],
      [`switch (${name}) {`, ...heads.flatMap((head) => [`  ${head}`, `    ${gain()}`, ...end()]), "}"],
      [
        `switch (${name}) {`,
        ...heads.flatMap((head) => [`  ${head} {`, ...indented(block(inside, 1)), ...end(), "  }"]),
        "}",
      ],
    ]),
  ];
}

/** Values that may be missing, made in one loop and asked for in another inside of it, so that the reverse sweep asks again. */
function kept(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (scope.depth > 2 || total === undefined) return [];
  const [i, j, said, rest] = [fresh("i"), fresh("j"), fresh("said"), fresh("rest")];
  const outer = withVariables(inLoop(scope), { name: i, type: "int", assignable: false });
  const inner = withVariables(
    inLoop(outer),
    { name: said, type: "said", assignable: false },
    { name: rest, type: "rest", assignable: false },
  );
  const number = (): string => numberOf(inner, 2);
  const some = (): string =>
    pick
      .one([
        `if (${said}) ${total} = Math.sin(${total} * ${number()});`,
        `else_`,
        `${total} += 0.1 * ${pick.maybe(asked(inner, said, 1, "undefined")) ?? "1"};`,
        `if (${said} === false) ${total} = 0.5 * ${total} + ${number()};`,
        `${total} += Number.isFinite(${rest}) ? 0.2 * (${rest} as number) * ${number()} : 0.1 * ${number()};`,
        `${total} = 0.5 * ${total} + (${rest} ?? ${number()});`,
        `${total} += Number(${rest}) * 0.1;`,
      ])
      .replace("else_", `if (${rest} === null) ${total} *= Math.cos(${total}); else ${total} -= 0.1 * ${rest};`);
  return [
    `for (let ${i} = 0; ${i} < ${2 + pick.below(3)}; ${i}++) {`,
    `  const ${said} = ${pick.one([`${i} === 0 ? undefined : ${conditionOf(outer, 1)}`, `verdict(${numberOf(outer, 2)})`])};`,
    `  const ${rest} = ${pick.one([`${i} === 1 ? null : ${numberOf(outer, 2)}`, `left(${numberOf(outer, 2)})`])};`,
    ...indented([`for (let ${j} = 0; ${j} < 2; ${j}++) {`, ...indented([some(), some()]), "}"]),
    ...(pick.chance(0.4) ? block(outer, 1) : []),
    "}",
  ];
}

/** A visitor that stops by false, and says nothing, or little, otherwise. */
function visited(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const [array, total] = [aVariable(scope, "nums")?.name, aTotal(scope)];
  if (scope.depth > 3 || total === undefined || !spend(1)) return [];
  const [u, k] = [fresh("u"), fresh("k")];
  const inside = withVariables(
    inFunction(scope),
    { name: u, type: "num", assignable: false },
    { name: k, type: "int", assignable: false },
  );
  const test = conditionOf(inside, 1);
  const said = pick.one([
    `return ${test} ? false : undefined;`,
    `if (${test}) return false;`,
    `if (${test}) return ${conditionOf(inside, 1)};`,
    `return verdict(${numberOf(inside, 1)});`,
  ]);
  const gives = said.startsWith("if") ? [said, pick.one(["return undefined;", "return;", "return true;"])] : [said];
  return [
    `${total} += walk(${array ?? `[${numberOf(scope, 1)}, 0.3, ${numberOf(scope, 1)}]`}, (${u}, ${k}) => {`,
    `  ${total} = 0.5 * ${total} + 0.2 * ${numberOf(inside, 2)};`,
    ...indented(gives),
    "});",
  ];
}

function replaced(scope: Scope): string[] {
  const { pick } = scope.g;
  const one = aVariable(scope, "said", "noted", "rest");
  if (one === undefined || !one.assignable) return [];
  const { name, type } = one;
  const test = conditionOf(scope, 1);
  if (type === "rest")
    return [
      pick.one([
        `${name} = left(${numberOf(scope, 2)});`,
        `${name} ??= ${numberOf(scope, 2)};`,
        `if (${test}) ${name} = null;`,
      ]),
    ];
  const by = type === "said" ? "verdict" : "remark";
  return [
    pick.one([
      `${name} = ${by}(${numberOf(scope, 2)});`,
      `${name} ??= ${test};`,
      `${name} &&= ${test};`,
      `if (${test}) ${name} = ${type === "said" ? "undefined" : "null"};`,
    ]),
  ];
}
