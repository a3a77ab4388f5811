import { must } from "../../diagnostics/must.js";
import {
  atomType,
  constant,
  fieldKey,
  indexKey,
  newValue,
  numberType,
  one,
  undefinedType,
  zero,
} from "../../ir/build.js";
import { instantiate } from "../../ir/clone.js";
import type { Atom, Call, CustomRule, IRFunction, Term, Value } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { checkLength } from "../checkLengths.js";
import { byPullback } from "./customPullback.js";
import { byPushforward } from "./customPushforward.js";
import { newShadow, newTangent, tangentOf } from "./duals.js";
import { findRuleFault } from "./findRuleFault.js";
import { isLinearRule } from "./isLinearRule.js";
import type { Linearization } from "./state.js";

// A call of a function with a derivative of one's own: its body is not looked at. Between numbers every kind of rule gives partials, if it
// is linear, and these do for both modes. Else a reverse rule is the pullback, and a forward rule the pushforward.

export function linearizeRuled(l: Linearization, statement: Call, rule: CustomRule): void {
  const { activity, mode } = l.options;
  const [result] = statement.results;
  const isActive = (atom: Atom): boolean => activity.isVaried(atom) || activity.needsShadow(atom);
  const active = statement.args.filter(isActive);
  if (result === undefined || !isActive(result) || active.length === 0) {
    l.out.push(statement);
    if (result !== undefined && activity.needsShadow(result)) zeros(l, result);
    return;
  }
  const beyond = active.some((atom) => !rule.covers.some((i) => i !== undefined && statement.args[i] === atom));
  if (beyond && !rule.isComplete)
    l.ctx.reporter.report("ruleCaptures", statement.span, { name: statement.callee.name });
  const fault = findRuleFault(rule, statement, l.options.bodyOf(rule.ref), isActive);
  if (fault !== undefined) {
    l.ctx.reporter.report("ruleGives", statement.span, { name: statement.callee.name, ...fault });
    refused(l, statement, result);
    return;
  }
  const isScalar =
    result.type.kind === "number" && active.every((atom) => atom.kind === "value" && atom.type.kind === "number");
  const hasPartials = rule.kind === "partials" || rule.isComplete || isLinearRule(rule, l.options.bodyOf(rule.ref));
  if (isScalar && hasPartials) byPartials(l, statement, rule, result);
  else if (rule.kind === "customVjp" && mode === "reverse") byPullback(l, statement, rule, result);
  else if (mode === "forward" && (rule.kind === "customJvp" || rule.forward !== undefined))
    byPushforward(l, statement, rule, result);
  else {
    const values = { name: statement.callee.name, kind: rule.kind, mode };
    l.ctx.reporter.report("ruleOfOtherMode", statement.span, values);
    refused(l, statement, result);
  }
}

/** Something harmless, so that the passes go on. */
function refused(l: Linearization, statement: Call, result: Value): void {
  l.out.push(statement);
  if (l.options.activity.needsShadow(result)) zeros(l, result);
  else newTangent(l, result);
}

const zeros = (l: Linearization, value: Value): void => {
  const shadow = newShadow(l, value);
  l.out.push({ kind: "let", value: shadow, operation: { kind: "zerosLike", of: value }, linear: false });
};

function byPartials(l: Linearization, statement: Call, rule: CustomRule, result: Value): void {
  l.out.push(statement);
  const { kind, ref, covers } = rule;
  const { args, span } = statement;
  const terms: Term[] = [];
  const all =
    kind === "customJvp"
      ? undefined
      : callRule(l, ref, kind === "partials" ? [result, ...args] : [one, result, ...args], span);
  if (all?.kind === "value" && all.type.kind === "array" && !rule.isComplete)
    checkLength(all, constant(covers.length), `the rule of ${statement.callee.name} gave`, "", l.out);
  covers.forEach((at, i) => {
    const tangent = at === undefined ? undefined : tangentOf(l, must(args[at]));
    if (tangent?.kind !== "value") return;
    const coefficient =
      all === undefined ? callRule(l, ref, [units(l, covers, i), result, ...args], span) : part(l, all, i);
    terms.push({ coefficient, tangent });
  });
  l.out.push({ kind: "let", value: newTangent(l, result), operation: { kind: "linear", terms }, linear: true });
}

/** Tangents of which one is 1. */
const units = (l: Linearization, covers: CustomRule["covers"], which: number): Value =>
  l.out.define(
    { kind: "tuple", elements: covers.map((at) => (at === undefined ? undefinedType : numberType)) },
    {
      kind: "makeArray",
      elements: covers.map((at, i) => (at === undefined ? constant(undefined) : i === which ? one : zero)),
    },
  );

/** An element of what a rule gives: a tuple, or an array where all are numbers. */
const part = (l: Linearization, all: Atom, i: number): Value => {
  const isTuple = all.kind === "value" && all.type.kind === "tuple";
  return l.out.define(
    numberType,
    { kind: "load", base: all, key: isTuple ? fieldKey(String(i)) : indexKey(constant(i)) },
    { linear: true },
  );
};

/** A rule that is not long is written out. */
const longest = 200;

function callRule(l: Linearization, ref: CustomRule["ref"], args: readonly Atom[], span: Call["span"]): Atom {
  const rule = must(l.options.bodyOf(ref));
  if (sizeOf(rule) <= longest) {
    const instance = instantiate(rule, args, l.ctx.ids, span);
    l.out.push(...instance.statements);
    return must(instance.results[0]);
  }
  const value = newValue(l.ctx.ids, atomType(must(rule.results[0])));
  l.out.push({ kind: "call", results: [value], callee: ref, args, linear: false, span });
  return value;
}

function sizeOf(fn: IRFunction): number {
  let count = 0;
  visit(fn.body, () => {
    count++;
  });
  return count;
}
