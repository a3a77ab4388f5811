import { must } from "../../diagnostics/must.js";
import {
  atomType,
  BlockBuilder,
  constant,
  elementKey,
  fieldKey,
  newFunctionRef,
  newValue,
  numberType,
} from "../../ir/build.js";
import type {
  Atom,
  Call,
  CustomRule,
  FieldType,
  IRFunction,
  Key,
  RecordType,
  Statement,
  Type,
  Value,
} from "../../ir/types.js";
import { checkLength, checkLengths, checkThere } from "../checkLengths.js";
import { isTree, slotsOf } from "../parts.js";
import { clearTree } from "../rebuild.js";
import { shadowType } from "../shadow.js";
import { addToSpine, keepSpine, namedSpine, spineNamed, takeSpine } from "../spine.js";
import { argumentsGiven, chooseDual, copyOf, refuseShared, typeOf } from "./customDuals.js";
import { newShadow, newTangent, shadowOf, tangentOf } from "./duals.js";
import type { Linearization } from "./state.js";

// A reverse rule is the pullback: what it is given is kept in a frame.

/** The frame holds what the rule is given: the arguments as they are now, the result, and the shadows. */
export function byPullback(l: Linearization, statement: Call, rule: CustomRule, result: Value): void {
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
  if (of !== undefined && given.type.kind === "array")
    checkLength(given, constant(covers.length), `the rule of ${of.name} gave`, "", out);
  const keyOf = (arg: number) => elementKey(given.type, covers.indexOf(arg));
  shadows.forEach((shadow, i) => {
    if (shadow?.kind !== "value") return;
    const from = out.define(typeOf(shadow), { kind: "load", base: given, key: keyOf(i) }, { linear: true });
    // The copy of the argument has the lengths that it had at the call.
    if (of !== undefined) {
      const [says, place, like] = [`the rule of ${of.name} gave`, nameOf(l, of, i), field(`argument${i}`)];
      checkThere(ownPart(given, keyOf(i), from, out), like.type, says, place, out);
      checkLengths(from, like, says, place, out);
    }
    addToSpine(spineNamed(`shadow${i}`, shadow.type, field), from, out);
  });
  const results = numbers.map((i) =>
    out.define(numberType, { kind: "load", base: given, key: keyOf(i) }, { linear: true }),
  );
  return { ref: adapter, params: hasShadow ? [frame] : [frame, bar], body: out.block, results, span: rule.span };
}

const nameOf = (l: Linearization, of: CustomRule["ref"], i: number): string =>
  l.options.bodyOf(of)?.params[i]?.name ?? `argument ${i + 1}`;

/** What a rule gives for an argument, as a record of the rule's own: fields may be missing there. */
function ownPart(given: Value, key: Key, from: Value, out: BlockBuilder): Value {
  const name = key.kind === "field" ? key.name : undefined;
  const type =
    given.type.kind === "array" ? given.type.element : slotsOf(given.type).find((slot) => slot.name === name)?.type;
  return type?.kind === "record" ? out.define(type, { kind: "load", base: given, key }, { linear: true }) : from;
}
