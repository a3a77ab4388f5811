import { constant, isReference, newValue, numberType } from "../../ir/build.js";
import type { Atom, Operation, Value } from "../../ir/types.js";
import { shadowType } from "../shadow.js";
import type { Linearization } from "./state.js";

/** A value of the linear program, which is the tangent of no one value. */
export function newLinear(l: Linearization): Value {
  const tangent = newValue(l.ctx.ids, numberType, { linear: true });
  l.tangents.add(tangent);
  return tangent;
}

export function newTangent(l: Linearization, primal: Value): Value {
  const tangent = newValue(l.ctx.ids, numberType, {
    name: suffixed(primal, "_dot"),
    linear: true,
    span: primal.span,
  });
  l.duals.set(primal, tangent);
  l.tangents.add(tangent);
  return tangent;
}

export function newShadow(l: Linearization, primal: Value): Value {
  const suffix = l.options.mode === "forward" ? "_dot" : "_bar";
  const options = { name: suffixed(primal, suffix), linear: true, span: primal.span };
  const shadow = newValue(l.ctx.ids, shadowType(primal.type), options);
  l.duals.set(primal, shadow);
  l.primals.set(shadow, primal);
  return shadow;
}

/** Defines the shadow of a value by an operation on shadows. */
export function letShadow(l: Linearization, value: Value, operation: Operation): Value {
  const shadow = newShadow(l, value);
  l.out.push({ kind: "let", value: shadow, operation, linear: false });
  return shadow;
}

/** The tangent of a number; undefined where it is zero. */
export function tangentOf(l: Linearization, atom: Atom): Atom | undefined {
  return atom.kind === "value" && atom.type.kind === "number" ? l.duals.get(atom) : undefined;
}

export function shadowOf(l: Linearization, atom: Atom): Atom {
  if (atom.kind === "constant") return atom.value === undefined ? atom : constant(undefined);
  // A parameter that is given nothing but null, say.
  if (atom.type.kind === "undefined") return constant(undefined);
  const shadow = l.duals.get(atom);
  if (shadow === undefined) throw new Error(`linearize: no shadow for ${atom.name ?? "a reference"}`);
  return shadow;
}

/** A reference stored in active memory takes its shadow along. */
export function mirrors(l: Linearization, value: Atom, base: Atom): boolean {
  if (!l.options.activity.needsShadow(base)) return false;
  if (value.kind === "constant") return value.value === undefined;
  return isReference(value.type) && l.options.activity.needsShadow(value);
}

const suffixed = (value: Value, suffix: string): string | undefined =>
  value.name === undefined ? undefined : `${value.name.replace(/_(bar|dot)$/, "")}${suffix}`;
