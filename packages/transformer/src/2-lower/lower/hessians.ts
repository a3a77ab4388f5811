import type { ts } from "../../frontend/ts.js";
import { one } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { echo } from "./bases.js";
import { cotangentType } from "./cotangentType.js";
import { callPushforward, derivedOf, givenBy } from "./derived.js";
import { partOfEach } from "./jacobians.js";
import { mapLeaves } from "./leaves.js";
import { lowerSparse } from "./sparse.js";
import { type Derived, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { loadField, tupleOf, typeOf } from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// Second derivatives are directional derivatives of the gradient: forward over reverse.

/** `hvp(f)(x, …rest, v)`: the Hessian by the first parameter, times v. */
export function callHessianProduct(l: Lowering, derived: Derived, given: readonly Operand[], node: ts.Node): Operand {
  const direction = given.at(-1);
  if (direction === undefined || given.length < 2) return refuse(l, "tangentsUnknown", node);
  return alongGradient(l, derived, 0, given.slice(0, -1), [0, direction], node, givenBy(derived, node));
}

/**
 * `hessian(f)(x)`: for each number of x, how the gradient changes with it. By several parameters a tuple of tuples, one for each pair of them:
 * each product with the Hessian gives a part of all blocks of its row.
 */
export function callHessian(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const { wrt, name, choices } = derived;
  const directions: { readonly index: number; readonly input: Atom; readonly type: Type }[] = [];
  for (const index of typeof wrt === "number" ? [wrt] : wrt) {
    const input = args[index];
    const type = input === undefined || isFunctionValue(input) ? undefined : cotangentType(typeOf(input));
    if (input === undefined || isFunctionValue(input) || type === undefined)
      return withoutDerivative(l, name, input, node);
    if (isRefused(l, input)) return standIn(l);
    directions.push({ index, input, type });
  }
  const isOnce = directions.every(({ type }) => type.kind === "number") && directions.length === 1;
  if (!isOnce) echo(l, derived, args, node);
  const along = (inner: Lowering, index: number, direction: Atom, sets?: true): Atom =>
    alongGradient(inner, derived, wrt, args, [index, direction], node, {
      ...(isOnce ? {} : { repeats: true }),
      ...(sets ? { sets } : {}),
    });
  const [first] = directions;
  if (choices.sparse && first !== undefined) {
    const plan = { text: "planHessian($0, $1, $2)", imports: ["planHessian"] };
    const sparse = (inner: Lowering, direction: Atom, sets?: true): Atom => along(inner, first.index, direction, sets);
    return lowerSparse(l, { input: first.input, along: sparse, plan, node });
  }
  const blocks = directions.map(({ index, input, type }) => {
    const direction = type.kind === "number" ? one : zerosOf(l, input, type);
    const made = mapLeaves(l, direction, node, (inner, leaf) => leaf.unit(inner, () => along(inner, index, direction)));
    if (typeof wrt === "number") return made;
    return tupleOf(
      l,
      directions.map((_, position) => partOfEach(l, direction, made, position, node)),
    );
  });
  return typeof wrt === "number" ? (blocks[0] ?? standIn(l)) : tupleOf(l, blocks);
}

/** Zeros of the shape of a value, to be set to 1 one by one. */
export const zerosOf = (l: Lowering, of: Atom, type: Type): Atom =>
  l.out.define(type, { kind: "zerosLike", of }, { name: "direction" });

function alongGradient(
  l: Lowering,
  { of, node: at, name }: Derived,
  wrt: Derived["wrt"],
  args: readonly Operand[],
  [index, direction]: readonly [number, Operand],
  node: ts.Node,
  how: Partial<Record<"repeats" | "sets" | "isGiven", true>>,
): Atom {
  const gradient = { ...derivedOf("grad", of, wrt, at), name };
  const pushed = callPushforward(l, derivedOf("jvp", gradient, 0, at), {
    args,
    directions: new Map([[index, direction]]),
    node,
    ...how,
  });
  const type = typeOf(pushed);
  const tangent = type.kind === "record" ? type.fields.find((field) => field.name === "tangent") : undefined;
  return tangent === undefined ? standIn(l) : loadField(l, pushed, "tangent", tangent.type);
}
