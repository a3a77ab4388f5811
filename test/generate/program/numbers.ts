import {
  aVariable,
  type Callable,
  constructTypes,
  type Kind,
  kindOf,
  type Scope,
  type Type,
  type Variable,
  variablesOf,
  withVariables,
} from "./scope.js";
import { aValue } from "./values.js";

const constants = ["0.5", "0.3", "1.5", "2", "0.1", "1", "0.7", "0.25"] as const;

/** An expression for a number, of bounded size where its parts are. */
export function numberOf(scope: Scope, depth = 3): string {
  const { pick } = scope.g;
  if (depth <= 0 || pick.chance(0.15)) return atom(scope);
  if (pick.chance(0.25)) return ofConstruct(scope, depth) ?? atom(scope);
  return pick.weighted<() => string>([
    [6, () => atom(scope)],
    [8, () => operation(scope, depth)],
    [4, () => mathCall(scope, depth)],
    [2, () => `(${conditionOf(scope, 1)} ? ${numberOf(scope, depth - 1)} : ${numberOf(scope, depth - 1)})`],
    [2, () => callOf(scope, "num", depth) ?? atom(scope)],
    [1, () => reduction(scope)],
    [1, () => sideEffect(scope)],
  ])();
}

/** A number that one of the program's constructs gives. */
function ofConstruct(scope: Scope, depth: number): string | undefined {
  const { pick, constructs } = scope.g;
  const other = pick.maybe(constructs.flatMap(({ numbers }) => numbers));
  if (other !== undefined && pick.chance(0.4)) return other(scope, depth);
  return inside(scope, (kind, name) => kind.numbers(scope, name, depth - 1));
}

/** One of what a variable of a construct's type gives. */
function inside(scope: Scope, parts: (kind: Kind, name: string) => readonly string[]): string | undefined {
  const types = constructTypes(scope.g).map(([, type]) => type);
  const variable = aVariable(scope, ...types);
  const kind = variable && kindOf(scope, variable.type);
  return variable && kind && scope.g.pick.maybe(parts(kind, variable.name));
}

/** A variable, an element, a field or a constant. */
export function atom(scope: Scope): string {
  const { pick } = scope.g;
  return pick.weighted<() => string>([
    [5, () => aVariable(scope, "num")?.name ?? pick.one(constants)],
    [4, () => element(scope) ?? pick.one(constants)],
    [2, () => field(scope) ?? pick.one(constants)],
    [1, () => pick.one(constants)],
    [1, () => scaledInteger(scope)],
  ])();
}

const scaledInteger = (scope: Scope): string => {
  const integer = aVariable(scope, "int");
  return integer === undefined ? "0.4" : `${integer.name} * 0.1`;
};

function operation(scope: Scope, depth: number): string {
  const { pick } = scope.g;
  const a = numberOf(scope, depth - 1);
  const b = numberOf(scope, depth - 1);
  const operator = pick.weighted([
    [3, "+"],
    [2, "-"],
    [4, "*"],
    [1, "/"],
    [1, "**"],
  ] as const);
  if (operator === "/") return `(${a} / (1.5 + ${b} * ${b}))`;
  if (operator === "**") return `(${a}) ** ${pick.one(["2", "3"] as const)}`;
  return `(${a} ${operator} ${b})`;
}

function mathCall(scope: Scope, depth: number): string {
  const { pick } = scope.g;
  const a = (): string => numberOf(scope, depth - 1);
  return pick.weighted<() => string>([
    [4, () => `Math.sin(${a()})`],
    [3, () => `Math.cos(${a()})`],
    [3, () => `Math.tanh(${a()})`],
    [2, () => `Math.exp(-Math.abs(${a()}))`],
    [2, () => `Math.exp(Math.sin(${a()}))`],
    [2, () => `Math.sqrt(1 + (${a()}) ** 2)`],
    [2, () => `Math.log(1 + (${a()}) ** 2)`],
    [1, () => `Math.log1p(Math.exp(Math.cos(${a()})))`],
    [1, () => `Math.atan(${a()})`],
    [1, () => `Math.atan2(${a()}, 1.2 + Math.cos(${a()}))`],
    [1, () => `Math.hypot(${a()}, ${a()})`],
    [1, () => `Math.abs(${a()})`],
    [1, () => `Math.${pick.one(["max", "min"])}(${a()}, ${a()})`],
    [1, () => `Math.pow(1.1 + Math.sin(${a()}), ${a()})`],
    [1, () => `Math.floor(3 * ${a()}) * 0.2`],
    [1, () => `-${atom(scope)}`],
  ])();
}

/** A subscript within the array `name`. */
export function subscript(scope: Scope, name: string, isVariable = true): string {
  const { pick, length } = scope.g;
  const integers = variablesOf(scope, "int");
  if (length !== undefined) {
    const indices = integers.filter((integer) => integer.index !== undefined);
    const index = pick.maybe(indices.slice(-3));
    if (index !== undefined && pick.chance(0.8)) return shifted(scope, index);
    const counter = pick.maybe(integers);
    return counter !== undefined && pick.chance(0.5) ? `${counter.name} % ${length}` : `${pick.below(length)}`;
  }
  const own = integers.filter((integer) => integer.index?.of === name);
  const index = pick.maybe(own);
  if (isVariable && index !== undefined && pick.chance(0.85)) return index.name;
  const counter = pick.maybe(integers.slice(-3));
  if (counter?.name.startsWith("count") && pick.chance(0.2)) return `${counter.name}++ % ${name}.length`;
  if (counter !== undefined && pick.chance(0.6)) return `${counter.name} % ${name}.length`;
  if (pick.chance(0.1)) return `Math.floor(Math.abs(${atom(scope)}) * 4) % ${name}.length`;
  return pick.chance(0.3) ? `${name}.length - 1` : "0";
}

function shifted(scope: Scope, { name, index }: Variable): string {
  const { pick, length } = scope.g;
  const kind = pick.below(6);
  if (kind === 0 && (index?.low ?? 0) > 0) return `${name} - 1`;
  if (kind === 1 && (index?.high ?? 0) > 0) return `${name} + 1`;
  if (kind === 2 && length !== undefined && index?.low === 0 && index.high === 0) return `${length - 1} - ${name}`;
  return name;
}

/** An element of an array; undefined if there is no array. */
export function element(scope: Scope): string | undefined {
  const array = aVariable(scope, "nums", "f64", "rows", "frows");
  if (array === undefined) return undefined;
  const first = `${array.name}[${subscript(scope, array.name)}]`;
  return array.type === "rows" || array.type === "frows" ? `${first}[${subscript(scope, first, false)}]` : first;
}

/** A field of a record or an element of a tuple. */
export function field(scope: Scope): string | undefined {
  const { pick } = scope.g;
  const place = pick.chance(0.5) ? inside(scope, (kind, name) => kind.places(scope, name)) : undefined;
  if (place !== undefined) return place;
  const record = aVariable(scope, "point", "body", "points", "pair");
  if (record === undefined) return undefined;
  const { name, type } = record;
  if (type === "point") return `${name}.${pick.one(["x", "y"])}`;
  if (type === "pair") return `${name}[${pick.below(2)}]`;
  if (type === "points") return `${name}[${subscript(scope, name)}].${pick.one(["x", "y"])}`;
  if (pick.chance(0.3)) return `${name}.trace[${subscript(scope, `${name}.trace`, false)}]`;
  return pick.one([`${name}.w`, `${name}.at.x`, `${name}.at.y`]);
}

/** What can be assigned: a variable, an element or a field; undefined if there is nothing. */
export function place(scope: Scope): string | undefined {
  const { pick } = scope.g;
  const local = assignable(scope);
  const inner = pick.chance(0.5) ? element(scope) : field(scope);
  return pick.chance(0.4) ? (local ?? inner) : (inner ?? local);
}

/** A number's variable that can be assigned. */
export const assignable = (scope: Scope): string | undefined =>
  scope.g.pick.maybe(variablesOf(scope, "num").filter((variable) => variable.assignable))?.name;

/** A call of a known function with that result. */
export function callOf(scope: Scope, result: Type, depth: number): string | undefined {
  const { pick, spend } = scope.g;
  const callable = pick.maybe(scope.callables.filter((one) => one.result === result && isReachable(scope, one)));
  if (callable === undefined || !spend(scope.loops.length > 1 ? 3 : 2)) return undefined;
  return callText(scope, callable, depth);
}

/** Whether there is an object for a method. */
export const isReachable = (scope: Scope, { of }: Callable): boolean =>
  of === undefined || variablesOf(scope, of).length > 0;

export function callText(scope: Scope, callable: Callable, depth: number): string {
  const { params, result, recursive, of } = callable;
  const object = of === undefined ? undefined : (aVariable(scope, of)?.name ?? "");
  const name = object === undefined ? callable.name : `${object}.${callable.name}`;
  const unary = object === undefined && params.length === 1 && params[0] === "num" && result === "num" && !recursive;
  if (unary && scope.g.pick.chance(0.2)) return `twice(${name}, ${numberOf(scope, depth - 1)})`;
  const args = params.map((type) => (type === "num" ? numberOf(scope, depth - 1) : aValue(scope, type, 1)));
  if (recursive) args.push(String(1 + scope.g.pick.below(3)));
  return `${name}(${args.join(", ")})`;
}

function reduction(scope: Scope): string {
  const { pick, spend } = scope.g;
  if (scope.loops.length > 1 || !spend(1)) return atom(scope);
  const array = aVariable(scope, "nums", "f64");
  if (array === undefined) return atom(scope);
  const inner = withVariables(
    scope,
    { name: "acc", type: "num", assignable: false },
    { name: "item", type: "num", assignable: false },
  );
  const step = pick.one([`acc + item * ${numberOf(inner, 1)}`, `0.5 * acc + ${numberOf(inner, 2)}`]);
  const method = pick.one(["reduce", "reduce", "reduceRight"]);
  return `${array.name}.${method}((acc, item) => ${step}, ${atom(scope)})`;
}

/** An expression that changes something: the order of evaluation matters. */
function sideEffect(scope: Scope): string {
  const { pick } = scope.g;
  const target = pick.maybe(variablesOf(scope, "num").filter((variable) => variable.assignable));
  const array = aVariable(scope, "nums", "f64");
  if (array !== undefined && pick.chance(0.5))
    return `(${array.name}[${subscript(scope, array.name)}] ${pick.one(["=", "+=", "*="])} Math.sin(${atom(scope)}))`;
  if (target === undefined) return atom(scope);
  return `(${target.name} ${pick.one(["=", "+=", "-="])} ${pick.one(["0.2", "0.5"])} * ${atom(scope)})`;
}

/** A condition on numbers, integers or identities. */
export function conditionOf(scope: Scope, depth = 2): string {
  const { pick } = scope.g;
  return pick.weighted<() => string>([
    [6, () => comparison(scope, depth)],
    [3, () => integerTest(scope)],
    [1, () => aVariable(scope, "flag")?.name ?? integerTest(scope)],
    [
      1,
      () =>
        depth > 1
          ? `(${conditionOf(scope, 1)} ${pick.one(["&&", "||"])} ${conditionOf(scope, 1)})`
          : integerTest(scope),
    ],
    [1, () => `!(${conditionOf(scope, 1)})`],
    [1, () => sameObject(scope)],
    [1, () => someElement(scope)],
  ])();
}

/** TypeScript takes `a < (b > (c) …` for type arguments. */
function comparison(scope: Scope, depth: number): string {
  const { pick } = scope.g;
  const left = numberOf(scope, depth - 1);
  const right = pick.chance(0.5) ? atom(scope) : numberOf(scope, 1);
  return `${left} ${right.startsWith("(") ? pick.one([">", ">="]) : pick.one(["<", ">", "<=", ">="])} ${right}`;
}

function integerTest(scope: Scope): string {
  const { pick } = scope.g;
  const integer = aVariable(scope, "int");
  if (integer === undefined) return `${atom(scope)} > 0.2`;
  return `${integer.name} ${pick.one(["% 2 === 0", "% 3 === 1", "> 1", "< 2", "=== 1", "!== 0"])}`;
}

function sameObject(scope: Scope): string {
  const a = aVariable(scope, "nums", "f64", "point", "rows");
  const b = a && aVariable(scope, a.type);
  return a === undefined || b === undefined || a === b ? integerTest(scope) : `${a.name} === ${b.name}`;
}

function someElement(scope: Scope): string {
  const { pick } = scope.g;
  const array = aVariable(scope, "nums");
  if (array === undefined || scope.loops.length > 1) return integerTest(scope);
  return `${array.name}.${pick.one(["some", "every"])}((item) => item ${pick.one(["<", ">"])} ${atom(scope)})`;
}
