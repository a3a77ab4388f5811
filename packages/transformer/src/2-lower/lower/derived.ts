import { findBindings, isMarker, type MarkerName } from "../../1-discover/markers.js";
import { readOptions } from "../../1-discover/readOptions.js";
import { Reporter } from "../../diagnostics/report.js";
import { ts } from "../../frontend/ts.js";
import { isConstant, isReference, numberType } from "../../ir/build.js";
import { partOfPair, resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type { Atom, CallDerivative, RecordType, Type } from "../../ir/types.js";
import { lowerArguments, plainArguments } from "./arguments.js";
import { readsArguments } from "./argumentsObject.js";
import { type Base, baseOf, callBase } from "./bases.js";
import { callFunction } from "./calls.js";
import { type Captured, capturesOf } from "./captures.js";
import { cotangentType } from "./cotangentType.js";
import { callCustom, isCustom, lowerCustom, lowerStop } from "./custom.js";
import { asAtom, lowerOperand } from "./expressions.js";
import { isStructural, lowerStructural } from "./flatten.js";
import { callHessian, callHessianProduct } from "./hessians.js";
import { callInto } from "./into.js";
import { callJacobian } from "./jacobians.js";
import { callCheckpointedLoop, isLibraryRule, lowerLibraryRule } from "./libraryRules.js";
import { skipParentheses } from "./operators.js";
import { parametersOf } from "./parameters.js";
import { isPrelude } from "./prelude.js";
import { callPullback, callVjp } from "./pullbacks.js";
import { type Derived, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { loadField, structureOf, typeOf } from "./values.js";
import { withoutDerivative, withoutFunction } from "./withoutDerivative.js";

// Derivatives inside of differentiated code: `grad(f)` is a function known now. A call of it is a call of f, in a function of its own,
// with a note of which derivative is meant; 4-differentiate/deriveCalls.ts makes that one from it.

/** The marker that an expression names, by the import it comes from. */
export function markerName(l: Lowering, callee: ts.Expression): string | undefined {
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  if (isStructural(callee.getText()) && isPrelude(callee)) return callee.getText();
  if (!ts.isIdentifier(root) || l.scope.lookup(root.text) !== undefined) return undefined;
  const file = root.getSourceFile();
  const known = l.program.markers.get(file) ?? findBindings(file);
  l.program.markers.set(file, known);
  const binding = known.find(({ local }) => local.text === root.text);
  if (binding === undefined) return undefined;
  return binding.exported ?? (ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined);
}

/** `grad(f, options)` as a function. */
export function lowerMarker(l: Lowering, marker: string, node: ts.CallExpression): Operand {
  if (marker === "silently") return silently(l, node);
  if (isStructural(marker)) return lowerStructural(l, marker, node);
  if (marker === "stopGradient") return lowerStop(l, node);
  if (marker === "checkpointedLoop") return callCheckpointedLoop(l, node);
  if (isLibraryRule(marker)) return lowerLibraryRule(l, marker, node);
  if (isCustom(marker)) return lowerCustom(l, marker, node);
  const [callee] = node.arguments;
  if (!isMarker(marker)) return refuse(l, "markerInside", node, { name: marker });
  if (callee === undefined) return refuse(l, "markerWithoutFunction", node, { marker });
  const reporter = new Reporter();
  const options = readOptions(node, marker, reporter);
  for (const diagnostic of reporter.diagnostics) l.program.ctx.reporter.add(diagnostic);
  if (options === undefined) return standIn(l);
  const of = lowerOperand(l, callee);
  if (!isFunctionValue(of) && isRefused(l, of)) return standIn(l);
  const refused = withoutFunction(l, marker, of, callee);
  if (refused !== undefined) return refused;
  const { wrt, choices } = options;
  const derived = derivedOf(marker, of, wrt ?? 0, node);
  return {
    ...derived,
    ...(marker === "vjp" && wrt === undefined ? { all: true } : {}),
    choices,
    ...(isPrelude(node) ? { withCaptures: true } : {}),
  };
}

/** Of a function that is a value it is not known what it writes. */
function silently(l: Lowering, node: ts.CallExpression): Operand {
  const [given] = node.arguments;
  const f = given === undefined ? standIn(l) : lowerOperand(l, given);
  return f.kind === "closure" ? { ...f, isSilent: true } : f;
}

export const derivedOf = (
  marker: MarkerName,
  of: Operand,
  wrt: number | readonly number[],
  node: ts.Node,
): Derived => ({
  kind: "derived",
  marker,
  of,
  wrt,
  node,
  choices: {},
  name: isFunctionValue(of) && "name" in of ? of.name : "f",
});

/** Calls a derivative: as the one that deriveCalls makes, or as the program of the prelude that says what it is made of. */
export function callDerived(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const { marker, pullback, custom } = derived;
  if (custom !== undefined) return callCustom(l, derived, custom, takenBy(derived.of, args), node);
  if (pullback !== undefined) return callPullback(l, pullback, args, isPrelude(node) ? derived.node : node);
  switch (marker) {
    case "grad":
    case "valueAndGrad":
      return derived.choices.into ? callInto(l, derived, args, node) : callGradient(l, derived, args, node);
    case "jvp":
      return callJvp(
        l,
        derived,
        args.map((operand) => elementsOf(l, operand, node)),
        node,
      );
    case "hvp":
      return callHessianProduct(l, derived, args, node);
    case "hessian":
      return callHessian(l, derived, args, node);
    case "vjp":
      return callVjp(l, derived, args, node);
    case "jacobian":
      return callJacobian(l, derived, args, node);
  }
}

/** The arguments that a function has parameters for: `xs.map(clip)` hands on more. */
function takenBy(of: Operand, args: readonly Operand[]): readonly Operand[] {
  if (of.kind !== "closure") return args;
  const parameters = parametersOf(of.node);
  const takesAll = parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined) || readsArguments(of.node);
  return takesAll ? args : args.slice(0, parameters.length);
}

export function callGradient(l: Lowering, derived: Derived, args: readonly Operand[], node: ts.Node): Operand {
  const { marker, wrt } = derived;
  const base = baseOf(l, derived, args, node);
  if (base === undefined) return standIn(l);
  const { result } = base.activation;
  const { aux } = derived.choices;
  const handedOn = aux && partOfPair(result, 1);
  if (aux && handedOn === undefined) {
    return refuse(l, "resultNotPair", node, { name: derived.name, type: typeText(resolveType(result)) });
  }
  if (!aux && !unifyTypes(result, numberType)) {
    const values = { name: derived.name, type: typeText(resolveType(result)), marker };
    return refuse(l, "resultNotNumber", node, values);
  }
  const asked = typeof wrt === "number" ? [wrt] : wrt;
  const inputs = asked.map((index) => base.indices[index]);
  const types = inputs.map((index) =>
    index === undefined ? undefined : cotangentType(typeOf(base.passed[index] as Atom)),
  );
  if (!inputs.every(isDefined) || !types.every(isDefined))
    return withoutDerivative(l, derived.name, args[asked[types.indexOf(undefined)] ?? 0], node);
  const grad: Type = typeof wrt === "number" ? (types[0] ?? numberType) : { kind: "tuple", elements: types };
  const type = marker === "grad" ? grad : recordOf({ value: numberType, grad, ...(handedOn ? { aux: handedOn } : {}) });
  const indices = typeof wrt === "number" ? (inputs[0] ?? 0) : inputs;
  const derivative: CallDerivative = {
    marker: marker as "grad",
    wrt: indices,
    primals: base.passed.length,
    choices: derived.choices,
  };
  return callBase(l, base, derivative, [], type, node);
}

/** `jvp(f)(args, tangents)`: both are taken apart; an array literal is not even made. */
function callJvp(
  l: Lowering,
  derived: Derived,
  [args, tangents]: readonly (readonly Operand[] | undefined)[],
  node: ts.Node,
): Operand {
  if (args === undefined || tangents === undefined) return refuse(l, "tangentsUnknown", node);
  const given = new Map<number, Operand>();
  for (const [i, operand] of args.entries()) {
    const tangent = tangents[i];
    if (isFunctionValue(operand) || !bearsTangent(typeOf(operand))) continue;
    if (tangent === undefined) return refuse(l, "tangentsUnknown", node);
    given.set(i, tangent);
  }
  // What is at rest does not vary.
  const moving = [...given].filter(([, tangent]) => isFunctionValue(tangent) || !isConstant(tangent, 0));
  const directions = moving.length === 0 ? given : new Map(moving);
  return callPushforward(l, derived, {
    args,
    directions,
    node,
    captured: tangents.slice(args.length),
    ...givenBy(derived, node),
  });
}

/** Where the user's program calls it: what is asked for by itself is checked by what its caller calls. */
export const givenBy = (derived: Derived, node: ts.Node): Pick<PushforwardCall, "isGiven"> =>
  isPrelude(node) || node === derived.node ? {} : { isGiven: true };

interface PushforwardCall {
  readonly args: readonly Operand[];
  /** Tangents by index of the argument; those of the others are 0. */
  readonly directions: ReadonlyMap<number, Operand>;
  readonly node: ts.Node;
  /** It is called for each number of an argument. */
  readonly repeats?: true;
  /** Tangents of what f captures. */
  readonly captured?: readonly Operand[];
  /** The tangents are sets of numbers. */
  readonly sets?: true;
  /** The tangents are the user's, and may not fit. */
  readonly isGiven?: true;
}

/** Value and tangent of a function along a direction. */
export function callPushforward(
  l: Lowering,
  derived: Derived,
  { args, directions, node, repeats, captured = [], sets, isGiven }: PushforwardCall,
): Atom {
  const base = baseOf(l, derived, args, node);
  if (base === undefined) return standIn(l);
  const wrt: number[] = [];
  const tangents: Atom[] = [];
  for (const [i, direction] of directions) {
    const index = base.indices[i];
    if (index === undefined) return withoutDerivative(l, derived.name, args[i], node);
    wrt.push(index);
    tangents.push(asAtom(l, direction, node));
  }
  for (const [k, { outer }] of coveredCaptures(l, derived, base, node).entries()) {
    const direction = captured[k];
    if (direction === undefined || !bearsTangent(typeOf(outer))) continue;
    wrt.push(base.passed.length + k);
    tangents.push(asAtom(l, direction, node));
  }
  const value = resolveType(base.activation.result);
  const tangent = cotangentType(value);
  if (tangent === undefined) return withoutDerivative(l, derived.name, typeText(value), node);
  const derivative: CallDerivative = {
    marker: "jvp",
    wrt,
    primals: base.passed.length,
    ...(repeats ? { repeats } : {}),
    ...(sets ? { sets } : {}),
    ...(isGiven ? { isGiven } : {}),
  };
  return callBase(l, base, derivative, tangents, recordOf({ value, tangent }), node);
}

/** What a function captures that gets cotangents or tangents, after its arguments. */
export function coveredCaptures(
  l: Lowering,
  derived: Derived,
  { activation }: Base,
  node: ts.Node,
): readonly Captured[] {
  if (!derived.withCaptures) return [];
  const captures = capturesOf(activation);
  l.program.capturing.set(activation, { captures, node: l.site ?? node, name: derived.name });
  return captures;
}

export const bearsTangent = (type: Type): boolean => type.kind === "number" || (isReference(type) && !holdsTexts(type));

/** A list, a set or the values of a map are texts or booleans. */
function holdsTexts(type: Type): boolean {
  if (type.kind !== "array" && type.kind !== "map") return false;
  const inside = resolveType(type.kind === "array" ? type.element : type.value);
  return inside.kind === "string" || inside.kind === "boolean" || holdsTexts(inside);
}

/** The arguments of a derivative as they are written: those of jvp are two tuples. */
export function lowerDerivedCall(l: Lowering, derived: Derived, node: ts.CallExpression): Operand {
  if (derived.marker !== "jvp") {
    return callFunction(l, derived, plainArguments(l, lowerArguments(l, node.arguments), node), node);
  }
  return callJvp(
    l,
    derived,
    node.arguments.map((argument) => lowerTuple(l, argument)),
    node,
  );
}

function lowerTuple(l: Lowering, argument: ts.Expression): readonly Operand[] | undefined {
  const literal = skipParentheses(argument);
  if (ts.isArrayLiteralExpression(literal)) {
    const parts = lowerArguments(l, literal.elements);
    return parts.some((part) => part.spread) ? undefined : parts.map((part) => part.operand);
  }
  return elementsOf(l, lowerOperand(l, argument), argument);
}

/** The elements of a tuple. */
function elementsOf(l: Lowering, operand: Operand, node: ts.Node): readonly Operand[] | undefined {
  if (isFunctionValue(operand)) return undefined;
  const known = l.program.rests.get(operand);
  if (known !== undefined) return known;
  const type = structureOf(l, operand, node);
  return type.kind === "tuple"
    ? type.elements.map((element, i) => loadField(l, operand, String(i), element))
    : undefined;
}

export const recordOf = (types: Readonly<Record<string, Type>>): RecordType => ({
  kind: "record",
  name: undefined,
  fields: Object.entries(types).map(([name, type]) => ({ name, type })),
});

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;
