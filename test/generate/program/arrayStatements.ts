import { conditionOf, numberOf, subscript } from "./numbers.js";
import { aVariable, type Made, type Scope, type Type, variablesOf, withVariables } from "./scope.js";
import { assignment, block, declare, hintOf, indented, statements, update } from "./statements.js";
import { aValue } from "./values.js";

const arrayTypes = ["nums", "f64", "rows", "frows"] as const;

/** Array variables: aliases, copies, choices, exchanges; rows: shared and exchanged; whole-array methods. */
export function arrayStatement(scope: Scope): Made {
  const { pick, fresh } = scope.g;
  const type = pick.weighted<(typeof arrayTypes)[number]>([
    [3, "nums"],
    [3, "f64"],
    [2, "rows"],
    [1, "frows"],
  ]);
  const targets = variablesOf(scope, type).filter((variable) => variable.assignable);
  const [a, b] = [pick.maybe(targets), pick.maybe(targets)];
  const same = (...lines: string[]): Made => ({ lines, scope });
  return pick.weighted<() => Made>([
    [
      3,
      () =>
        a === undefined
          ? declare(scope, type, aValue(scope, type, 2), fresh(hintOf(scope, type)), true)
          : same(`${a.name} = ${aValue(scope, type, 2)};`),
    ],
    [2, () => exchange(scope, type, a?.name, b?.name)],
    [2, () => same(rowStatement(scope))],
    [1, () => same(wholeArray(scope))],
    [1, () => build(scope)],
  ])();
}

function exchange(scope: Scope, type: Type, a: string | undefined, b: string | undefined): Made {
  const { pick, fresh } = scope.g;
  if (a === undefined || b === undefined || a === b)
    return declare(scope, type, aValue(scope, type, 2), fresh(hintOf(scope, type)), true);
  if (pick.chance(0.5)) return { lines: [`[${a}, ${b}] = [${b}, ${a}];`], scope };
  const t = fresh("t");
  return { lines: [`const ${t} = ${a};`, `${a} = ${b};`, `${b} = ${t};`], scope };
}

function rowStatement(scope: Scope): string {
  const { pick } = scope.g;
  const rows = aVariable(scope, "rows", "frows", "points");
  if (rows === undefined) return assignment(scope);
  const at = (): string => `${rows.name}[${subscript(scope, rows.name)}]`;
  if (pick.chance(0.4)) return `${at()} = ${at()};`;
  if (pick.chance(0.3)) {
    const [a, b] = [at(), at()];
    return `[${a}, ${b}] = [${b}, ${a}];`;
  }
  return `${at()} = ${aValue(scope, rows.type === "rows" ? "nums" : rows.type === "frows" ? "f64" : "point", 2)};`;
}

function wholeArray(scope: Scope): string {
  const { pick } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  if (array === undefined) return assignment(scope);
  return pick.one([
    `${array.name}.reverse();`,
    `${array.name}.fill(${numberOf(scope, 1)});`,
    `${array.name}.fill(${numberOf(scope, 1)}, 1);`,
  ]);
}

/** Makes an array element by element. */
function build(scope: Scope): Made {
  const { pick, fresh, length } = scope.g;
  const name = fresh("ys");
  const i = fresh("i");
  const source = aVariable(scope, "nums", "f64");
  const end = length ?? (source === undefined ? 3 : `${source.name}.length`);
  const index = {
    name: i,
    type: "int",
    assignable: false,
    index: { of: source?.assignable ? undefined : source?.name, low: 0, high: 0 },
  } as const;
  const inside = withVariables(
    { ...scope, loops: [...scope.loops, { label: undefined }], depth: scope.depth + 2 },
    index,
  );
  const made = pick.chance(0.5) && length === undefined ? statements(inside, 1) : { lines: [], scope: inside };
  const value = numberOf(made.scope, 2);
  const add = pick.chance(0.5) && made.lines.length === 0 ? `${name}[${i}] = ${value};` : `${name}.push(${value});`;
  return {
    lines: [
      `const ${name}: number[] = [];`,
      `for (let ${i} = 0; ${i} < ${end}; ${i}++) {`,
      ...indented([...made.lines, add]),
      "}",
      ...(length === undefined ? [`if (${name}.length === 0) ${name}.push(${numberOf(scope, 1)});`] : []),
    ],
    scope: withVariables(scope, { name, type: "nums", assignable: false }),
  };
}

/** Lengthens or shortens an array, within bounds. */
export function growth(scope: Scope): string[] {
  const { pick } = scope.g;
  const array = aVariable(scope, "nums", "rows", "points");
  if (array === undefined) return [assignment(scope)];
  const { name, type } = array;
  const item = aValue(scope, type === "rows" ? "nums" : type === "points" ? "point" : "num", 2);
  const target = pick.maybe(variablesOf(scope, "num").filter((variable) => variable.assignable));
  if (type === "nums" && target !== undefined && pick.chance(0.3))
    return [`if (${name}.length > 2) ${target.name} += 0.3 * ${name}.pop()!;`];
  if (pick.chance(0.2)) return [`if (${name}.length > 1) ${name}.pop();`];
  const limit = 3 + pick.below(4);
  const add = pick.chance(0.6) ? `${name}.push(${item})` : `${name}[${name}.length] = ${item}`;
  return [`if (${name}.length < ${limit}) ${add};`];
}

/** `forEach` with a body that changes what it captures. */
export function traversal(scope: Scope): string[] {
  const { pick, fresh, spend } = scope.g;
  const array = aVariable(scope, "nums", "f64");
  if (array === undefined || !spend(2)) return [assignment(scope)];
  const [item, k] = [fresh("item"), fresh("k")];
  const inPlace = array.type === "nums" && pick.chance(0.3);
  const inside: Scope = {
    ...withVariables(
      scope,
      { name: item, type: "num", assignable: false },
      {
        name: k,
        type: "int",
        assignable: false,
        index: { of: array.assignable ? undefined : array.name, low: 0, high: 0 },
      },
    ),
    loops: [],
    returns: inPlace ? "num" : "void",
    depth: scope.depth + 1,
  };
  if (inPlace) {
    const body = block(inside, 1 + pick.below(2));
    return [
      `mapInPlace(${array.name}, (${item}, ${k}) => {`,
      ...body,
      `  return Math.sin(${numberOf(inside, 2)});`,
      "});",
    ];
  }
  const early = pick.chance(0.3) ? [`  if (${conditionOf(inside, 1)}) return;`] : [];
  const element = `${array.name}[${k}]`;
  const last = scope.g.length !== undefined && pick.chance(0.4) ? [`  ${update(inside, element)}`] : [];
  return [`${array.name}.forEach((${item}, ${k}) => {`, ...early, ...block(inside, 1 + pick.below(2)), ...last, "});"];
}
