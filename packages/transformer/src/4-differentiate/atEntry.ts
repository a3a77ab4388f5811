import { analyzeAliases } from "../3-analyze/aliases.js";
import { analyzeEffects } from "../3-analyze/effects.js";
import type { Context } from "../context.js";
import { type BlockBuilder, indexKey, isReference, numberType, zero } from "../ir/build.js";
import type { Atom, IRFunction, Type, Value } from "../ir/types.js";
import { shadowType } from "./shadow.js";

/** An input that is a structure, and the shadow that gathers its cotangents, if it has one. */
export interface Gradient {
  readonly input: Value;
  readonly shadow: Value | undefined;
}

/**
 * The gradient has the structure that the argument had at entry. Where f lengthens or shortens the argument, or stores other
 * references into it, that structure is remembered; deeper than its first level this is refused.
 */
export function atEntry(
  { input, shadow }: Gradient,
  functions: readonly IRFunction[],
  entry: BlockBuilder,
  exit: BlockBuilder,
  ctx: Context,
): Atom {
  if (shadow === undefined)
    return exit.define(shadowType(input.type), { kind: "zerosLike", of: input }, { name: `${input.name}_bar` });
  const aliases = analyzeAliases(functions);
  const { writes } = analyzeEffects(functions, aliases).ofBlock(functions[0]?.body ?? []);
  const changes = (type: Type, at: ReturnType<typeof aliases.classOf>, depth: number): boolean => {
    if (!isReference(type) || depth > 8) return false;
    if (type.kind === "array") {
      const slot = aliases.slot(at, indexKey(zero));
      const isRestructured = writes.has(aliases.lengthOfClass(at)) || (isReference(type.element) && writes.has(slot));
      return isRestructured || changes(type.element, slot, depth + 1);
    }
    const fields =
      type.kind === "record"
        ? type.fields
        : type.kind === "tuple"
          ? type.elements.map((t, i) => ({ name: String(i), type: t }))
          : [];
    return fields.some((field) => {
      const slot = aliases.slot(at, { kind: "field", name: field.name });
      return isReference(field.type) && (writes.has(slot) || changes(field.type, slot, depth + 1));
    });
  };
  const root = aliases.classOf(input);
  if (!changes(input.type, root, 0)) return shadow;
  const { type } = input;
  if (type.kind !== "array" || changes(type.element, aliases.slot(root, indexKey(zero)), 1)) {
    ctx.reporter.report("argumentRestructured", input.span ?? functions[0]?.span, {
      name: input.name ?? "an argument",
    });
    return shadow;
  }
  if (isReference(type.element)) {
    return entry.define(
      shadow.type,
      { kind: "slice", base: shadow, start: undefined, end: undefined },
      { name: shadow.name },
    );
  }
  const length = entry.define(numberType, { kind: "length", base: input }, { name: "length" });
  return exit.define(shadow.type, { kind: "slice", base: shadow, start: zero, end: length }, { name: shadow.name });
}
