import { type AliasClass, type Aliases, analyzeAliases } from "../3-analyze/aliases.js";
import { analyzeInRange } from "../3-analyze/inRange.js";
import { ownObjects } from "../3-analyze/ownObjects.js";
import type { Context } from "../context.js";
import { atomType, type BlockBuilder, entryKey, indexKey, isReference, opaqueType, zero } from "../ir/build.js";
import { isOptionalSlot } from "../ir/type.js";
import type { Atom, IRFunction, Store, TupleType, Type, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { mayBeOmitted, zerosOfParameter } from "./omitted.js";
import { isTree } from "./parts.js";
import { shadowType } from "./shadow.js";
import { copySpine, keepSpine } from "./spine.js";

/** An input that is a structure, and the shadow that gathers its cotangents, if it has one. */
export interface Gradient {
  readonly input: Value;
  readonly shadow: Value | undefined;
  /** What comes out is differentiated again. */
  readonly again: boolean;
}

/**
 * The gradient has the structure that the argument had at entry. Where f lengthens or shortens the argument, or stores other
 * references into it, that structure is remembered at entry and restored in the shadow at the end.
 */
export function atEntry(
  { input, shadow, again }: Gradient,
  primal: IRFunction,
  functions: readonly IRFunction[],
  entry: BlockBuilder,
  exit: BlockBuilder,
  ctx: Context,
): Atom {
  // Of what it refers to, nothing may be known.
  if (shadow === undefined)
    return entry.define(shadowType(input.type), zerosOfParameter(input, primal), { name: `${input.name}_bar` });
  if (!changesStructure(input, functions)) return shadow;
  if (again) {
    if (!mayBeOmitted(input, primal) && isTree(shadow.type)) return copySpine(keepSpine(shadow, entry, true), exit);
    ctx.reporter.report("structureChanged", input.span, { name: input.name ?? "an argument" });
    return shadow;
  }
  const call = (text: string, argument: Value, out: BlockBuilder): Value => {
    const [name = ""] = text.split("(");
    return out.define(opaqueType, { kind: "opaque", text, args: [argument], imports: [name] }, { name: "structure" });
  };
  call("restoreStructure($0)", call("structureOf($0)", shadow, entry), exit);
  return shadow;
}

/** Whether a program may change the structure of an argument: lengths of arrays, references and optional fields in it. */
export function changesStructure(input: Value, functions: readonly IRFunction[]): boolean {
  const aliases = analyzeAliases(functions);
  const { resized, redirected } = restructured(functions, aliases);
  const seen = new Set<AliasClass>();
  const changes = (type: Type, at: AliasClass): boolean => {
    if (!isReference(type) || seen.has(at)) return false;
    seen.add(at);
    if (type.kind === "array") {
      const slot = aliases.slot(at, indexKey(zero));
      return resized.has(at) || redirected.has(slot) || changes(type.element, slot);
    }
    if (type.kind === "map") {
      const slot = aliases.slot(at, entryKey(zero));
      return resized.has(at) || redirected.has(slot) || changes(type.value, slot);
    }
    const fields =
      type.kind === "record" ? type.fields : (type as TupleType).elements.map((t, i) => ({ name: String(i), type: t }));
    return fields.some((field) => {
      const slot = aliases.slot(at, { kind: "field", name: field.name });
      return redirected.has(slot) || (isReference(field.type) && changes(field.type, slot));
    });
  };
  return changes(input.type, aliases.classOf(input));
}

/**
 * Arrays whose length the program may change, and slots into which it stores references after they were made. What it makes itself is
 * no part of an argument: while a list is filled, it cannot be one that was there before.
 */
function restructured(functions: readonly IRFunction[], aliases: Aliases) {
  const resized = new Set<AliasClass>();
  const redirected = new Set<AliasClass>();
  for (const fn of functions) {
    const isInRange = analyzeInRange(fn);
    const isOwn = ownObjects(fn);
    visit(fn.body, (statement) => {
      if ("base" in statement && isOwn(statement.base)) return;
      if (statement.kind === "resize" || statement.kind === "removeEntry") resized.add(aliases.classOf(statement.base));
      if (statement.kind === "store" && isPlainArray(statement) && !isInRange(statement)) {
        resized.add(aliases.classOf(statement.base));
      }
      // What is stored under a new key gets a cotangent, which the gradient has no place for.
      if (statement.kind === "store" && statement.key.kind === "entry") resized.add(aliases.classOf(statement.base));
      // A store may make a field that was missing.
      const addsField = statement.kind === "store" && isOptionalSlot(statement.base, statement.key);
      if (statement.kind === "store" && (addsField || isReference(atomType(statement.value)))) {
        redirected.add(aliases.slotOf(statement.base, statement.key));
      }
      if (statement.kind === "fill" && isReference(atomType(statement.value))) {
        redirected.add(aliases.slotOf(statement.base, indexKey(zero)));
      }
    });
  }
  return { resized, redirected };
}

const isPlainArray = ({ base }: Store): boolean =>
  base.kind === "value" && base.type.kind === "array" && base.type.storage === "Array";
