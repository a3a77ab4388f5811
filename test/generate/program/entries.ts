import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Construct, inLoop, type Scope, same, withVariables } from "./scope.js";
import { aTotal, block, indented } from "./statements.js";
import { arrayValue } from "./values.js";

/** Dictionaries and lists whose entries are of several kinds, or are not there: no type says so. */
export const entries: Construct = {
  name: "entries",
  kinds: {
    frame: {
      text: "Frame",
      hint: "frame",
      weight: 3,
      make: (scope, depth) => {
        const frame = aVariable(scope, "frame")?.name;
        const [a, b, list] = [entry(scope, depth - 1), entry(scope, 1), arrayValue(scope, "nums", 1)];
        return scope.g.pick.one([
          "({} as Frame)",
          `{ a: ${a} }`,
          `{ a: ${numberOf(scope, depth - 1)}, c: ${list} }`,
          `{ b: ${list}, a: ${numberOf(scope, 1)} }`,
          `{ a: ${a}, d: ${list}, c: 0.3 }`,
          ...(frame === undefined ? [] : [`{ ...${frame}, c: ${b} }`]),
        ]);
      },
      numbers: (scope, name, depth) => {
        const k = key(scope);
        return [
          `firstOf(${name}, ${k})`,
          `(typeof ${name}[${k}] === "number" ? ${numberOf(scope, depth)} : ${numberOf(scope, 1)})`,
          `(typeof ${name}[${k}] === "undefined" ? ${numberOf(scope, depth)} : 0.4)`,
          `(${name}[${k}] === undefined ? ${numberOf(scope, depth)} : firstOf(${name}, "a"))`,
          `(${k} in ${name} ? 0.3 : ${numberOf(scope, depth)})`,
          `valueOf(${name}[${k}] ?? ${numberOf(scope, depth)})`,
          `valueOf(${name}[${k}])`,
          `Object.values(${name}).reduce<number>((sum, item) => 0.5 * sum + valueOf(item), 0)`,
        ];
      },
      places: () => [],
    },
    slots: {
      text: "(number | number[] | null)[]",
      hint: "slots",
      weight: 2,
      make: (scope, depth) =>
        `[${entry(scope, depth - 1)}, ${scope.g.pick.one(["null", entry(scope, 1)])}, ${entry(scope, 1)}]`,
      numbers: (scope, name, depth) => [
        `valueOf(${name}[${scope.g.pick.below(3)}])`,
        `(${name}[1] === null ? ${numberOf(scope, depth)} : 0.3)`,
        `(${name}.find((item) => typeof item === "number") as number | undefined ?? ${numberOf(scope, depth)})`,
        `${name}.reduce<number>((sum, item) => 0.5 * sum + valueOf(item), 0)`,
        `valueOf(${name}.at(-1) ?? ${numberOf(scope, depth)})`,
      ],
      places: () => [],
    },
  },
  statements: [
    { weight: 5, make: (scope) => same(scope, ...change(scope)) },
    { weight: 4, make: (scope) => same(scope, ...walked(scope)) },
    { weight: 3, make: (scope) => same(scope, ...interpreted(scope)) },
  ],
  numbers: [(scope, depth) => `firstOf({ a: ${entry(scope, depth - 1)} }, ${key(scope)})`],
  module: (scope) => {
    const { pick } = scope.g;
    const inside = (...names: string[]): Scope =>
      withVariables(scope, ...names.map((name) => ({ name, type: "num", assignable: false }) as const));
    return {
      lines: [
        "type Frame = Record<string, number | number[]>;",
        "function firstOf(frame: Frame, key: string): number {",
        "  const entry = frame[key];",
        ...pick.one([
          ["  if (Array.isArray(entry)) return entry[0];", `  return entry ?? ${pick.one(["0", "0.5", "1"])};`],
          [
            "  if (entry === undefined) return 0.5;",
            '  return typeof entry === "number" ? entry : entry[0] * entry.length;',
          ],
          ['  if (typeof entry === "number") return 0.5 * entry;', "  return entry ? entry[0] : 0.2;"],
        ]),
        "}",
        "function valueOf(entry: number | number[] | null | undefined): number {",
        pick.one([
          `  if (entry === undefined || entry === null) return 0.3;`,
          `  if (entry == null) return 0.7;`,
          `  if (entry === null) return 0.2;`,
        ]),
        `  if (Array.isArray(entry)) return entry.reduce((sum, item) => ${numberOf(inside("item"), 1)} + 0.5 * sum, 0);`,
        `  return 0.8 * (entry ?? 0.4);`,
        "}",
      ],
      callables: [],
    };
  },
};

const entry = (scope: Scope, depth: number): string =>
  scope.g.pick.chance(0.5) ? numberOf(scope, depth) : arrayValue(scope, "nums", 1);

/** Names of which some are missing. */
function key(scope: Scope): string {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int")?.name;
  const found = pick.one([
    '"a"',
    '"b"',
    '"none"',
    `(${conditionOf(scope, 1)} ? "a" : "c")`,
    ...(integer === undefined ? [] : [`"abcd"[${integer} % 4]`, `(${integer} % 2 === 0 ? "b" : "none")`]),
  ]);
  return found;
}

function change(scope: Scope): string[] {
  const { pick } = scope.g;
  const [frame, slots] = [aVariable(scope, "frame")?.name, aVariable(scope, "slots")?.name];
  const value = entry(scope, 2);
  if (slots !== undefined && (frame === undefined || pick.chance(0.4))) {
    const at = aVariable(scope, "int")?.name;
    const k = at !== undefined && pick.chance(0.6) ? `${at} % 3` : String(pick.below(3));
    return [pick.one([`${slots}[${k}] = ${value};`, `${slots}[${k}] = null;`, `${slots}[${k}] ??= ${value};`])];
  }
  if (frame === undefined) return [];
  const k = key(scope);
  return [
    pick.one([
      `${frame}[${k}] = ${value};`,
      `${frame}[${k}] ??= ${value};`,
      `${frame}[${k}] = [firstOf(${frame}, ${k}), ${numberOf(scope, 1)}];`,
      `${frame}[${k}] = 0.5 * firstOf(${frame}, ${k}) + ${numberOf(scope, 1)};`,
      `delete ${frame}[${k}];`,
      `if (${k} in ${frame}) ${frame}.a = ${value};`,
    ]),
  ];
}

/** What comes of each entry, which the loop may replace by one of the other kind. */
function walked(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const [frame, total] = [aVariable(scope, "frame")?.name, aTotal(scope)];
  if (frame === undefined || total === undefined || scope.depth > 3) return [];
  const [k, item] = [fresh("key"), fresh("item")];
  const inside = inLoop(scope);
  const number = withVariables(inside, { name: item, type: "num", assignable: false });
  const list = withVariables(inside, { name: `${item}[0]`, type: "num", assignable: true });
  const replaced = (v: string): string[] => (pick.chance(0.4) ? [`  ${frame}[${k}] = ${v};`] : []);
  const body = [
    `if (typeof ${item} === "number") {`,
    `  ${total} += 0.3 * ${numberOf(number, 2)};`,
    ...replaced(`[${item}, 0.4]`),
    pick.one(["} else {", `} else if (Array.isArray(${item})) {`, `} else if (${item}) {`]),
    `  ${total} += 0.2 * ${numberOf(list, 2)};`,
    ...replaced(`0.5 * ${item}[0]`),
    "}",
  ];
  const keys = pick.one([`["a", "b"]`, `["a", ${key(scope)}, "b"]`, `Object.keys(${frame})`]);
  return pick.one([
    [`for (const [${k}, ${item}] of Object.entries(${frame})) {`, ...indented(body), "}"],
    [
      `for (const ${k} of ${keys}) {`,
      `  const ${item} = ${frame}[${k}];`,
      `  if (${item} === undefined) continue;`,
      ...indented(body),
      "}",
    ],
    [
      `for (const ${k} in ${frame}) {`,
      `  const ${item} = ${frame}[${k}];`,
      ...indented(body),
      ...block(inside, 1),
      "}",
    ],
  ]);
}

/** Variables by name, of a program that is a list: what is not set yet counts as nothing. */
function interpreted(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = aTotal(scope);
  if (total === undefined || scope.depth > 3) return [];
  const [env, to, from, i] = [fresh("env"), fresh("to"), fresh("from"), fresh("i")];
  const inside = withVariables(inLoop(scope), { name: i, type: "int", assignable: false });
  const steps = Array.from({ length: 3 }, () => `["${pick.one(["p", "q", "r"])}", "${pick.one(["p", "q", "r"])}"]`);
  const none = pick.one(["0", "0.3", numberOf(inside, 1)]);
  return [
    `const ${env}: Record<string, number | number[]> = { p: ${numberOf(scope, 2)} };`,
    `let ${i} = 0;`,
    `for (const [${to}, ${from}] of [${steps.join(", ")}]) {`,
    `  ${i}++;`,
    pick.one([
      `  const w = ${env}[${from}] ?? ${none};`,
      `  const w = typeof ${env}[${from}] === "undefined" ? ${none} : ${env}[${from}];`,
      `  const w = ${from} in ${env} ? ${env}[${from}] : ${none};`,
    ]),
    `  ${env}[${to}] = Array.isArray(w) ? ${pick.one(["w[0] * 0.6", "w.concat(0.3)", "[w[0], 0.2]"])} : ${pick.one(["[w, 0.5]", "Math.sin(w)", `${i} % 2 === 0 ? [w] : w * 0.4`])};`,
    ...(pick.chance(0.3) ? block(inside, 1) : []),
    "}",
    `for (const ${to} of ["p", "q", "r"]) ${total} += 0.5 * valueOf(${env}[${to}]);`,
  ];
}
