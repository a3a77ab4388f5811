import { arrayStatement, growth, traversal } from "./arrayStatements.js";
import { callStatement, closure } from "./functions.js";
import { handler, throwing } from "./handlers.js";
import { kernel } from "./kernels.js";
import { loop } from "./loops.js";
import { atom, conditionOf, element, field, numberOf, subscript } from "./numbers.js";
import {
  aVariable,
  constructTypes,
  kindOf,
  type Made,
  type Scope,
  same,
  type Type,
  typeText,
  type Variable,
  variablesOf,
  withVariables,
} from "./scope.js";
import { aValue } from "./values.js";

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** Several statements in a row; what they declare is known to the later ones. */
export function statements(scope: Scope, count: number): Made {
  let at = scope;
  const lines: string[] = [];
  for (let k = 0; k < count; k++) {
    const made = statement(at);
    lines.push(...made.lines);
    at = made.scope;
  }
  return { lines, scope: at };
}

/** The indented statements of a block; what they declare ends with it. */
export function block(scope: Scope, count: number): string[] {
  const inner = { ...scope, depth: scope.depth + 1 };
  const made = statements(inner, count);
  const declared = made.scope.variables.slice(inner.variables.length);
  return indented([...made.lines, ...declared.flatMap((variable) => use(made.scope, scope, variable))]);
}

/** Something that was declared in a block counts for what is outside. */
function use(scope: Scope, outer: Scope, { name, type }: Variable): string[] {
  const { pick } = scope.g;
  const target = aTotal(outer);
  if (target === undefined || !pick.chance(0.6)) return [];
  const value =
    type === "num"
      ? name
      : type === "nums" || type === "f64"
        ? `${name}[${subscript(scope, name)}]`
        : type === "point"
          ? `${name}.x`
          : kindOf(scope, type) && pick.maybe(kindOf(scope, type)?.numbers(scope, name, 1) ?? []);
  return value === undefined ? [] : [`${target} += 0.2 * ${value};`];
}

function statement(scope: Scope): Made {
  const { pick, liking, length } = scope.g;
  const nested = scope.depth < 5;
  const kinds: readonly (readonly [weight: number, kind: string, make: () => Made])[] = [
    [8, "assignment", () => same(scope, assignment(scope))],
    [6, "store", () => same(scope, store(scope))],
    [5, "declaration", () => declaration(scope)],
    [nested ? 7 : 0, "loop", () => same(scope, ...loop(scope))],
    [nested ? 4 : 0, "branch", () => same(scope, ...branch(scope))],
    [nested ? 1 : 0, "choice", () => same(scope, ...choice(scope))],
    [3, "exit", () => same(scope, ...exit(scope))],
    [nested ? 2 : 0, "handler", () => same(scope, ...handler(scope))],
    [scope.catches === true ? 3 : 0, "throw", () => same(scope, ...throwing(scope))],
    [5, "array", () => arrayStatement(scope)],
    [nested ? 3 : 0, "kernel", () => kernel(scope)],
    [3, "record", () => same(scope, ...recordStatement(scope))],
    [length === undefined ? 3 : 0, "growth", () => same(scope, ...growth(scope))],
    [nested && scope.loops.length < 2 ? 2 : 0, "traversal", () => same(scope, ...traversal(scope))],
    [nested ? 1 : 0, "closure", () => closure(scope)],
    [2, "call", () => same(scope, ...callStatement(scope))],
    [1, "counting", () => same(scope, ...counting(scope))],
    [scope.sum === undefined ? 0 : 8, "gain", () => same(scope, gain(scope, numberOf(scope)))],
    [nested ? 1 : 0, "labelled", () => same(scope, ...labelledBlock(scope))],
  ];
  const more = scope.g.constructs.flatMap(({ statements }) => statements);
  if (more.length > 0 && pick.chance(0.5)) {
    const weighted = more.map(({ weight, make }) => [weight, make] as const);
    return pick.weighted(weighted)(scope);
  }
  const liked = kinds.map(([weight, kind, make]) => [weight * liking(kind), make] as const);
  const any = liked.some(([weight]) => weight > 0);
  return any ? pick.weighted(liked)() : same(scope, assignment(scope));
}

/** Changes a local number, and keeps it small. */
export function assignment(scope: Scope): string {
  const { pick } = scope.g;
  const target = pick.maybe(variablesOf(scope, "num").filter((variable) => variable.assignable));
  return target === undefined ? store(scope) : update(scope, target.name);
}

/** `target op= …` in a form that keeps a value of moderate size. */
export function update(scope: Scope, target: string): string {
  const { pick } = scope.g;
  return pick.weighted<() => string>([
    [4, () => `${target} += 0.1 * ${numberOf(scope)};`],
    [3, () => `${target} = Math.sin(${numberOf(scope)});`],
    [2, () => `${target} = 0.5 * ${target} + ${pick.one(["0.2", "0.3"])} * ${numberOf(scope)};`],
    [2, () => `${target} *= Math.cos(${numberOf(scope, 2)});`],
    [2, () => `${target} -= 0.2 * ${numberOf(scope, 2)};`],
    [1, () => `${target} = ${atom(scope)};`],
    [1, () => `${target} = ${target} * ${atom(scope)};`],
    [1, () => `${target} /= 1.2 + ${atom(scope)} ** 2;`],
    [1, () => `${target} = ${pick.one(["0", "1", "0.5"])};`],
  ])();
}

function store(scope: Scope): string {
  const { pick } = scope.g;
  const target = pick.chance(0.7) ? (element(scope) ?? field(scope)) : (field(scope) ?? element(scope));
  if (target !== undefined) return update(scope, target);
  const local = pick.maybe(variablesOf(scope, "num").filter((variable) => variable.assignable));
  return local === undefined ? ";" : update(scope, local.name);
}

const hints: Partial<Readonly<Record<Type, string>>> = {
  num: "a",
  int: "c",
  flag: "flag",
  nums: "xs",
  f64: "fs",
  rows: "rows",
  frows: "blocks",
  point: "p",
  body: "body",
  points: "points",
  pair: "pair",
  void: "unit",
};

export const hintOf = (scope: Scope, type: Type): string => kindOf(scope, type)?.hint ?? hints[type] ?? type;

function declaration(scope: Scope): Made {
  const { pick, fresh, liking } = scope.g;
  const type = pick.weighted<Type>([
    [7, "num"],
    [2, "int"],
    [1, "flag"],
    [2 * liking("nums"), "nums"],
    [2 * liking("f64"), "f64"],
    [liking("rows"), "rows"],
    [liking("frows"), "frows"],
    [2 * liking("point"), "point"],
    [liking("body"), "body"],
    [liking("points"), "points"],
    [liking("pair"), "pair"],
    ...constructTypes(scope.g).map(([weight, known]) => [4 * weight, known] as const),
  ]);
  if ((type === "pair" || type === "point") && pick.chance(0.4)) return destructuring(scope, type);
  return declare(
    scope,
    type,
    aValue(scope, type, type === "num" ? 3 : 2),
    fresh(hintOf(scope, type)),
    pick.chance(0.6),
  );
}

export function declare(scope: Scope, type: Type, value: string, name: string, assignable: boolean): Made {
  const variable: Variable = { name, type, assignable: assignable && type !== "int" };
  const keyword = assignable ? "let" : "const";
  return { lines: [`${keyword} ${name}: ${typeText(scope, type)} = ${value};`], scope: withVariables(scope, variable) };
}

function destructuring(scope: Scope, type: "pair" | "point"): Made {
  const { fresh, pick } = scope.g;
  const value = aValue(scope, type, 2);
  const [a, b] = [fresh("u"), fresh("v")];
  const pattern = type === "pair" ? `[${a}, ${b}]` : `{ x: ${a}, y: ${b} }`;
  const assignable = pick.chance(0.5);
  return {
    lines: [`${assignable ? "let" : "const"} ${pattern} = ${value};`],
    scope: withVariables(scope, { name: a, type: "num", assignable }, { name: b, type: "num", assignable }),
  };
}

function branch(scope: Scope): string[] {
  const { pick } = scope.g;
  const head = `if (${conditionOf(scope)}) {`;
  const then = block(scope, 1 + pick.below(3));
  if (pick.chance(0.5)) return [head, ...then, "}"];
  return [head, ...then, "} else {", ...block(scope, 1 + pick.below(2)), "}"];
}

function choice(scope: Scope): string[] {
  const { pick } = scope.g;
  const subject = `${aVariable(scope, "int")?.name ?? `Math.floor(Math.abs(${atom(scope)}) * 3)`} % 3`;
  // A break inside belongs to the switch, and a continue to the loop around.
  const inside: Scope = { ...scope, depth: scope.depth + 1 };
  const clause = (head: string): string[] => {
    const body = indented(statements(inside, 1 + pick.below(2)).lines);
    const end = pick.chance(0.75) ? ["  break;"] : [];
    return [`${head} {`, ...body, ...end, "}"];
  };
  return [
    `switch (${subject}) {`,
    ...indented([...clause("case 0:"), ...clause("case 2:"), ...(pick.chance(0.6) ? clause("default:") : [])]),
    "}",
  ];
}

/** Leaves a loop or the function, under a condition. */
export function exit(scope: Scope): string[] {
  const { pick } = scope.g;
  const condition = conditionOf(scope);
  const inner = scope.loops.at(-1);
  const labels = scope.loops.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const jump = (): string => {
    const label = pick.chance(0.4) ? pick.maybe(labels) : undefined;
    if (inner === undefined || pick.chance(0.2)) return returnStatement(scope);
    return `${pick.one(["break", "continue"])}${label === undefined ? "" : ` ${label}`};`;
  };
  if (inner === undefined && pick.chance(0.6)) return [assignment(scope)];
  if (pick.chance(0.3)) return [`if (${condition}) {`, ...block(scope, 1), `  ${jump()}`, "}"];
  return [`if (${condition}) ${jump()}`];
}

const returnStatement = (scope: Scope): string =>
  scope.returns === "void" ? "return;" : `return ${aValue(scope, scope.returns, 2)};`;

/** Records: aliases, exchanges and new values. */
function recordStatement(scope: Scope): string[] {
  const { pick } = scope.g;
  const type = pick.one(["point", "body", "points", "pair"] as const);
  const targets = variablesOf(scope, type).filter((variable) => variable.assignable);
  const [a, b] = [pick.maybe(targets), pick.maybe(targets)];
  if (a !== undefined && b !== undefined && a !== b && pick.chance(0.5))
    return [`[${a.name}, ${b.name}] = [${b.name}, ${a.name}];`];
  if (a !== undefined) return [`${a.name} = ${aValue(scope, type, 2)};`];
  const body = aVariable(scope, "body", "points");
  if (body === undefined) return [store(scope)];
  if (body.type === "points") return [`${body.name}[0] = ${aValue(scope, "point", 2)};`];
  return pick.chance(0.5)
    ? [`${body.name}.at = ${aValue(scope, "point", 2)};`]
    : [`${body.name}.trace = ${aValue(scope, "nums", 2)};`];
}

/** Something for the result. */
const gain = (scope: Scope, value: string): string =>
  `${scope.sum} += ${scope.g.pick.one(["0.2 * ", "", "0.5 * "])}${value};`;

/** A number that may be added to: the sum of the whole function, or a local. */
export function aTotal(scope: Scope): string | undefined {
  const { pick } = scope.g;
  if (scope.sum !== undefined && pick.chance(0.7)) return scope.sum;
  return pick.maybe(variablesOf(scope, "num").filter((variable) => variable.assignable))?.name;
}

/** A counter that is no loop's own. */
function counting(scope: Scope): string[] {
  const counter = scope.g.pick.maybe(
    variablesOf(scope, "int").filter(({ index, name }) => index === undefined && name.startsWith("count")),
  );
  return [counter === undefined ? assignment(scope) : `${counter.name}${scope.g.pick.one(["++", " += 2"])};`];
}

/** A block that is left by its label. */
function labelledBlock(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const label = fresh("part");
  const first = block(scope, 1 + pick.below(2));
  const leave = `  if (${conditionOf(scope)}) break ${label};`;
  return [`${label}: {`, ...first, leave, ...block(scope, 1 + pick.below(2)), "}"];
}
