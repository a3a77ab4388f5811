import type { Context } from "../context.js";
import { atomType, BlockBuilder, isReference } from "../ir/build.js";
import { typeText } from "../ir/type.js";
import type { Atom, Block, Call, CallDerivative, IRFunction, Type } from "../ir/types.js";
import { checkLength, checkLengths } from "./checkLengths.js";
import { fitsTangent } from "./fitsTangent.js";
import { isTree } from "./parts.js";

/** What is given, what it should be like, and where that is. */
type Pair = readonly [given: Atom, like: Atom | undefined, type: Type, place: string];

/** Statements that throw where tangents, or a cotangent, that the user gives within a program do not fit. What types show is reported. */
export function checkGiven(call: Call, derivative: CallDerivative, base: IRFunction, ctx: Context): Block {
  const out = new BlockBuilder(ctx.ids);
  const { name } = call.callee;
  const isPullback = derivative.half === "reverse";
  const says = isPullback ? `the pullback of ${name} is given` : `the tangent of ${name} has`;
  for (const [given, like, wanted, place] of isPullback ? cotangent(call, base) : tangents(call, derivative, base)) {
    const type = atomType(given);
    if (!fitsTangent(type, wanted)) {
      const values = { name, place, given: typeText(type), wanted: typeText(wanted) };
      ctx.reporter.report("tangentMisfit", call.span, values);
    } else if (given.kind === "value" && like !== undefined && isReference(wanted) && isTree(wanted)) {
      if (like.kind === "value" && isReference(like.type)) checkLengths(given, like, says, place, out);
      else if (atomType(like).kind === "number") checkLength(given, like, says, place, out);
    }
  }
  return out.block;
}

/** Of a list of numbers its length is passed, of another structure one like it: the result itself may change before. */
function cotangent({ args: [, given, like] }: Call, { results: [result] }: IRFunction): readonly Pair[] {
  return given === undefined || result === undefined ? [] : [[given, like, atomType(result), "cotangent"]];
}

function tangents({ args }: Call, { wrt, primals }: CallDerivative, { params }: IRFunction): readonly Pair[] {
  return (typeof wrt === "number" ? [wrt] : wrt).flatMap((index, i): readonly Pair[] => {
    const [given, like] = [args[primals + i], args[index]];
    const isOwn = index < primals && given !== undefined && like !== undefined;
    return isOwn ? [[given, like, atomType(like), params[index]?.name ?? `argument ${index + 1}`]] : [];
  });
}
