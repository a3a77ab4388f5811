import { must } from "../../diagnostics/must.js";
import type { ts } from "../../frontend/ts.js";
import { constant, one, undefinedType } from "../../ir/build.js";
import { resolveType, typeText } from "../../ir/type.js";
import type { Atom, CallDerivative, RecordType, Type } from "../../ir/types.js";
import { callFunction } from "./calls.js";
import { cotangentType } from "./cotangentType.js";
import {
  type Base,
  baseOf,
  bearsTangent,
  callBase,
  callGradient,
  callPushforward,
  coveredCaptures,
  derivedOf,
  echo,
  recordOf,
} from "./derived.js";
import { asAtom } from "./expressions.js";
import { zerosOf } from "./hessians.js";
import { countLeaves, loadPath, mapLeaves, type Path } from "./leaves.js";
import { callPrelude } from "./prelude.js";
import { lowerSparse } from "./sparse.js";
import { type Derived, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { branch, loadField, test, typeOf } from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// `vjp(f)` is f with a frame, and a function of the frame and a cotangent. A Jacobian calls that one for each number of the result,
// or f's directional derivative for each number of the argument.

/** The function that gives cotangents, as a function known now: of a frame and a cotangent of the result. */
export interface Pullback {
  readonly base: Base;
  readonly derivative: CallDerivative;
  readonly result: Type;
}

interface Halves {
  readonly value: Atom;
  readonly frame: Atom;
  readonly pullback: Pullback;
}

/** `vjp(f)(…)`: `{ value, pullback }`. */
export function callVjp(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  const pulledBack: Derived = { ...derived, pullback: halves.pullback };
  return callPrelude(l, "withPullback", [pulledBack, halves.value, halves.frame], node);
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

function callHalves(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Halves | undefined {
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
  const [frame, cotangent] = args;
  if (frame === undefined || cotangent === undefined) return refuse(l, "tangentsUnknown", node);
  const passed = [asAtom(l, frame, node), asAtom(l, cotangent, node)];
  const given = callBase(l, { ...base, passed }, { ...derivative, half: "reverse", primals: 2 }, [], result, node);
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
  return l.out.define({ kind: "tuple", elements: elements.map(typeOf) }, { kind: "makeArray", elements });
}

const isGiven = (index: number | undefined): index is number => index !== undefined;

/** `jacobian(f)(…)`: by rows from a pullback, or by columns from directional derivatives. */
export function callJacobian(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const { wrt, name } = derived;
  const { mode, sparse } = derived.choices;
  const base = baseOf(l, derived, args, node);
  const input = typeof wrt === "number" ? args[wrt] : undefined;
  if (base === undefined || input === undefined || isFunctionValue(input) || typeof wrt !== "number")
    return withoutDerivative(l, name, input, node);
  if (isRefused(l, input)) return standIn(l);
  const inType = cotangentType(typeOf(input));
  const outType = cotangentType(resolveType(base.activation.result));
  if (inType === undefined) return withoutDerivative(l, name, input, node);
  if (outType === undefined) return withoutDerivative(l, name, typeText(base.activation.result), node);
  const jacobian: Jacobian = { derived, args, wrt, input, inType, outType, node };
  if (sparse) return sparseJacobian(l, jacobian);
  if (outType.kind === "number" && mode !== "forward")
    return callGradient(l, { ...derived, marker: "grad" }, args, node);
  if (inType.kind === "number" && mode !== "reverse") return column(l, jacobian, one);
  if (mode === "forward") return columns(l, jacobian, asAtom(l, callFunction(l, derived.of, args, node), node));
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  if (mode === "reverse") return rows(l, jacobian, halves);
  const [outputs, inputs] = [countLeaves(l, halves.value, node), countLeaves(l, input, node)];
  const fewer = test(l, "le", outputs, inputs);
  return branch(
    l,
    fewer,
    node,
    (inner) => rows(inner, jacobian, halves),
    (inner) => columns(inner, jacobian, halves.value),
  );
}

interface Jacobian {
  readonly derived: Derived;
  readonly args: readonly Operand[];
  readonly wrt: number;
  readonly input: Atom;
  readonly inType: Type;
  readonly outType: Type;
  readonly node: ts.Node;
}

function rows(l: Lowering, { outType, node }: Jacobian, { value, frame, pullback }: Halves): Atom {
  if (outType.kind === "number") return callPullback(l, pullback, [frame, one], node);
  const seed = zerosOf(l, value, outType);
  return mapLeaves(l, seed, node, (inner, leaf) =>
    leaf.unit(inner, () => callPullback(inner, pullback, [frame, seed], node)),
  );
}

/** All columns first; then each place of the result collects its own from them. */
function columns(l: Lowering, jacobian: Jacobian, value: Atom): Atom {
  const { input, inType, outType, node } = jacobian;
  if (inType.kind === "number") return column(l, jacobian, one);
  const direction = zerosOf(l, input, inType);
  // A result that is the argument, or holds it, has the direction itself for its tangent: each column has one of its own.
  const given = (inner: Lowering): Atom => (outType.kind === "number" ? direction : copied(inner, jacobian, direction));
  const made = mapLeaves(l, direction, node, (inner, leaf) =>
    leaf.unit(inner, () => column(inner, jacobian, given(inner))),
  );
  if (outType.kind === "number") return made;
  return mapLeaves(l, zerosOf(l, value, outType), node, (inner, row) =>
    shaped(inner, jacobian, (at, path) => loadPath(at, loadPath(at, made, path), row.path)),
  );
}

function copied(l: Lowering, jacobian: Jacobian, direction: Atom): Atom {
  const type = typeOf(direction);
  if (type.kind !== "array" || resolveType(type.element).kind !== "number")
    return shaped(l, jacobian, (at, path) => loadPath(at, direction, path));
  return l.out.define(type, { kind: "slice", base: direction, start: undefined, end: undefined });
}

/** A structure of the shape of the argument, of what is said for each place. */
function shaped(l: Lowering, { input, inType, node }: Jacobian, value: (inner: Lowering, path: Path) => Atom): Atom {
  const row = zerosOf(l, input, inType);
  mapLeaves(l, row, node, (inner, leaf) => {
    const number = value(inner, leaf.path);
    leaf.put(inner, number);
    return number;
  });
  return row;
}

function sparseJacobian(l: Lowering, jacobian: Jacobian): Atom {
  const { derived, args, input, node } = jacobian;
  const { mode = "" } = derived.choices;
  const along = (inner: Lowering, direction: Atom, sets?: true): Atom => column(inner, jacobian, direction, sets);
  const plan = { text: `planJacobian($0, $1, $2, ${JSON.stringify(mode)})`, imports: ["planJacobian"] };
  if (mode === "forward") {
    echo(l, derived, args, node);
    return lowerSparse(l, { input, along, plan, node });
  }
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  const pull = (inner: Lowering, cotangent: Atom): Atom =>
    callPullback(inner, halves.pullback, [halves.frame, cotangent], node);
  return lowerSparse(l, { input, along, back: { result: halves.value, pull }, plan, node });
}

function column(l: Lowering, { derived, args, wrt, node }: Jacobian, direction: Atom, sets?: true): Atom {
  const pushed = callPushforward(l, derivedOf("jvp", derived.of, 0, derived.node), {
    args,
    directions: new Map([[wrt, direction]]),
    node,
    ...(direction === one ? {} : { repeats: true }),
    ...(sets ? { sets } : {}),
  });
  const type = typeOf(pushed);
  const tangent = type.kind === "record" ? type.fields.find((field) => field.name === "tangent") : undefined;
  return tangent === undefined ? standIn(l) : loadField(l, pushed, "tangent", tangent.type);
}
