import { conditionOf, numberOf } from "./numbers.js";
import { aVariable, type Scope, type Type, type Variable, variablesOf, withVariables } from "./scope.js";
import { assignment, block, indented } from "./statements.js";

/** A loop of any kind that ends soon. */
export function loop(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const label = pick.chance(0.25) ? fresh("outer") : undefined;
  const inside: Scope = { ...scope, loops: [...scope.loops, { label }], depth: scope.depth + 1 };
  const lines = pick.weighted<() => string[]>([
    [8, () => counted(inside)],
    [2, () => elements(inside)],
    [2, () => whileLoop(inside)],
    [1, () => doLoop(inside)],
    [1, () => endless(inside)],
    [1, () => towardsEachOther(inside)],
  ])();
  const at = lines.findIndex((line) => /^(for|while|do)\b/.test(line));
  return label === undefined ? lines : lines.map((line, k) => (k === at ? `${label}: ${line}` : line));
}

const size = (scope: Scope): number => 1 + scope.g.pick.below(scope.loops.length > 2 ? 2 : 4);

interface Head {
  readonly text: string;
  readonly index: Variable;
}

function counted(scope: Scope): string[] {
  const { text, index } = head(scope);
  return [`for (${text}) {`, ...block(withVariables(scope, index), size(scope)), "}"];
}

function head(scope: Scope): Head {
  const { pick, fresh, length } = scope.g;
  const i = fresh("i");
  const bounded = (low: number, high: number, of?: string): Variable => ({
    name: i,
    type: "int",
    assignable: false,
    index: { of, low, high },
  });
  const up = (from: string | number, to: string): string => `let ${i} = ${from}; ${i} < ${to}; ${i}++`;
  const free: Variable = { name: i, type: "int", assignable: false };
  const array = aVariable(scope, "nums", "f64", "rows", "frows", "points");
  if (length === undefined) {
    if (array !== undefined && pick.chance(0.6)) {
      const of = array.assignable ? undefined : array.name;
      if (pick.chance(0.2))
        return { text: `let ${i} = ${array.name}.length - 1; ${i} >= 0; ${i}--`, index: bounded(0, 0, undefined) };
      return { text: up(0, `${array.name}.length`), index: bounded(0, 0, of) };
    }
    return { text: up(0, bound(scope)), index: free };
  }
  const end = array !== undefined && pick.chance(0.6) ? `${array.name}.length` : String(length);
  const outer = pick.maybe(variablesOf(scope, "int").filter(({ index }) => index?.low === 0 && index.high === 0));
  return pick.weighted<() => Head>([
    [8, () => ({ text: up(0, end), index: bounded(0, 0) })],
    [2, () => ({ text: up(1, end), index: bounded(1, 0) })],
    [2, () => ({ text: up(0, `${end} - 1`), index: bounded(0, 1) })],
    [1, () => ({ text: up(1, `${end} - 1`), index: bounded(1, 1) })],
    [2, () => ({ text: `let ${i} = ${end} - 1; ${i} >= 0; ${i}--`, index: bounded(0, 0) })],
    [1, () => ({ text: `let ${i} = 0; ${i} < ${end}; ${i} += 2`, index: bounded(0, 0) })],
    [outer === undefined ? 0 : 2, () => ({ text: up(0, outer?.name ?? end), index: bounded(0, 0) })],
    [
      outer === undefined ? 0 : 1,
      () => ({ text: `let ${i} = 0; ${i} <= ${outer?.name ?? 0}; ${i}++`, index: bounded(0, 0) }),
    ],
    [outer === undefined ? 0 : 1, () => ({ text: up(outer?.name ?? 0, end), index: bounded(0, 0) })],
    [2, () => ({ text: up(0, bound(scope)), index: free })],
  ])();
}

/** A number of iterations: constant, a parameter, none at all, or from data. */
function bound(scope: Scope): string {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int");
  return pick.weighted<() => string>([
    [4, () => String(2 + pick.below(3))],
    [3, () => (integer === undefined || integer.name.startsWith("count") ? "2" : integer.name)],
    [1, () => "0"],
    [1, () => `Math.floor(2 + 2 * Math.sin(${numberOf(scope, 1)}))`],
  ])();
}

const elementTypes: Partial<Record<Type, Type>> = { rows: "nums", frows: "f64", points: "point" };

function elements(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const array = aVariable(scope, "nums", "f64", "rows", "frows", "points");
  if (array === undefined) return counted(scope);
  const type = elementTypes[array.type] ?? "num";
  const name = fresh(type === "num" ? "item" : type === "point" ? "q" : "row");
  const keyword = type === "num" && pick.chance(0.3) ? "let" : "const";
  const inside = withVariables(scope, { name, type, assignable: keyword === "let" });
  // An array that its own loop lengthens would never end.
  const over = scope.g.length === undefined ? `${array.name}.slice()` : array.name;
  return [`for (${keyword} ${name} of ${over}) {`, ...block(inside, size(scope)), "}"];
}

function whileLoop(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const count = fresh("count");
  const inside = withVariables(scope, { name: count, type: "int", assignable: false });
  // The counter comes first, so that a continue does not skip it.
  const limit = String(1 + pick.below(4));
  const condition = pick.chance(0.3) ? `${count} < ${limit}` : `${count} < ${limit} && ${conditionOf(scope, 1)}`;
  return [
    `let ${count} = 0;`,
    `while (${condition}) {`,
    ...indented([`${count}++;`]),
    ...block(inside, size(scope)),
    "}",
  ];
}

function doLoop(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const count = fresh("count");
  const inside = withVariables(scope, { name: count, type: "int", assignable: false });
  const condition = `${count} < ${1 + pick.below(4)} && ${conditionOf(scope, 1)}`;
  return [
    `let ${count} = 0;`,
    "do {",
    ...indented([`${count}++;`]),
    ...block(inside, size(scope)),
    `} while (${condition});`,
  ];
}

/** A loop that only a break ends. */
function endless(scope: Scope): string[] {
  const { pick, fresh } = scope.g;
  const count = fresh("count");
  const inside = withVariables(scope, { name: count, type: "int", assignable: false });
  const end = `if (${count}++ >= ${1 + pick.below(4)}${pick.chance(0.5) ? ` || ${conditionOf(scope, 1)}` : ""}) break;`;
  const before = pick.chance(0.3) ? [`  ${assignment(scope)}`] : [];
  return [
    `let ${count} = 0;`,
    pick.one(["for (;;) {", "while (true) {"]),
    ...before,
    `  ${end}`,
    ...block(inside, size(scope)),
    "}",
  ];
}

/** Two indices that meet in the middle. */
function towardsEachOther(scope: Scope): string[] {
  const { fresh, length } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  if (array === undefined || length === undefined) return counted(scope);
  const [i, j] = [fresh("i"), fresh("j")];
  const index = (name: string): Variable => ({
    name,
    type: "int",
    assignable: false,
    index: { of: undefined, low: 0, high: 0 },
  });
  const head = `for (let ${i} = 0, ${j} = ${array.name}.length - 1; ${i} < ${j}; ${i}++, ${j}--) {`;
  return [head, ...block(withVariables(scope, index(i), index(j)), size(scope)), "}"];
}
