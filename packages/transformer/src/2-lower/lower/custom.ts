import { nameOfTarget } from "../../1-discover/functionName.js";
import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { numberType, undefinedType } from "../../ir/build.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, CustomRule, Type } from "../../ir/types.js";
import { typeFromChecker, typeOfChecker } from "./annotations.js";
import { type Base, baseOf, isLost } from "./bases.js";
import { callFunction } from "./calls.js";
import { type Captured, shareCaptures } from "./captures.js";
import { cloneState } from "./clone.js";
import { cotangentType } from "./cotangentType.js";
import { bearsTangent, derivedOf } from "./derived.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { mapLeaves } from "./leaves.js";
import { parametersOf } from "./parameters.js";
import { isPrelude } from "./prelude.js";
import {
  type Activation,
  type Derived,
  isFunctionValue,
  isRefused,
  type Lowering,
  type Operand,
  refuse,
  standIn,
} from "./state.js";
import { openAsStated } from "./statedGaps.js";
import { freshValue, typeOf } from "./values.js";
import { withoutDerivative, withoutFunction } from "./withoutDerivative.js";

// Functions with a derivative of one's own. A call is a call of the function, in a function of its own that is never differentiated, with
// a note of its rule, which is lowered like any function.

const kinds: ReadonlySet<string> = new Set<CustomRule["kind"]>(["partials", "customVjp", "customJvp"]);
export const isCustom = (name: string): name is CustomRule["kind"] => kinds.has(name);

/** `customVjp(f, rule)` as a function. */
export function lowerCustom(l: Lowering, kind: CustomRule["kind"], node: ts.CallExpression): Operand {
  const [callee, written] = node.arguments;
  if (callee === undefined || written === undefined) return refuse(l, "ruleMissing", node, { marker: kind });
  const of = lowerOperand(l, callee);
  const rule = lowerOperand(l, written);
  if ((!isFunctionValue(of) && isRefused(l, of)) || (!isFunctionValue(rule) && isRefused(l, rule))) return standIn(l);
  const refused = withoutFunction(l, kind, of, callee) ?? withoutFunction(l, kind, rule, written);
  if (refused !== undefined) return refused;
  if (!isFunctionValue(rule)) return refuse(l, "ruleUnknown", written, { marker: kind });
  const derived = derivedOf("grad", of, 0, node);
  const name = derived.name === "f" ? (nameOfTarget(node) ?? "f") : derived.name;
  return { ...derived, name, custom: { kind, rule } };
}

/** Calls a function that has a rule. */
export function callCustom(
  l: Lowering,
  derived: Derived,
  { kind, rule, forward, recomputes, changesCopies }: NonNullable<Derived["custom"]>,
  args: readonly Operand[],
  node: ts.Node,
): Operand {
  openArguments(l, derived, args);
  const base = baseOf({ ...l, site: l.site ?? node }, derived, args, node);
  if (base === undefined) return standIn(l);
  // A checkpoint that calls itself is run again as a whole.
  if (recomputes && base.activation.isRunning) return callFunction(l, derived.of, args, node);
  if (isLost(l, base.activation)) return refuse(l, "derivativeCaught", node);
  const type = resolveType(base.activation.result);
  openResult(l, derived, type);
  const result = freshValue(l, type);
  const covers = coversOf(derived, base);
  const ruling = { derived, base, args, result, covers, node };
  const ruleBase = ruleFor(l, { ...ruling, kind, rule });
  if (ruleBase === undefined) return standIn(l);
  const captures = coveredBy(l, ruleBase.activation);
  const pushBase = forward && ruleFor(l, { ...ruling, kind: "customJvp", rule: forward, captures });
  const passed = [...base.passed];
  const group = [base, ruleBase, ...(pushBase ? [pushBase] : [])].map(({ activation }) => activation);
  shareCaptures(group, l.program);
  l.program.ruled.push({ group, captures, passed: passed.length, covers });
  const { ref } = base.activation;
  l.activation.calls.push({ callee: base.activation, args: passed, order: l.program.ctx.ids.value, node });
  l.out.push({
    kind: "call",
    results: [result],
    callee: ref,
    args: passed,
    linear: false,
    span: spanOf(node),
    rule: {
      kind,
      ref: ruleBase.activation.ref,
      ...(pushBase ? { forward: pushBase.activation.ref } : {}),
      covers,
      ...(recomputes ? { recomputes } : {}),
      ...(changesCopies ? { changesCopies } : {}),
      ...(forward === undefined ? {} : { isComplete: true }),
    },
  });
  return result;
}

function openArguments({ program }: Lowering, { of }: Derived, args: readonly Operand[]): void {
  if (of.kind !== "closure" || isPrelude(of.node)) return;
  parametersOf(of.node).forEach((parameter, i) => {
    const given = args[i];
    const stated = parameter.dotDotDotToken === undefined ? typeFromChecker(program, parameter) : undefined;
    if (given !== undefined && !isFunctionValue(given) && stated !== undefined) openAsStated(typeOf(given), stated);
  });
}

function openResult({ program }: Lowering, { of }: Derived, result: Type): void {
  if (of.kind !== "closure" || isPrelude(of.node)) return;
  const signature = program.ctx.frontend.checker().getSignatureFromDeclaration(of.node);
  const stated = signature && typeOfChecker(program, signature.getReturnType());
  if (stated !== undefined) openAsStated(result, stated);
}

/** The places of a rule's tuple: one for each parameter of the function, also where what it is given is built in or left out. */
function coversOf({ of }: Derived, base: Base): (number | undefined)[] {
  const parameters = of.kind === "closure" ? parametersOf(of.node) : [];
  const omitted = parameters.slice(base.indices.length).filter(({ dotDotDotToken }) => dotDotDotToken === undefined);
  const self = Array.from({ length: selfCount(base) }, (_, i) => i);
  return [...self, ...base.indices, ...omitted.map(() => undefined)];
}

/** A function that is known only at run time is passed before its arguments. */
const selfCount = ({ passed, indices }: Base): number =>
  passed.length - indices.filter((index) => index !== undefined).length;

interface Ruling {
  readonly derived: Derived;
  readonly base: Base;
  /** Of the call, as they are written. */
  readonly args: readonly Operand[];
  readonly kind: CustomRule["kind"];
  readonly rule: Operand;
  readonly result: Atom;
  readonly covers: CustomRule["covers"];
  readonly captures?: readonly Captured[];
  readonly node: ts.Node;
}

/** The captured values that a rule of the library gives cotangents of: those of the function of which it takes derivatives. */
function coveredBy({ program }: Lowering, rule: Activation): readonly Captured[] {
  const seen = new Set<Activation>();
  const visit = (at: Activation): readonly Captured[] | undefined => {
    if (seen.has(at)) return undefined;
    seen.add(at);
    const known = program.capturing.get(at);
    if (known !== undefined) return known.captures;
    for (const { callee } of at.calls) {
      const found = visit(callee);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(rule) ?? [];
}

/** The rule as a function of its own, for these types. */
function ruleFor(
  l: Lowering,
  { derived, base, args, kind, rule, result, covers, captures = [], node }: Ruling,
): Base | undefined {
  const { name } = derived;
  const first = ((): Atom | undefined => {
    if (kind === "partials") return result;
    if (kind === "customVjp") {
      const type = cotangentType(typeOf(result));
      return type && freshValue(l, type);
    }
    const covered = covers.map((at) => (at === undefined ? undefined : base.passed[at]));
    const elements = [...covered, ...captures.map(({ outer }) => outer)].map((atom) =>
      atom !== undefined && bearsTangent(typeOf(atom)) ? (cotangentType(typeOf(atom)) ?? numberType) : undefinedType,
    );
    return freshValue(l, { kind: "tuple", elements });
  })();
  if (first === undefined) {
    withoutDerivative(l, name, result, node);
    return undefined;
  }
  const own = kind === "partials" ? [result] : [first, result];
  // What is built in is handed on as well: the rule has the parameters of the function.
  const given = [...own, ...base.passed.slice(0, selfCount(base)), ...args];
  return baseOf({ ...l, site: l.site ?? node }, { ...derived, of: rule, name: `${name}_rule` }, given, node);
}

/** `stopGradient(x)`: what it gives is a constant for every derivative. Of a structure, a copy that is one. */
export function lowerStop(l: Lowering, node: ts.CallExpression): Operand {
  const [argument] = node.arguments;
  if (argument === undefined) return refuse(l, "ruleMissing", node, { marker: "stopGradient" });
  const value = lowerExpression(l, argument);
  if (isRefused(l, value)) return value;
  const type = typeOf(value);
  const stopped = (inner: Lowering, atom: Atom): Atom =>
    inner.out.define(numberType, { kind: "primitive", name: "stop", args: [atom] });
  if (type.kind === "number") return stopped(l, value);
  if (!bearsTangent(type)) return value;
  const copy = cloneState(l, value, node);
  if (copy === undefined) return withoutDerivative(l, "stopGradient", value, node);
  mapLeaves(l, copy, node, (inner, leaf) => {
    const atom = stopped(inner, leaf.value);
    leaf.put(inner, atom);
    return atom;
  });
  return copy;
}
