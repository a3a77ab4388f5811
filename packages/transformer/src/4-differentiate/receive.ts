import { readsBeyond } from "../3-analyze/mayThrow.js";
import type { Context } from "../context.js";
import { type BlockBuilder, fieldKey, isReference, newValue, undefinedType } from "../ir/build.js";
import type { Atom, IRFunction, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { changesStructure } from "./atEntry.js";
import type { Sweeps } from "./joinSweeps.js";
import { isTree } from "./parts.js";
import { clearTree } from "./rebuild.js";
import { shadowType } from "./shadow.js";

// `into: true`: the gradient goes into a structure that the caller gives, so that a loop that calls it makes no garbage.

/** The structure that is given, and its parts, one for each input. */
export interface Receiver {
  /** A parameter. */
  readonly given: Value;
  /** For each input its part, undefined for a number. */
  readonly parts: readonly (Value | undefined)[];
  /** Those that are the shadows themselves; into the others the gradient is copied when all is done. */
  readonly direct: ReadonlyMap<Value, Value>;
}

export function receiver(
  { joint, inputs, request }: Sweeps,
  functions: readonly IRFunction[],
  entry: BlockBuilder,
  ctx: Context,
): Receiver {
  const types = inputs.map((input) => shadowType(input.type));
  const [first] = types;
  const isSingle = typeof request.wrt === "number";
  const type: Type = isSingle && first !== undefined ? first : { kind: "tuple", elements: types };
  const given = newValue(ctx.ids, type, { name: "into" });
  if (isSingle && !isReference(type))
    ctx.reporter.report("intoNumber", inputs[0]?.span, { name: inputs[0]?.name ?? "an argument" });
  const parts = inputs.map((_, i) => {
    const part = types[i];
    if (part === undefined || !isReference(part)) return undefined;
    return isSingle ? given : entry.define(part, { kind: "load", base: given, key: fieldKey(String(i)) });
  });
  const hasShadow = new Set(joint.shadowParams.map(({ primal }) => primal));
  const isCalm = !functions.some((fn) => usesRules(fn) || readsBeyond(fn));
  const direct = inputs.flatMap((input, i) => {
    const part = parts[i];
    const isShadow = part !== undefined && isCalm && hasShadow.has(input) && !changesStructure(input, functions);
    return isShadow ? [[input, part] as const] : [];
  });
  return { given, parts, direct: new Map(direct) };
}

/** Whether a rule of the user's runs in the reverse sweep: it may throw. */
function usesRules(fn: IRFunction): boolean {
  let found = false;
  visit(fn.body, (statement) => {
    found ||= statement.kind === "call" && statement.rule !== undefined;
  });
  return found;
}

/** Puts into what was given what is not there yet. */
export function receive({ given, parts, direct }: Receiver, gradients: readonly Atom[], exit: BlockBuilder): Atom {
  const isSingle = parts[0] === given;
  gradients.forEach((gradient, i) => {
    const part = parts[i];
    if (part === undefined && !isSingle)
      exit.push({ kind: "store", base: given, key: fieldKey(String(i)), value: gradient, linear: false });
    else if (part !== undefined && ![...direct.values()].includes(part)) host("copyInto", [part, gradient], exit);
  });
  return given;
}

/** Sets all numbers of a structure to 0. */
export function clearAll(structure: Value, out: BlockBuilder): void {
  if (isTree(structure.type)) clearTree(structure, out);
  else host("clearCotangent", [structure], out);
}

function host(name: string, args: readonly Atom[], out: BlockBuilder): void {
  const text = `${name}(${args.map((_, i) => `$${i}`).join(", ")})`;
  out.define(undefinedType, { kind: "opaque", text, args, imports: [name] });
}
