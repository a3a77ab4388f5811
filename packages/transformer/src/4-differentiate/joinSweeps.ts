import type { UnscheduledSplit } from "../5-schedule/plan.js";
import type { Context } from "../context.js";
import { BlockBuilder, isReference, newValue, numberType, zero } from "../ir/build.js";
import type { Atom, Block, IRFunction, Type, Value } from "../ir/types.js";
import type { DerivativeRequest } from "../pipeline.js";
import { atEntry, type Gradient } from "./atEntry.js";
import type { SplitFunction } from "./calls.js";
import type { Joint } from "./linearize.js";
import { zerosOfParameter } from "./omitted.js";
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
  for (const [param, shadow] of shadows) {
    entry.push({ kind: "let", value: shadow, operation: zerosOfParameter(param, primal), linear: false });
  }
  const tangents = new Map(joint.tangentParams.map(({ primal: param, tangent }) => [param, tangent]));
  const exit = new BlockBuilder(ctx.ids);
  const gradients = inputs.map((input): Atom => {
    if (!isReference(input.type)) return cotangents.get(tangents.get(input) as Value) ?? zero;
    const shadow = shadows.get(input);
    const gradient: Gradient = { input, shadow, again: request.again === true };
    return atEntry(gradient, primal, functions, entry, exit, ctx);
  });
  const value = primal.results[0] ?? zero;
  const result = resultOf(request, value, gradients, exit);
  return {
    ...primal,
    params: primal.params.slice(0, primal.params.length - shadows.size),
    body: [...entry.block, ...primal.body, { kind: "note", text: "reverse sweep" }, ...reverse, ...exit.block],
    results: [result],
  };
}

const typeOf = (atom: Atom): Type => (atom.kind === "value" ? atom.type : numberType);

function resultOf(request: DerivativeRequest, value: Atom, gradients: readonly Atom[], out: BlockBuilder): Atom {
  const grad =
    typeof request.wrt === "number"
      ? (gradients[0] ?? zero)
      : out.define({ kind: "tuple", elements: gradients.map(typeOf) }, { kind: "makeArray", elements: gradients });
  if (request.marker === "grad") return grad;
  return out.define(
    {
      kind: "record",
      name: undefined,
      fields: [
        { name: "value", type: typeOf(value) },
        { name: "grad", type: typeOf(grad) },
      ],
    },
    {
      kind: "makeRecord",
      fields: [
        { name: "value", value },
        { name: "grad", value: grad },
      ],
    },
  );
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
    const bar = bars[k];
    if (tangent?.kind !== "value" || bar === undefined) return;
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
