import type { ts } from "../../frontend/ts.js";
import { one } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { cotangentType } from "./cotangentType.js";
import { callPushforward, derivedOf, echo } from "./derived.js";
import { mapLeaves } from "./leaves.js";
import { lowerSparse } from "./sparse.js";
import { type Derived, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { loadField, typeOf } from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// Second derivatives are directional derivatives of the gradient: forward over reverse.

/** `hvp(f)(x, …rest, v)`: the Hessian by the first parameter, times v. */
export function callHessianProduct(l: Lowering, derived: Derived, given: readonly Operand[], node: ts.Node): Operand {
  const direction = given.at(-1);
  if (direction === undefined || given.length < 2) return refuse(l, "tangentsUnknown", node);
  return alongGradient(l, derived, 0, given.slice(0, -1), direction, node);
}

/** `hessian(f)(x)`: for each number of x, how the gradient changes with it. */
export function callHessian(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const { wrt, name } = derived;
  const input = typeof wrt === "number" ? args[wrt] : undefined;
  const type = input === undefined || isFunctionValue(input) ? undefined : cotangentType(typeOf(input));
  if (input === undefined || isFunctionValue(input) || type === undefined || typeof wrt !== "number")
    return withoutDerivative(l, name, input, node);
  if (isRefused(l, input)) return standIn(l);
  if (type.kind !== "number") echo(l, derived, args, node);
  if (derived.choices.sparse) {
    const along = (inner: Lowering, direction: Atom, sets?: true): Atom =>
      alongGradient(inner, derived, wrt, args, direction, node, true, sets);
    const plan = { text: "planHessian($0, $1, $2)", imports: ["planHessian"] };
    return lowerSparse(l, { input, along, plan, node });
  }
  const direction = type.kind === "number" ? one : zerosOf(l, input, type);
  return mapLeaves(l, direction, node, (inner, leaf) =>
    leaf.unit(inner, () =>
      alongGradient(inner, derived, wrt, args, direction, node, type.kind === "number" ? undefined : true),
    ),
  );
}

/** Zeros of the shape of a value, to be set to 1 one by one. */
export const zerosOf = (l: Lowering, of: Atom, type: Type): Atom =>
  l.out.define(type, { kind: "zerosLike", of }, { name: "direction" });

function alongGradient(
  l: Lowering,
  { of, node: at, name }: Derived,
  wrt: number,
  args: readonly Operand[],
  direction: Operand,
  node: ts.Node,
  repeats?: true,
  sets?: true,
): Atom {
  const gradient = { ...derivedOf("grad", of, wrt, at), name };
  const pushed = callPushforward(l, derivedOf("jvp", gradient, 0, at), {
    args,
    directions: new Map([[wrt, direction]]),
    node,
    ...(repeats ? { repeats } : {}),
    ...(sets ? { sets } : {}),
  });
  const type = typeOf(pushed);
  const tangent = type.kind === "record" ? type.fields.find((field) => field.name === "tangent") : undefined;
  return tangent === undefined ? standIn(l) : loadField(l, pushed, "tangent", tangent.type);
}
