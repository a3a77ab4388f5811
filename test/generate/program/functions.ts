import { callText, conditionOf, isReachable } from "./numbers.js";
import {
  type Callable,
  constructTypes,
  type Generation,
  type Made,
  type Scope,
  type Type,
  typeText,
  variablesOf,
  withVariables,
} from "./scope.js";
import { assignment, hintOf, indented, statements } from "./statements.js";
import { aValue } from "./values.js";

const parameterTypes: readonly (readonly [number, Type])[] = [
  [5, "num"],
  [3, "nums"],
  [2, "f64"],
  [1, "rows"],
  [1, "frows"],
  [2, "point"],
  [1, "body"],
  [1, "points"],
];

const resultTypes: readonly (readonly [number, Type])[] = [
  [5, "num"],
  [2, "nums"],
  [1, "f64"],
  [1, "rows"],
  [2, "point"],
  [1, "body"],
  [1, "pair"],
  [2, "void"],
];

/** A function of the module, which may call those before it, and itself to a bounded depth. */
export function helper(module: Scope, name: string): { readonly lines: string[]; readonly callable: Callable } {
  const { g } = module;
  const { pick } = g;
  const more = constructTypes(g);
  const params = Array.from({ length: 1 + pick.below(3) }, () => pick.weighted([...parameterTypes, ...more]));
  const result = pick.weighted([...resultTypes, ...more]);
  const recursive = pick.chance(0.45);
  const callable: Callable = { name, params, result, recursive };
  const used = new Map<string, number>();
  const variables = params.map((type) => {
    const count = used.get(type) ?? 0;
    used.set(type, count + 1);
    return {
      name: `${hintOf(module, type)}${count === 0 ? "" : count + 1}`,
      type,
      assignable: type === "num" && pick.chance(0.5),
    };
  });
  const depth = { name: "depth", type: "int", assignable: false } as const;
  const scope: Scope = {
    g: local(
      g,
      variables.map((variable) => variable.name),
    ),
    variables: recursive ? [...variables, depth] : variables,
    callables: module.callables,
    loops: [],
    returns: result,
    depth: 2,
    catches: pick.chance(0.25),
  };
  const stop = recursive ? [`if (depth <= 0) ${giveBack(scope)}`] : [];
  const made = statements(scope, 1 + pick.below(3));
  const again = recursive ? repetition(made.scope, callable) : made;
  const body = [...stop, ...made.lines, ...(recursive ? again.lines : []), giveBack(again.scope)];
  const signature = [
    ...variables.map((variable) => `${variable.name}: ${typeText(scope, variable.type)}`),
    ...(recursive ? ["depth: number"] : []),
  ];
  return {
    lines: [`function ${name}(${signature.join(", ")}): ${typeText(scope, result)} {`, ...indented(body), "}"],
    callable,
  };
}

/** Names of a function of its own: those of its parameters are taken. */
function local(g: Generation, names: readonly string[]): Generation {
  const taken = new Set(names);
  const fresh = (hint: string): string => {
    for (;;) {
      const name = g.fresh(hint);
      if (!taken.has(name)) return name;
    }
  };
  return { ...g, fresh };
}

const giveBack = (scope: Scope): string =>
  scope.returns === "void" ? "return;" : `return ${aValue(scope, scope.returns, 2)};`;

/** The recursive call: one, its result used where there is one. */
function repetition(scope: Scope, callable: Callable): Made {
  const { fresh, pick } = scope.g;
  const args = callable.params.map((type) => aValue(scope, type, 1));
  const text = `${callable.name}(${[...args, "depth - 1"].join(", ")})`;
  const condition = pick.chance(0.3) ? `if (${conditionOf(scope, 1)}) ` : "";
  if (callable.result === "void" || condition !== "") return { lines: [`${condition}${text};`], scope };
  const name = fresh(hintOf(scope, callable.result));
  return {
    lines: [`const ${name} = ${text};`],
    scope: withVariables(scope, { name, type: callable.result, assignable: false }),
  };
}

/** A local function of one number that may change what it captures. */
export function closure(scope: Scope): Made {
  const { pick, fresh, spend } = scope.g;
  if (!spend(1)) return { lines: [assignment(scope)], scope };
  const name = fresh("step");
  const parameter = fresh("h");
  const inside: Scope = {
    ...withVariables(scope, { name: parameter, type: "num", assignable: pick.chance(0.3) }),
    loops: [],
    returns: "num",
    depth: scope.depth + 2,
  };
  const made = statements(inside, 1 + pick.below(2));
  const callable: Callable = { name, params: ["num"], result: "num", recursive: false };
  return {
    lines: [
      `const ${name} = (${parameter}: number): number => {`,
      ...indented([...made.lines, giveBack(made.scope)]),
      "};",
    ],
    scope: { ...scope, callables: [...scope.callables, callable] },
  };
}

/** Calls a function for what it does, or for its result. */
export function callStatement(scope: Scope): string[] {
  const { pick, spend } = scope.g;
  const callable = pick.maybe(scope.callables.filter((one) => isReachable(scope, one)));
  if (callable === undefined || !spend(2)) return [assignment(scope)];
  const target = pick.maybe(variablesOf(scope, callable.result).filter((variable) => variable.assignable));
  const call = callText(scope, callable, 2);
  if (callable.result === "num")
    return target === undefined ? [`${call};`] : [`${target.name} = 0.6 * ${target.name} + 0.2 * ${call};`];
  return callable.result === "void" || target === undefined ? [`${call};`] : [`${target.name} = ${call};`];
}
