import {
  booleanType,
  constant,
  createIds,
  type Ids,
  letValue,
  newFunctionRef,
  newValue,
  numberType,
} from "../../packages/transformer/src/ir/build.js";
import type {
  Atom,
  Block,
  Carried,
  For,
  IRFunction,
  Let,
  Operation,
  PrimitiveName,
  Program,
  Result,
  Statement,
  Type,
  Value,
} from "../../packages/transformer/src/ir/types.js";

export const ids: Ids = createIds();
export const floats: Type = { kind: "array", storage: "Float64Array", element: numberType };

export const value = (name: string, type: Type = numberType, linear = false): Value =>
  newValue(ids, type, { name, linear });
/** Number values of these names. */
export const numbers = <const Names extends readonly string[]>(...names: Names): { [Each in keyof Names]: Value } =>
  names.map((name) => value(name)) as { [Each in keyof Names]: Value };
export const flag = (name: string): Value => value(name, booleanType);
export const atom = (part: Atom | number | boolean): Atom => (typeof part === "object" ? part : constant(part));

export const define = (target: Value, operation: Operation, linear = false): Let => letValue(target, operation, linear);
export const compute = (target: Value, name: PrimitiveName, ...args: readonly (Atom | number | boolean)[]): Let =>
  letValue(target, { kind: "primitive", name, args: args.map(atom) });
export const load = (target: Value, base: Atom, index: Atom | number, linear = false): Let =>
  letValue(target, { kind: "load", base, key: { kind: "index", index: atom(index) } }, linear);
export const store = (base: Atom, index: Atom | number, content: Atom | number, linear = false): Statement => ({
  kind: "store",
  base,
  key: { kind: "index", index: atom(index) },
  value: atom(content),
  linear,
});
export const accumulate = (base: Atom, index: Atom | number, content: Atom | number): Statement => ({
  kind: "accumulate",
  base,
  key: { kind: "index", index: atom(index) },
  value: atom(content),
  linear: false,
});
export const carry = (parameter: Value, initial: Atom | number, next: Atom, result: Value): Carried => ({
  parameter,
  initial: atom(initial),
  next,
  result,
});

/** `for (index = 0; index < to; index++)`. */
export const count = (
  scope: number,
  index: Value,
  to: Atom | number,
  carried: readonly Carried[],
  body: Block,
  order: For["order"] = "ascending",
): For => ({
  kind: "for",
  scope: scope as For["scope"],
  index,
  from: constant(0),
  test: "lt",
  to: atom(to),
  step: 1,
  order,
  carried,
  body,
  span: undefined,
});

export const result = (target: Value, then: Atom | number, otherwise: Atom | number): Result => ({
  value: target,
  then: atom(then),
  else: atom(otherwise),
});

export const branch = (
  scope: number,
  condition: Atom,
  then: Block,
  otherwise: Block,
  results: readonly Result[] = [],
): Statement => ({
  kind: "if",
  scope: scope as For["scope"],
  condition,
  then,
  else: otherwise,
  results,
  span: undefined,
});

export const fn = (params: readonly Value[], body: Block, results: readonly Atom[], name = "f"): IRFunction => ({
  ref: newFunctionRef(ids, name),
  params,
  body,
  results,
  span: undefined,
});
export const programOf = (root: IRFunction, ...others: readonly IRFunction[]): Program => ({
  root,
  functions: new Map([root, ...others].map((each) => [each.ref.id, each])),
});

/** Sum of squares of `x`, forward and then reverse, as transpose leaves it: the reverse loop names `u` of the forward loop. */
export function unscheduledSquares(): IRFunction {
  const [x, xBar] = [value("x", floats), value("x_bar", floats, true)] as const;
  const [n, i, u, square, s, next, total] = numbers("n", "i", "u", "square", "s", "next", "total");
  const [j, twice] = [value("j"), value("twice", numberType, true)] as const;
  return fn(
    [x, xBar],
    [
      define(n, { kind: "length", base: x }),
      count(
        7,
        i,
        n,
        [carry(s, 0, next, total)],
        [load(u, x, i), compute(square, "mul", u, u), compute(next, "add", s, square)],
      ),
      { kind: "note", text: "reverse sweep" },
      count(7, j, n, [], [compute(twice, "mul", 2, u), accumulate(xBar, j, twice)], "descending"),
    ],
    [total],
  );
}
