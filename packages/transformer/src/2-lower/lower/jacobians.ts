import type { ts } from "../../frontend/ts.js";
import { one } from "../../ir/build.js";
import { resolveType, typeText } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { baseOf, echo } from "./bases.js";
import { callFunction } from "./calls.js";
import { cotangentType } from "./cotangentType.js";
import { callGradient, callPushforward, derivedOf } from "./derived.js";
import { asAtom } from "./expressions.js";
import { zerosOf } from "./hessians.js";
import { countLeaves, loadPath, mapLeaves, type Path } from "./leaves.js";
import { callHalves, callPullback, type Halves } from "./pullbacks.js";
import { lowerSparse } from "./sparse.js";
import { type Derived, isFunctionValue, isRefused, type Lowering, type Operand, standIn } from "./state.js";
import { branch, compute, loadField, test, tupleOf, typeOf } from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// A Jacobian calls the pullback of f for each number of the result, or f's directional derivative for each number of the arguments.

interface Input {
  /** Of the parameter. */
  readonly index: number;
  readonly atom: Atom;
  /** Of its cotangent. */
  readonly type: Type;
}

interface Jacobian {
  readonly derived: Derived;
  readonly args: readonly Operand[];
  readonly inputs: readonly Input[];
  readonly outType: Type;
  readonly node: ts.Node;
}

/** `jacobian(f)(…)`: by rows from a pullback, or by columns from directional derivatives; of several parameters a tuple of Jacobians. */
export function callJacobian(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const { wrt, name, choices } = derived;
  const base = baseOf(l, derived, args, node);
  if (base === undefined) return standIn(l);
  const inputs: Input[] = [];
  for (const index of typeof wrt === "number" ? [wrt] : wrt) {
    const atom = args[index];
    const type = atom === undefined || isFunctionValue(atom) ? undefined : cotangentType(typeOf(atom));
    if (atom === undefined || isFunctionValue(atom)) return withoutDerivative(l, name, atom, node);
    if (isRefused(l, atom)) return standIn(l);
    if (type === undefined) return withoutDerivative(l, name, atom, node);
    inputs.push({ index, atom, type });
  }
  const outType = cotangentType(resolveType(base.activation.result));
  if (outType === undefined) return withoutDerivative(l, name, typeText(base.activation.result), node);
  const jacobian: Jacobian = { derived, args, inputs, outType, node };
  if (choices.sparse) return sparseJacobian(l, jacobian);
  if (outType.kind === "number" && choices.mode !== "forward")
    return callGradient(l, { ...derived, marker: "grad" }, args, node);
  return byMode(l, jacobian);
}

function byMode(l: Lowering, jacobian: Jacobian): Atom {
  const { derived, args, inputs, node } = jacobian;
  const { mode } = derived.choices;
  const [input, ...others] = inputs;
  if (input?.type.kind === "number" && others.length === 0 && mode !== "reverse")
    return column(l, jacobian, input, one);
  if (mode === "forward") return columns(l, jacobian, asAtom(l, callFunction(l, derived.of, args, node), node));
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  if (mode === "reverse") return rows(l, jacobian, halves);
  const counts = inputs.map(({ atom }) => countLeaves(l, atom, node));
  const total = counts.reduce((sum, count) => compute(l, "add", sum, count));
  const fewer = test(l, "le", countLeaves(l, halves.value, node), total);
  return branch(
    l,
    fewer,
    node,
    (inner) => rows(inner, jacobian, halves),
    (inner) => columns(inner, jacobian, halves.value),
  );
}

/** One for a parameter, a tuple for several. */
const forEach = (l: Lowering, { derived, inputs }: Jacobian, make: (input: Input, position: number) => Atom): Atom => {
  const parts = inputs.map(make);
  return typeof derived.wrt === "number" ? (parts[0] ?? standIn(l)) : tupleOf(l, parts);
};

/** All rows first: each is a tuple of cotangents where there are several parameters. */
function rows(l: Lowering, jacobian: Jacobian, { value, frame, pullback }: Halves): Atom {
  const { derived, outType, node } = jacobian;
  if (outType.kind === "number") return callPullback(l, pullback, [frame, one], node);
  const seed = zerosOf(l, value, outType);
  const made = mapLeaves(l, seed, node, (inner, leaf) =>
    leaf.unit(inner, () => callPullback(inner, pullback, [frame, seed], node)),
  );
  if (typeof derived.wrt === "number") return made;
  return forEach(l, jacobian, (_input, position) => partOfEach(l, seed, made, position, node));
}

/** From tuples in the places of the numbers of `like` one part of each. */
export const partOfEach = (l: Lowering, like: Atom, tuples: Atom, position: number, node: ts.Node): Atom =>
  mapLeaves(l, like, node, (inner, leaf) => loadPath(inner, tuples, [...leaf.path, String(position)]));

/** All columns first; then each place of the result collects its own from them. */
function columns(l: Lowering, jacobian: Jacobian, value: Atom): Atom {
  const { outType, node } = jacobian;
  return forEach(l, jacobian, (input) => {
    if (input.type.kind === "number") return column(l, jacobian, input, one);
    const direction = zerosOf(l, input.atom, input.type);
    // A result that is the argument, or holds it, has the direction itself for its tangent: each column has one of its own.
    const given = (inner: Lowering): Atom =>
      outType.kind === "number" ? direction : copied(inner, input, direction, node);
    const made = mapLeaves(l, direction, node, (inner, leaf) =>
      leaf.unit(inner, () => column(inner, jacobian, input, given(inner))),
    );
    if (outType.kind === "number") return made;
    return mapLeaves(l, zerosOf(l, value, outType), node, (inner, row) =>
      shaped(inner, input, node, (at, path) => loadPath(at, loadPath(at, made, path), row.path)),
    );
  });
}

function copied(l: Lowering, input: Input, direction: Atom, node: ts.Node): Atom {
  const type = typeOf(direction);
  if (type.kind !== "array" || resolveType(type.element).kind !== "number")
    return shaped(l, input, node, (at, path) => loadPath(at, direction, path));
  return l.out.define(type, { kind: "slice", base: direction, start: undefined, end: undefined });
}

/** A structure of the shape of the argument, of what is said for each place. */
function shaped(l: Lowering, { atom, type }: Input, node: ts.Node, value: (inner: Lowering, path: Path) => Atom): Atom {
  const row = zerosOf(l, atom, type);
  mapLeaves(l, row, node, (inner, leaf) => {
    const number = value(inner, leaf.path);
    leaf.put(inner, number);
    return number;
  });
  return row;
}

function sparseJacobian(l: Lowering, jacobian: Jacobian): Atom {
  const { derived, args, inputs, node } = jacobian;
  const [input] = inputs;
  if (input === undefined) return standIn(l);
  const { mode = "" } = derived.choices;
  const along = (inner: Lowering, direction: Atom, sets?: true): Atom =>
    column(inner, jacobian, input, direction, sets);
  const plan = { text: `planJacobian($0, $1, $2, ${JSON.stringify(mode)})`, imports: ["planJacobian"] };
  if (mode === "forward") {
    echo(l, derived, args, node);
    return lowerSparse(l, { input: input.atom, along, plan, node });
  }
  const halves = callHalves(l, derived, args, node);
  if (halves === undefined) return standIn(l);
  const pull = (inner: Lowering, cotangent: Atom): Atom =>
    callPullback(inner, halves.pullback, [halves.frame, cotangent], node);
  return lowerSparse(l, { input: input.atom, along, back: { result: halves.value, pull }, plan, node });
}

function column(
  l: Lowering,
  { derived, args, inputs, node }: Jacobian,
  input: Input,
  direction: Atom,
  sets?: true,
): Atom {
  const pushed = callPushforward(l, derivedOf("jvp", derived.of, 0, derived.node), {
    args,
    directions: new Map([[input.index, direction]]),
    node,
    ...(direction === one && inputs.length === 1 ? {} : { repeats: true }),
    ...(sets ? { sets } : {}),
  });
  const type = typeOf(pushed);
  const tangent = type.kind === "record" ? type.fields.find((field) => field.name === "tangent") : undefined;
  return tangent === undefined ? standIn(l) : loadField(l, pushed, "tangent", tangent.type);
}
