import { createChoices } from "./choices.js";
import { someConstructs } from "./constructs.js";
import { helper } from "./functions.js";
import { callText, isReachable, numberOf } from "./numbers.js";
import {
  type Callable,
  createGeneration,
  declarations,
  type Generation,
  higherOrder,
  kindOf,
  type Scope,
  type Type,
  typeText,
  type Variable,
} from "./scope.js";
import { hintOf, indented, statements } from "./statements.js";
import { aValue } from "./values.js";

/** A module with a function `f`, and the arguments to call it with, as source text. */
export interface Program {
  /** Types, helpers and the function `f`. */
  readonly source: string;
  /** Lists of arguments, each the text of an array. */
  readonly inputs: readonly string[];
  /** Parameters that bear a derivative. */
  readonly wrt: readonly number[];
  /** The type of the result of `f`. */
  readonly returns: Type;
}

const parameterTypes: readonly (readonly [number, Type])[] = [
  [5, "num"],
  [4, "nums"],
  [4, "f64"],
  [2, "rows"],
  [1, "frows"],
  [2, "point"],
  [1, "body"],
  [1, "points"],
  [2, "int"],
];

const resultTypes: readonly (readonly [number, Type])[] = [
  [16, "num"],
  [1, "nums"],
  [1, "f64"],
  [1, "point"],
  [1, "body"],
  [1, "pair"],
];

/** A random well-typed program over the supported language. */
export function randomProgram(below: (n: number) => number, only?: readonly string[]): Program {
  const pick = createChoices(below);
  const g = createGeneration(pick, someConstructs(pick, only));
  let module: Scope = { g, variables: [], callables: [], loops: [], returns: "void", depth: 0 };
  const declared: string[] = [];
  for (const [k, construct] of g.constructs.entries()) {
    // What a construct declares uses those before it, so that nothing calls itself without end.
    const before = { ...module, g: { ...g, constructs: g.constructs.slice(0, k) } };
    const { lines, callables } = construct.module(before);
    declared.push(...lines);
    module = { ...module, callables: [...module.callables, ...callables] };
  }
  const count = pick.weighted([
    [3, 0],
    [3, 1],
    [2, 2],
  ]);
  for (let k = 0; k < count; k++) {
    const { lines, callable } = helper(module, `helper${k + 1}`);
    declared.push(...lines);
    module = { ...module, callables: [...module.callables, callable] };
  }
  const liked = parameterTypes.map(
    ([weight, type]) => [type === "num" || type === "int" ? weight : weight * g.liking(type), type] as const,
  );
  const types: Type[] = [pick.weighted(liked.filter(([, type]) => type !== "int"))];
  for (let k = pick.below(4); k > 0; k--) types.push(pick.weighted(liked));
  const variables = types.map(
    (type): Variable => ({ name: g.fresh(hintOf(module, type)), type, assignable: type !== "int" && pick.chance(0.3) }),
  );
  const returns = pick.weighted(resultTypes);
  const scope: Scope = { ...module, variables, returns };
  const signature = variables.map(({ name, type }) => `${name}: ${typeText(module, type)}`).join(", ");
  const lines = [
    ...declared,
    `export function f(${signature}): ${typeText(module, returns)} {`,
    ...indented(body(scope)),
    "}",
    "",
  ];
  const text = lines.join("\n");
  const shapes = /\b(Point|Body|Thrown)\b/.test(text) ? declarations : "";
  const source = shapes + (/\b(mapInPlace|twice)\(/.test(text) ? higherOrder : "") + text;
  const inputs = Array.from({ length: 2 }, () => `[${types.map((type) => argument(g, type)).join(", ")}]`);
  const wrt = types.flatMap((type, k) => (type === "int" ? [] : [k]));
  return { source, inputs, wrt, returns };
}

/** Some statements, then a result in which everything that was changed counts. */
function body(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const total = fresh("total");
  const accumulator: Variable = { name: total, type: "num", assignable: true };
  const inside = pick.chance(0.5)
    ? { ...scope, sum: total }
    : { ...scope, variables: [...scope.variables, accumulator] };
  // What a function read may be overwritten after the call, so the calls come first.
  const calls = scope.callables.flatMap((callable) =>
    isReachable(inside, callable) && pick.chance(0.7) ? called(inside, callable, total) : [],
  );
  const made = statements(inside, 1 + pick.below(pick.one([2, 4, 7])));
  const sums = made.scope.variables.flatMap((variable) =>
    pick.chance(inside.sum === undefined ? 0.75 : 0.3) ? weightedSum(made.scope, total, variable) : [],
  );
  return [
    `let ${total} = ${pick.one(["0", "0.5"])};`,
    ...scope.g.constructs.flatMap(
      ({ start }) => start?.({ ...scope, callables: [], g: { ...scope.g, constructs: [] } }) ?? [],
    ),
    ...calls,
    ...made.lines,
    ...sums,
    `return ${scope.returns === "num" ? `${total} + ${numberOf(made.scope, 2)}` : aValue(made.scope, scope.returns, 2)};`,
  ];
}

function called(scope: Scope, callable: Callable, total: string): string[] {
  const text = callText(scope, callable, 2);
  const statement = callable.result === "num" ? `${total} += 0.4 * ${text};` : `${text};`;
  if (scope.g.pick.chance(0.6)) return [statement];
  const i = scope.g.fresh("i");
  return [`for (let ${i} = 0; ${i} < 2; ${i}++) {`, ...indented([statement]), "}"];
}

function weightedSum(scope: Scope, total: string, { name, type }: Variable): string[] {
  const { g } = scope;
  const k = g.fresh("k");
  const head = (array: string): string => `for (let ${k} = 0; ${k} < ${array}.length; ${k}++)`;
  switch (type) {
    case "num":
      return name === total ? [] : [`${total} += ${g.pick.one(["0.3", "0.7"])} * ${name};`];
    case "nums":
    case "f64":
      return [`${head(name)} ${total} += ${name}[${k}] * (0.4 + 0.1 * ${k});`];
    case "rows":
    case "frows": {
      const row = g.fresh("row");
      return [`for (const ${row} of ${name}) ${head(row)} ${total} += ${row}[${k}] * (0.3 + 0.1 * ${k});`];
    }
    case "points":
      return [`${head(name)} ${total} += ${name}[${k}].x - 0.5 * ${name}[${k}].y;`];
    case "point":
      return [`${total} += ${name}.x * ${name}.y;`];
    case "body":
      return [
        `${total} += ${name}.w * ${name}.at.x - 0.4 * ${name}.at.y;`,
        `${head(`${name}.trace`)} ${total} += ${name}.trace[${k}] * 0.2;`,
      ];
    case "pair":
      return [`${total} += ${name}[0] - ${name}[1] * 0.3;`];
    default: {
      const numbers = kindOf(scope, type)?.numbers(scope, name, 1) ?? [];
      const counted = g.pick.chance(0.5) ? numbers : numbers.slice(0, 1);
      return counted.map((number) => `${total} += ${g.pick.one(["0.3", "0.6"])} * ${number};`);
    }
  }
}

/** The text of an argument; inside one argument objects may be shared. */
function argument(g: Generation, type: Type): string {
  const { pick, length } = g;
  const number = (): string => String((pick.below(3001) - 1500) / 1000);
  const several = (item: () => string): string => Array.from({ length: length ?? 1 + pick.below(4) }, item).join(", ");
  const shared = (item: () => string, name: string): string => {
    const items = several(() => (pick.chance(0.5) ? name : item()));
    return `(() => { const ${name} = ${item()}; return [${items}]; })()`;
  };
  const point = (): string => `{ x: ${number()}, y: ${number()} }`;
  const numbers = (): string => `[${several(number)}]`;
  switch (type) {
    case "int":
      return String(pick.below(4));
    case "nums":
      return numbers();
    case "f64":
      return `new Float64Array(${numbers()})`;
    case "rows":
      return pick.chance(0.3) ? shared(numbers, "row") : `[${several(numbers)}]`;
    case "frows":
      return `[${several(() => `new Float64Array(${numbers()})`)}]`;
    case "point":
      return point();
    case "points":
      return pick.chance(0.2) ? shared(point, "point") : `[${several(point)}]`;
    case "body":
      return `{ at: ${point()}, w: ${number()}, trace: ${numbers()} }`;
    default:
      return number();
  }
}

/** The text of a fixture of test/fixtures. */
export const fixtureText = ({ source, inputs, wrt, returns }: Program): string =>
  `${source}
${returns === "num" ? "" : 'export const mode = "jvp";\n'}export const wrt = ${wrt.length === 1 ? wrt[0] : JSON.stringify(wrt)};
export const inputs = [
${inputs.map((input) => `  ${input},`).join("\n")}
];
`;

/** The program of a text that `fixtureText` gave. */
export function readFixture(text: string): Program {
  const parts =
    /^([\s\S]*?)\n(?:export const mode.*\n)?export const wrt = (.*);\nexport const inputs = \[\n([\s\S]*)\n\];/.exec(
      text,
    );
  const [, source = "", wrt = "", inputs = ""] = parts ?? [];
  const list: unknown = JSON.parse(wrt);
  return {
    source: source.replace(/^\/\/.*\n/gm, ""),
    inputs: inputs.split("\n").map((line) => line.trim().replace(/,$/, "")),
    returns: /\nexport function f\(.*\): number \{/.test(`\n${source}`) ? "num" : "body",
    wrt: (Array.isArray(list) ? list : [list]) as number[],
  };
}
