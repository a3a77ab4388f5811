import type { UnscheduledSplit } from "../5-schedule/plan.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import {
  atomType,
  BlockBuilder,
  elementKey,
  isReference,
  newValue,
  numberType,
  one,
  primitive,
  zero,
} from "../ir/build.js";
import { partOfPair } from "../ir/type.js";
import type { Atom, Block, IRFunction, Value } from "../ir/types.js";
import type { DerivativeRequest } from "../pipeline/derivative.js";
import { atEntry, type Gradient } from "./atEntry.js";
import type { SplitFunction } from "./calls.js";
import type { Joint } from "./linearize.js";
import { zerosOfParameter } from "./omitted.js";
import { clearAll, receive, receiver } from "./receive.js";
import { type TransposeOptions, transpose } from "./transpose.js";
import type { Unzipped } from "./unzip.js";

export interface Sweeps {
  readonly joint: Joint;
  readonly inputs: readonly Value[];
  /** After transposition: those of the inputs' tangents. */
  readonly cotangents: ReadonlyMap<Value, Atom>;
  readonly request: DerivativeRequest;
}

/** The differentiated function: shadows of the arguments, the primal sweep, the reverse sweep, and the result in the API's shape. */
export function joinSweeps(
  primal: IRFunction,
  reverse: Block,
  sweeps: Sweeps,
  functions: readonly IRFunction[],
  ctx: Context,
): IRFunction {
  const { joint, inputs, cotangents, request } = sweeps;
  const shadows = new Map(joint.shadowParams.map(({ primal: param, shadow }) => [param, shadow]));
  const entry = new BlockBuilder(ctx.ids);
  const start = new BlockBuilder(ctx.ids);
  const into = request.choices?.into ? receiver(sweeps, functions, entry, ctx) : undefined;
  for (const [param, shadow] of shadows) {
    const given = into?.direct.get(param);
    const operation = given === undefined ? zerosOfParameter(param, primal) : primitive("identity", given);
    entry.push({ kind: "let", value: shadow, operation, linear: false });
    // Not before f has run: if it throws, what was given is as it was.
    if (given !== undefined) clearAll(shadow, start);
  }
  const tangents = new Map(joint.tangentParams.map(({ primal: param, tangent }) => [param, tangent]));
  const exit = new BlockBuilder(ctx.ids);
  const gradients = inputs.map((input): Atom => {
    if (!isReference(input.type)) return cotangents.get(tangents.get(input) as Value) ?? zero;
    const shadow = shadows.get(input);
    const gradient: Gradient = { input, shadow, again: request.again === true };
    return atEntry(gradient, primal, functions, entry, exit, ctx);
  });
  const values = valuesOf(request, primal.results, start);
  const grad = into === undefined ? gradientOf(request, gradients, exit) : receive(into, gradients, exit);
  const result = request.marker === "grad" ? grad : withValues(values, grad, exit);
  const params = primal.params.slice(0, primal.params.length - shadows.size);
  return {
    ...primal,
    params: into === undefined ? params : [into.given, ...params],
    body: [
      ...entry.block,
      ...primal.body,
      { kind: "note", text: "reverse sweep" },
      ...start.block,
      ...reverse,
      ...exit.block,
    ],
    results: [result],
  };
}

/** What f gives besides its gradient: its number, and of a pair the other part. The cotangent of the number is 1. */
function valuesOf(
  request: DerivativeRequest,
  results: readonly Atom[],
  start: BlockBuilder,
): Readonly<Record<string, Atom>> {
  const [result = zero, shadow] = results;
  if (!request.choices?.aux || result.kind !== "value") return { value: result };
  const part = (index: 0 | 1): Value => {
    const type = must(partOfPair(result.type, index));
    return start.define(type, { kind: "load", base: result, key: elementKey(result.type, index) });
  };
  const values = { value: part(0), aux: part(1) };
  if (shadow !== undefined)
    start.push({ kind: "accumulate", base: shadow, key: elementKey(result.type, 0), value: one, linear: false });
  return values;
}

const gradientOf = ({ wrt }: DerivativeRequest, gradients: readonly Atom[], out: BlockBuilder): Atom =>
  typeof wrt === "number"
    ? must(gradients[0])
    : out.define({ kind: "tuple", elements: gradients.map(atomType) }, { kind: "makeArray", elements: gradients });

function withValues({ value = zero, aux }: Readonly<Record<string, Atom>>, grad: Atom, out: BlockBuilder): Atom {
  const fields = [
    { name: "value", value },
    { name: "grad", value: grad },
    ...(aux ? [{ name: "aux", value: aux }] : []),
  ];
  const types = fields.map((field) => ({ name: field.name, type: atomType(field.value) }));
  return out.define({ kind: "record", name: undefined, fields: types }, { kind: "makeRecord", fields });
}

/** A function that is called, in two halves. The reverse one takes a frame, which planning fills, and the results' cotangents. */
export function splitSweeps(
  halves: Unzipped,
  joint: Joint,
  split: SplitFunction,
  options: TransposeOptions,
  ctx: Context,
): UnscheduledSplit {
  const cotangents = new Map<Value, Atom>();
  const bars = split.tangentResults.map((i) => {
    const result = joint.fn.results[i];
    const name = result?.kind === "value" && result.name !== undefined ? `${result.name}_bar` : "result_bar";
    return newValue(ctx.ids, numberType, { name, linear: true });
  });
  const out = new BlockBuilder(ctx.ids);
  split.tangentResults.forEach((i, k) => {
    const tangent = joint.resultTangents[i];
    const bar = must(bars[k]);
    if (tangent?.kind !== "value") return;
    const present = cotangents.get(tangent);
    cotangents.set(
      tangent,
      present === undefined ? bar : out.primitive("add", [present, bar], numberType, { linear: true }),
    );
  });
  const body = transpose(halves.linear, cotangents, ctx, options);
  return {
    forward: { ...halves.primal, ref: split.forward },
    reverse: {
      ref: split.reverse,
      params: bars,
      body: [...out.block, ...body],
      results: joint.tangentParams.map(({ tangent }) => cotangents.get(tangent) ?? zero),
    },
    frameType: split.frameType,
  };
}
