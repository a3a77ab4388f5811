import { ownObjects } from "../../3-analyze/ownObjects.js";
import { must } from "../../diagnostics/must.js";
import {
  atomType,
  BlockBuilder,
  booleanType,
  constant,
  fieldKey,
  indexKey,
  isReference,
  newFunctionRef,
  newScope,
  newValue,
  numberType,
  one,
  undefinedType,
  zero,
} from "../../ir/build.js";
import { instantiate } from "../../ir/clone.js";
import { typesEqual } from "../../ir/type.js";
import type {
  Atom,
  Call,
  CustomRule,
  FieldType,
  IRFunction,
  RecordType,
  Statement,
  Term,
  Type,
  Value,
} from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { checkLength, checkLengths } from "../checkLengths.js";
import { clearTree, cloneTree, isTree } from "../rebuild.js";
import { shadowType } from "../shadow.js";
import { addToSpine, keepSpine, namedSpine, spineNamed, takeSpine } from "../spine.js";
import { newShadow, newTangent, shadowOf, tangentOf } from "./duals.js";
import { findRuleFault } from "./findRuleFault.js";
import { isLinearRule } from "./isLinearRule.js";
import { inBlock, type Linearization } from "./state.js";

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

// ------------------------------------------------------------------------------------------------------------ numbers

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
    checkLength(all, constant(covers.length), statement.callee.name, "", l.out);
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

// -------------------------------------------------------------------------------------------------------- reverse rules

/** The frame holds what the rule is given: the arguments as they are now, the result, and the shadows. */
function byPullback(l: Linearization, statement: Call, rule: CustomRule, result: Value): void {
  const { activity } = l.options;
  const { args, span } = statement;
  const { ref, covers } = rule;
  if (rule.changesCopies) for (const arg of args) refuseShared(l, arg, "checkpointedLoop: the state");
  const kept = args.map((arg) => copyOf(l, arg, statement));
  l.out.push(statement);
  const resultKept = copyOf(l, result, statement);
  const hasShadow = activity.needsShadow(result);
  const shadow = hasShadow ? resultShadow(l, statement, result) : undefined;
  const shadows = args.map((arg, i) =>
    covers.includes(i) && activity.needsShadow(arg) ? shadowOf(l, arg) : undefined,
  );
  const fields: { readonly name: string; readonly value: Atom }[] = [
    ...kept.map((value, i) => ({ name: `argument${i}`, value })),
    { name: "result", value: resultKept },
    ...shadows.flatMap((value, i) =>
      value?.kind === "value" ? namedSpine(`shadow${i}`, keepSpine(value, l.out, false)) : [],
    ),
    ...(shadow === undefined
      ? []
      : isTree(shadow.type)
        ? namedSpine("cotangent", keepSpine(shadow, l.out, false))
        : [{ name: "cotangent", value: shadow }]),
  ];
  const types: FieldType[] = fields.map(({ name, value }) => ({ name, type: typeOf(value) }));
  const frameType: RecordType = {
    kind: "record",
    name: `${statement.callee.name}_frame`,
    fields: types,
    isFrame: true,
  };
  const frame = l.out.define(frameType, { kind: "makeRecord", fields }, { name: "frame" });
  const numbers = args.flatMap((arg, i) => (covers.includes(i) && activity.isVaried(arg) ? [i] : []));
  const tangentResults = hasShadow ? [] : [newTangent(l, result)];
  const adapter = newFunctionRef(l.ctx.ids, `${statement.callee.name}_reverse`);
  l.options.adapters.push(
    pullbackAdapter(l, {
      adapter,
      ref,
      covers,
      frameType,
      statement,
      args,
      numbers,
      shadows,
      hasShadow,
      cotangentType: shadowType(result.type),
      ...(rule.isComplete ? {} : { of: statement.callee }),
    }),
  );
  const call: Statement = {
    kind: "call",
    linear: true,
    callee: adapter,
    args: [frame, ...numbers.map((i) => must(tangentOf(l, must(args[i]))))],
    results: tangentResults,
    tangents: tangentResults.length,
    span,
  };
  l.out.push(call);
}

/** The shadow of a result is one of its own, unless it is an argument: then it is that of the argument. */
function resultShadow(l: Linearization, statement: Call, result: Value): Value {
  const shadow = newShadow(l, result);
  chooseDual(l, shadow, argumentsGiven(l, statement, result), result, (at, made) => {
    at.out.push({ kind: "let", value: made, operation: { kind: "zerosLike", of: result }, linear: false });
    if (l.options.clears && isTree(made.type)) clearTree(made, at.out, true);
  });
  return shadow;
}

/** The arguments that the result may be: of a checkpoint. */
function argumentsGiven(l: Linearization, { callee, args }: Call, result: Value): readonly Value[] {
  if (!isReference(result.type) || l.options.changesOf(callee).handsOn !== "itself") return [];
  return args.filter((arg): arg is Value => arg.kind === "value" && typesEqual(arg.type, result.type));
}

/** Defines the dual of a result: that of the argument that it is, or what `make` makes. */
function chooseDual(
  l: Linearization,
  dual: Value,
  [arg, ...others]: readonly Value[],
  result: Value,
  make: (at: Linearization, made: Value) => void,
): void {
  if (arg === undefined) {
    make(l, dual);
    return;
  }
  const isIt = l.out.define(booleanType, { kind: "primitive", name: "eq", args: [result, arg] });
  let ofArgument: Atom = constant(undefined);
  const then = inBlock(l, (inner) => {
    ofArgument = inner.options.activity.needsShadow(arg)
      ? shadowOf(inner, arg)
      : inner.out.define(dual.type, { kind: "zerosLike", of: arg });
  });
  const made = newValue(l.ctx.ids, dual.type, dual);
  const otherwise = inBlock(l, (inner) => chooseDual(inner, made, others, result, make));
  l.out.push({
    kind: "if",
    scope: newScope(l.ctx.ids),
    condition: isIt,
    then,
    else: otherwise,
    results: [{ value: dual, then: ofArgument, else: made }],
    span: undefined,
  });
}

interface Adapting {
  readonly adapter: CustomRule["ref"];
  readonly ref: CustomRule["ref"];
  readonly covers: CustomRule["covers"];
  readonly frameType: RecordType;
  readonly statement: Call;
  readonly args: readonly Atom[];
  /** Which arguments are numbers that vary. */
  readonly numbers: readonly number[];
  readonly shadows: readonly (Atom | undefined)[];
  readonly hasShadow: boolean;
  readonly cotangentType: Type;
  /** Whose rule it is, if the user's: what it gives is checked. */
  readonly of?: CustomRule["ref"];
}

/** (frame, cotangent of a number result) → (cotangents of number arguments); those of structures are added to their shadows. */
function pullbackAdapter(l: Linearization, adapting: Adapting): IRFunction {
  const { adapter, ref, covers, frameType, args, numbers, shadows, hasShadow, cotangentType, of, statement } = adapting;
  const frame = newValue(l.ctx.ids, frameType, { name: "frame" });
  const bar = newValue(l.ctx.ids, numberType, { name: "cotangent", linear: true });
  const out = new BlockBuilder(l.ctx.ids);
  const field = (name: string): Value => {
    const { type } = must(frameType.fields.find((one) => one.name === name));
    return out.define(type, { kind: "load", base: frame, key: fieldKey(name) });
  };
  let cotangent: Value = bar;
  // The rule may keep or change what it is given.
  if (hasShadow)
    cotangent = isTree(cotangentType)
      ? takeSpine(spineNamed("cotangent", cotangentType, field), field("result"), out)
      : field("cotangent");
  const rule = must(l.options.bodyOf(ref));
  const given = newValue(l.ctx.ids, atomType(must(rule.results[0])));
  const own = [field("result"), ...args.map((_, i) => field(`argument${i}`))];
  // What it writes into is there for the next call.
  const writes = l.options.changesOf(ref).writes;
  const passed: Atom[] = [cotangent, ...(writes ? own.map((part) => copyOf(l, part, statement, out)) : own)];
  out.push({ kind: "call", results: [given], callee: ref, args: passed, linear: false, span: undefined });
  if (of !== undefined && given.type.kind === "array") checkLength(given, constant(covers.length), of.name, "", out);
  const keyOf = (arg: number) => {
    const i = covers.indexOf(arg);
    return given.type.kind === "tuple" ? fieldKey(String(i)) : indexKey(constant(i));
  };
  shadows.forEach((shadow, i) => {
    if (shadow?.kind !== "value") return;
    const from = out.define(typeOf(shadow), { kind: "load", base: given, key: keyOf(i) }, { linear: true });
    // The copy of the argument has the lengths that it had at the call.
    if (of !== undefined) checkLengths(from, field(`argument${i}`), of.name, nameOf(l, of, i), out);
    addToSpine(spineNamed(`shadow${i}`, shadow.type, field), from, out);
  });
  const results = numbers.map((i) =>
    out.define(numberType, { kind: "load", base: given, key: keyOf(i) }, { linear: true }),
  );
  return { ref: adapter, params: hasShadow ? [frame] : [frame, bar], body: out.block, results, span: rule.span };
}

const nameOf = (l: Linearization, of: CustomRule["ref"], i: number): string =>
  l.options.bodyOf(of)?.params[i]?.name ?? `argument ${i + 1}`;

/** A copy has an object of its own in each place: throws if some places hold the same one. */
function refuseShared(l: Linearization, atom: Atom, name: string): void {
  if (atom.kind === "constant" || !mayShare(atom.type)) return;
  const operation = {
    kind: "opaque",
    text: `refuseShared($0, ${JSON.stringify(name)})`,
    args: [atom],
    imports: ["refuseShared"],
  } as const;
  l.out.define({ kind: "undefined" }, operation);
}

/** Whether a structure has room for one object in two places. */
function mayShare(type: Type): boolean {
  if (type.kind === "array") return isReference(type.element);
  const parts =
    type.kind === "tuple" ? type.elements : type.kind === "record" ? type.fields.map((field) => field.type) : [];
  const references = parts.filter(isReference);
  return references.length > 1 || references.some(mayShare) || type.kind === "map";
}

/** A structure may be changed before the rule runs. */
function copyOf(l: Linearization, atom: Atom, statement: Call, out = l.out): Atom {
  if (atom.kind === "constant" || !isReference(atom.type)) return atom;
  const copy = isTree(atom.type) ? cloneTree(atom, out) : undefined;
  if (copy === undefined) l.ctx.reporter.report("ruleStructure", statement.span, { name: statement.callee.name });
  return copy ?? atom;
}

// -------------------------------------------------------------------------------------------------------- forward rules

function byPushforward(l: Linearization, statement: Call, rule: CustomRule, result: Value): void {
  const ref = rule.forward ?? rule.ref;
  l.out.push(statement);
  const { args, span } = statement;
  const block = inBlock(l, ({ out }) => {
    const tangents = rule.covers.map((i): Atom => {
      if (i === undefined) return constant(undefined);
      const arg = must(args[i]);
      if (l.options.activity.needsShadow(arg)) return shadowOf(l, arg);
      if (arg.kind === "value" && isReference(arg.type))
        return out.define(shadowType(arg.type), { kind: "zerosLike", of: arg });
      return tangentOf(l, arg) ?? (typeOf(arg).kind === "number" ? zero : constant(undefined));
    });
    const given = out.define(
      { kind: "tuple", elements: tangents.map(typeOf) },
      { kind: "makeArray", elements: tangents },
    );
    const isStructure = l.options.activity.needsShadow(result);
    const dual = isStructure ? newShadow(l, result) : newTangent(l, result);
    const passed = [given, result, ...args];
    // Tangents that the rule makes are one for each place.
    if (isStructure) refuseShared(l, result, `the result of ${statement.callee.name}, in forward mode,`);
    const made = isStructure && isTree(dual.type) && !makesItsResult(l.options.bodyOf(ref)) ? dual.type : undefined;
    const writes = l.options.changesOf(ref).writes;
    const callee = made === undefined && !writes ? ref : copyingAdapter(l, ref, statement, { passed, made, writes });
    const handedOn = isStructure ? argumentsGiven(l, statement, result) : [];
    chooseDual({ ...l, out }, dual, handedOn, result, (at, value) => {
      const pushed = inBlock(at, (inner) => {
        inner.out.push({ kind: "call", results: [value], callee, args: passed, linear: false, span });
        if (!rule.isComplete) checkLengths(value, result, statement.callee.name, "the tangent", inner.out);
      });
      at.out.push(...pushed.map(asLinear));
    });
  });
  l.out.push(...block.map(asLinear));
}

const asLinear = (statement: Statement): Statement =>
  "linear" in statement ? ({ ...statement, linear: true } as Statement) : statement;

interface Copying {
  readonly passed: readonly Atom[];
  /** A rule may give a tangent that it was given, or one that it keeps: what is written into the result must not reach these. */
  readonly made: Type | undefined;
  /** It writes into what it is given, which is the program's. */
  readonly writes: boolean;
}

function copyingAdapter(
  l: Linearization,
  ref: CustomRule["ref"],
  statement: Call,
  { passed, made, writes }: Copying,
): CustomRule["ref"] {
  const adapter = newFunctionRef(l.ctx.ids, `${ref.name}_copied`);
  const out = new BlockBuilder(l.ctx.ids);
  const params = passed.map((arg) => newValue(l.ctx.ids, typeOf(arg)));
  const args = passed.map((arg, i): Atom => {
    const param = must(params[i]);
    if (arg.kind === "constant") return arg;
    return writes ? copyOf(l, param, statement, out) : param;
  });
  const given = newValue(l.ctx.ids, made ?? atomType(must(l.options.bodyOf(ref)?.results[0])));
  out.push({ kind: "call", results: [given], callee: ref, args, linear: false, span: undefined });
  const result = made === undefined ? given : cloneTree(given, out);
  l.options.adapters.push({
    ref: adapter,
    params,
    body: out.block,
    results: [result],
    span: l.options.bodyOf(ref)?.span,
  });
  return adapter;
}

/** Whether a rule gives an array of numbers that it has made itself. */
function makesItsResult(rule: IRFunction | undefined): boolean {
  const result = rule?.results[0];
  if (rule === undefined || result?.kind !== "value" || result.type.kind !== "array") return false;
  return !isReference(result.type.element) && ownObjects(rule)(result);
}

const typeOf = (atom: Atom): Type => {
  if (atom.kind === "value") return atom.type;
  return typeof atom.value === "number" ? numberType : { kind: "undefined" };
};
