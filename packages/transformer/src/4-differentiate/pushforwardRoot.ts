import type { Context } from "../context.js";
import { BlockBuilder, constant, isReference, newValue, numberType, undefinedType, zero } from "../ir/build.js";
import type { Atom, IRFunction, Type, Value } from "../ir/types.js";
import type { Joint } from "./linearize.js";
import { zerosOfParameter } from "./omitted.js";
import { shadowType } from "./shadow.js";

/** The pushforward that a user calls: a tangent for each input after f's own parameters, and `{ value, tangent }` as result. */
export function pushforwardRoot(fn: IRFunction, joint: Joint, inputs: readonly Value[], ctx: Context): IRFunction {
  const duals = new Map<Value, Value>();
  for (const { primal, tangent } of joint.tangentParams) duals.set(primal, tangent);
  for (const { primal, shadow } of joint.shadowParams) duals.set(primal, shadow);
  const entry = new BlockBuilder(ctx.ids);
  const given = inputs.map(
    (input) => duals.get(input) ?? newValue(ctx.ids, shadowType(input.type), { name: `${input.name ?? "x"}_dot` }),
  );
  for (const { primal, shadow } of joint.shadowParams) {
    if (!inputs.includes(primal)) {
      entry.push({ kind: "let", value: shadow, operation: zerosOfParameter(primal, fn), linear: false });
    }
  }
  const primalCount = fn.params.length - joint.shadowParams.length;
  const exit = new BlockBuilder(ctx.ids);
  // A function may give nothing.
  const value = fn.results[0] ?? constant(undefined);
  const shadow = fn.results[1];
  const tangent = joint.resultTangents[0] ?? shadow ?? zeroTangent(value, exit);
  const result = exit.define(
    {
      kind: "record",
      name: undefined,
      fields: [
        { name: "value", type: typeOf(value) },
        { name: "tangent", type: typeOf(tangent) },
      ],
    },
    {
      kind: "makeRecord",
      fields: [
        { name: "value", value },
        { name: "tangent", value: tangent },
      ],
    },
  );
  return {
    ...fn,
    params: [...fn.params.slice(0, primalCount), ...given],
    body: [...entry.block, ...fn.body, ...exit.block],
    results: [result],
  };
}

/** A result that no input reaches has real zeros as its tangent. */
function zeroTangent(value: Atom, out: BlockBuilder): Atom {
  if (value.kind === "value" && isReference(value.type))
    return out.define(shadowType(value.type), { kind: "zerosLike", of: value });
  return zero;
}

function typeOf(atom: Atom): Type {
  if (atom.kind === "value") return atom.type;
  return typeof atom.value === "number" ? numberType : undefinedType;
}
