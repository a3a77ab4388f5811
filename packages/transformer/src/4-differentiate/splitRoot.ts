import type { UnscheduledSplit } from "../5-schedule/plan.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import {
  atomType,
  BlockBuilder,
  constant,
  fieldKey,
  indexKey,
  isReference,
  letValue,
  newFunctionRef,
  newValue,
  numberType,
  zero,
} from "../ir/build.js";
import type { Atom, IRFunction, RecordType, Type, Value } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import { changesStructure } from "./atEntry.js";
import type { Spine } from "./kept.js";
import type { Joint } from "./linearize.js";
import { mayBeOmitted, zerosOfParameter } from "./omitted.js";
import { isFlat, isTree, overRows } from "./parts.js";
import { addTree, clearTree, cloneTree } from "./rebuild.js";
import { shadowType } from "./shadow.js";
import { clearSpine, copySpine, keepSpine } from "./spine.js";
import { type TransposeOptions, transpose } from "./transpose.js";
import type { Unzipped } from "./unzip.js";

export interface PullbackRequest {
  /** The parameters that it gives cotangents of. */
  readonly inputs: readonly Value[];
  /** One cotangent, a list of them, or one for each parameter: undefined for those that are no inputs. */
  readonly shape: "single" | "list" | "all";
  /** The parameters that get no place in such a list. */
  readonly captured: readonly number[];
  readonly frameType: RecordType;
  /** What comes out is differentiated again. */
  readonly again: boolean;
}

/**
 * The function that `vjp` differentiates, in two halves: f with a frame, and the pullback, which takes the frame and a cotangent of the
 * result. It may run many times: every shadow is 0 before and after, and what it gives is fresh memory.
 */
export function splitRoot(
  halves: Unzipped,
  joint: Joint,
  request: PullbackRequest,
  options: TransposeOptions,
  functions: readonly IRFunction[],
  ctx: Context,
): UnscheduledSplit {
  const { primal } = halves;
  const { inputs, frameType, again } = request;
  const shadows = new Map(joint.shadowParams.map(({ primal: param, shadow }) => [param, shadow]));
  const params = primal.params.slice(0, primal.params.length - shadows.size);
  const entry = new BlockBuilder(ctx.ids);
  const seed = new BlockBuilder(ctx.ids);
  // An array that only the pullback knows is made there, and given away: it need not be copied, and not be 0 again.
  const mentioned = mentionedIn(primal);
  const isOwn = (param: Value, shadow: Value): boolean =>
    isFlat(shadow.type) &&
    !mentioned.has(shadow) &&
    inputs.filter((input) => input === param).length === 1 &&
    !mayBeOmitted(param, primal) &&
    !changesStructure(param, functions);
  for (const [param, shadow] of shadows) {
    if (isOwn(param, shadow)) zerosOf(shadow, entry.define(numberType, { kind: "length", base: param }), seed);
    else entry.push({ kind: "let", value: shadow, operation: zerosOfParameter(param, primal), linear: false });
  }
  const remembered = new Map([...shadows.keys()].map((param) => [param, rememberChanged(param)]));
  const gather = inputs.map((input) => gathererOf(input));

  const [result = constant(undefined), resultShadow] = primal.results;
  const type = atomType(result);
  const cotangent = newValue(ctx.ids, shadowType(type), { name: "cotangent", linear: true });
  const cotangents = new Map<Value, Atom>();
  const [tangent] = joint.resultTangents;
  if (tangent?.kind === "value") cotangents.set(tangent, cotangent);
  if (resultShadow?.kind === "value") seedShadow(resultShadow, cotangent, seed);
  const body = transpose(halves.linear, cotangents, ctx, options);
  const tangents = new Map(joint.tangentParams.map((param) => [param.primal, param.tangent]));
  const exit = new BlockBuilder(ctx.ids);
  const gradients = new Map(inputs.map((input, i) => [input, must(gather[i])(exit)]));
  const pulledBack = resultOf(exit);
  for (const [param, shadow] of shadows) if (!isOwn(param, shadow)) clear(param, shadow, exit);
  return {
    forward: {
      ...primal,
      ref: newFunctionRef(ctx.ids, `${primal.ref.name}_forward`),
      params,
      body: [...entry.block, ...primal.body],
      results: [result],
    },
    reverse: {
      ref: newFunctionRef(ctx.ids, `${primal.ref.name}_pullback`),
      params: [cotangent],
      body: [...seed.block, ...body, ...exit.block],
      results: [pulledBack],
    },
    frameType,
  };

  /** Gone through by statements: those of structures are longer, and a field need not be in every object of a type. */
  function isPlain(type: Type): boolean {
    return isFlat(type) || (again && isTree(type));
  }

  function resultOf(out: BlockBuilder): Atom {
    const of = (input: Value): Atom => gradients.get(input) ?? constant(undefined);
    if (request.shape === "single") return of(must(inputs[0]));
    const listed = params.filter((_, i) => !request.captured.includes(i));
    const elements = (request.shape === "all" ? listed : inputs).map(of);
    const tuple: Type = { kind: "tuple", elements: elements.map(atomType) };
    return out.define(tuple, { kind: "makeArray", elements });
  }

  /** The structure that a parameter has at entry, if f may change it. */
  function rememberChanged(param: Value): Spine | undefined {
    const shadow = shadows.get(param);
    if (shadow === undefined || !changesStructure(param, functions)) return undefined;
    const found = mayBeOmitted(param, primal) || !isTree(shadow.type) ? undefined : keepSpine(shadow, entry, true);
    if (found === undefined) ctx.reporter.report("structureChanged", param.span, { name: param.name ?? "an argument" });
    return found;
  }

  /** How the pullback gets the cotangent of an input: in memory of its own. */
  function gathererOf(input: Value): (out: BlockBuilder) => Atom {
    if (!isReference(input.type)) return () => cotangents.get(tangents.get(input) as Value) ?? zero;
    const own = shadows.get(input);
    if (own !== undefined && isOwn(input, own)) return () => own;
    const shadow = own ?? entry.define(shadowType(input.type), zerosOfParameter(input, primal), { linear: true });
    const changed = remembered.get(input);
    if (changed !== undefined) return (out) => copySpine(changed, out);
    if (isPlain(shadow.type)) return (out) => cloneTree(shadow, out);
    if (again) ctx.reporter.report("structureChanged", input.span, { name: input.name ?? "an argument" });
    const copy = { kind: "opaque", text: "copyCotangent($0)", args: [shadow], imports: ["copyCotangent"] } as const;
    return (out) => out.define(shadow.type, copy);
  }

  function clear(param: Value, shadow: Value, out: BlockBuilder): void {
    const changed = remembered.get(param);
    if (changed !== undefined) clearSpine(changed, out);
    else if (isPlain(shadow.type)) clearTree(shadow, out);
    else host("clearCotangent($0)", [shadow], out);
  }

  function seedShadow(shadow: Value, given: Value, out: BlockBuilder): void {
    if (isPlain(shadow.type)) addTree(shadow, given, out);
    else host("addCotangent($0, $1)", [shadow, given], out);
  }

  function host(text: string, args: readonly Value[], out: BlockBuilder): void {
    const [name = ""] = text.split("(");
    out.define({ kind: "undefined" }, { kind: "opaque", text, args, imports: [name] });
  }
}

/** The values that the forward half uses. */
function mentionedIn({ body }: IRFunction): ReadonlySet<Atom> {
  const mentioned = new Set<Atom>();
  visit(body, (statement) => {
    for (const used of uses(statement)) mentioned.add(used);
  });
  return mentioned;
}

/** An array of zeros. For short ones a loop is faster than `fill`. */
function zerosOf(array: Value, length: Value, out: BlockBuilder): void {
  const isTyped = array.type.kind === "array" && array.type.storage !== "Array";
  out.push(letValue(array, { kind: "newArray", length, fill: undefined, ...(isTyped ? {} : { holes: true }) }));
  if (isTyped) return;
  overRows(out, length, (inner, index) =>
    inner.push({ kind: "store", base: array, key: indexKey(index), value: zero, linear: false }),
  );
}

/** A function that calls both halves, the pullback twice. */
export function driverOf(main: IRFunction, pullback: IRFunction, ctx: Context): IRFunction {
  const copies = (values: readonly Value[]): readonly Value[] =>
    values.map((value) => newValue(ctx.ids, value.type, value));
  const params = copies(main.params);
  const [frame] = pullback.params;
  const out = new BlockBuilder(ctx.ids);
  const call = (callee: IRFunction, args: readonly Atom[]): Value => {
    const result = newValue(ctx.ids, atomType(must(callee.results[0])));
    out.push({ kind: "call", results: [result], callee: callee.ref, args, linear: false, span: undefined });
    return result;
  };
  const made = call(main, params);
  const given = out.define(must(frame).type, { kind: "load", base: made, key: fieldKey("frame") });
  const cotangents = copies(pullback.params.slice(1));
  const results = [call(pullback, [given, ...cotangents]), call(pullback, [given, ...cotangents])];
  return {
    ref: newFunctionRef(ctx.ids, "driver"),
    params: [...params, ...cotangents],
    body: out.block,
    results,
    span: undefined,
  };
}

/** The forward half as one function with one result: `{ value, frame }`. */
export function withFrame(forward: IRFunction, ctx: Context): IRFunction {
  const [value = constant(undefined), frame = constant(undefined)] = forward.results;
  const out = new BlockBuilder(ctx.ids);
  const type: RecordType = {
    kind: "record",
    name: undefined,
    fields: [
      { name: "value", type: atomType(value) },
      { name: "frame", type: atomType(frame) },
    ],
  };
  const fields = [
    { name: "value", value },
    { name: "frame", value: frame },
  ];
  const result = out.define(type, { kind: "makeRecord", fields });
  return { ...forward, body: [...forward.body, ...out.block], results: [result] };
}
