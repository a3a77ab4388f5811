import { must } from "../../diagnostics/must.js";
import type { ts } from "../../frontend/ts.js";
import { constant, isReference, undefinedType } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, CallDerivative, RecordType, Type } from "../../ir/types.js";
import { type Base, baseOf, callBase } from "./bases.js";
import { cotangentType } from "./cotangentType.js";
import { bearsTangent, coveredCaptures, recordOf } from "./derived.js";
import { asAtom } from "./expressions.js";
import { zerosOf } from "./hessians.js";
import { callPrelude } from "./prelude.js";
import { type Derived, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { lengthOf, loadField, tupleOf, typeOf } from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// `vjp(f)` is f with a frame, and a function of the frame and a cotangent.

/** The function that gives cotangents, as a function known now: of a frame and a cotangent of the result. */
export interface Pullback {
  readonly base: Base;
  readonly derivative: CallDerivative;
  readonly result: Type;
}

export interface Halves {
  readonly value: Atom;
  readonly frame: Atom;
  readonly pullback: Pullback;
}

/** `vjp(f)(…)`: `{ value, pullback }`. */
export function callVjp(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  const pulledBack: Derived = { ...derived, pullback: halves.pullback };
  return callPrelude(l, "withPullback", [pulledBack, halves.value, halves.frame, sizeOf(l, halves.value)], node);
}

/** What a cotangent is compared with, as the program may change the value: the length of a list of numbers, or a structure like it. */
function sizeOf(l: Lowering, value: Atom): Atom {
  const type = typeOf(value);
  if (type.kind === "array" && resolveType(type.element).kind === "number") return lengthOf(l, value);
  const cotangent = isReference(type) ? cotangentType(type) : undefined;
  return cotangent === undefined ? constant(undefined) : zerosOf(l, value, cotangent);
}

/** The value and the frame, for a program of the prelude. */
export function callForward(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  const { value, frame, pullback } = halves;
  l.program.pullbacks.set(typeOf(frame), { ...derived, pullback });
  const type = recordOf({ value: typeOf(value), frame: typeOf(frame) });
  return l.out.define(type, {
    kind: "makeRecord",
    fields: [
      { name: "value", value },
      { name: "frame", value: frame },
    ],
  });
}

/** The function that takes such a frame. */
export const pullbackOf = ({ program }: Lowering, frame: Atom): Derived => must(program.pullbacks.get(typeOf(frame)));

export function callHalves(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Halves | undefined {
  const base = baseOf(l, derived, args, node);
  if (base === undefined) return undefined;
  const { wrt, all, fixed = [] } = derived;
  const isFixed = (at: number): boolean => fixed.some((index) => base.indices[index] === at);
  const given = [...base.passed, ...coveredCaptures(l, derived, base, node).map(({ outer }) => outer)];
  const indices = all ? given.flatMap((atom, i) => (bearsTangent(typeOf(atom)) && !isFixed(i) ? [i] : [])) : undefined;
  const asked = typeof wrt === "number" ? [wrt] : wrt;
  const chosen = asked.map((index) => base.indices[index]);
  const inputs = indices ?? chosen.filter((index) => index !== undefined);
  const types = inputs.map((index) => cotangentType(typeOf(given[index] as Atom)));
  const missing = all ? undefined : asked.find((index) => base.indices[index] === undefined);
  if (types.includes(undefined) || missing !== undefined) {
    const without = missing === undefined ? given[inputs[types.indexOf(undefined)] ?? 0] : args[missing];
    withoutDerivative(l, derived.name, without, node);
    return undefined;
  }
  const known = types.filter((type) => type !== undefined);
  const at = (i: number): Type => known[inputs.indexOf(i)] ?? { kind: "undefined" };
  const single = !all && typeof wrt === "number";
  const result: Type = single
    ? (known[0] ?? { kind: "undefined" })
    : { kind: "tuple", elements: all ? given.map((_, i) => at(i)) : known };
  const key = JSON.stringify([base.activation.ref.id, single, inputs, all]);
  const frame: RecordType = l.program.frames.get(key) ?? {
    kind: "record",
    name: `${derived.name}_frame`,
    fields: [],
    isFrame: true,
  };
  l.program.frames.set(key, frame);
  const derivative: CallDerivative = {
    marker: "vjp",
    wrt: single ? (inputs[0] ?? 0) : inputs,
    primals: base.passed.length,
    frame,
    ...(all ? { all } : {}),
  };
  const value = resolveType(base.activation.result);
  const made = callBase(l, base, { ...derivative, half: "forward" }, [], recordOf({ value, frame }), node);
  return {
    value: loadField(l, made, "value", value),
    frame: loadField(l, made, "frame", frame),
    pullback: { base, derivative, result },
  };
}

/** The cotangents for one of the result. */
export function callPullback(
  l: Lowering,
  { base, derivative, result }: Pullback,
  args: readonly Operand[],
  node: ts.Node,
): Atom {
  const [frame, cotangent, like] = args;
  if (frame === undefined || cotangent === undefined) return refuse(l, "tangentsUnknown", node);
  const passed = [frame, cotangent, ...(like === undefined ? [] : [like])].map((one) => asAtom(l, one, node));
  const own: CallDerivative = { ...derivative, half: "reverse", primals: 2 };
  const reverse: CallDerivative = like === undefined ? own : { ...own, isGiven: true };
  const given = callBase(l, { ...base, passed }, reverse, [], result, node);
  return derivative.all ? placed(l, base, given) : given;
}

/** One place for each argument, also for one that is built in and has no cotangent; then what is captured. */
function placed(l: Lowering, { passed, indices }: Base, given: Atom): Atom {
  const type = typeOf(given);
  if (type.kind !== "tuple" || !indices.includes(undefined)) return given;
  const self = passed.length - indices.filter(isGiven).length;
  const captured = type.elements.slice(passed.length).map((_, i) => passed.length + i);
  const places = [...Array.from({ length: self }, (_, i) => i), ...indices, ...captured];
  const elements = places.map((at) =>
    at === undefined ? constant(undefined) : loadField(l, given, String(at), type.elements[at] ?? undefinedType),
  );
  return tupleOf(l, elements);
}

const isGiven = (index: number | undefined): index is number => index !== undefined;
