import { elementKey } from "../ir/build.js";
import type { Atom, IRFunction, Key, Span, Statement } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { anyIndex } from "./slots.js";

/** A place where memory that code which is not read may see gets a value that depends on the input. */
export interface ActiveState {
  readonly name: string;
  readonly span: Span | undefined;
}

/** Texts made of active values, by slot. */
interface MarkedTexts {
  isMarked(atom: Atom): boolean;
  isMarkedSlot(slot: AliasClass): boolean;
}

/**
 * The first store of an active value, or of a text made of one, into memory of modules. It counts also where the program itself
 * never reads it, so that activity does not follow it.
 */
export function activeState(
  functions: readonly IRFunction[],
  activity: Activity,
  aliases: Aliases,
  texts: MarkedTexts,
): ActiveState | undefined {
  const seen = new Set(aliases.moduleSlots());
  if (seen.size === 0) return undefined;
  let found: ActiveState | undefined;
  const note = (base: Atom, key: Key, value: Atom): void => {
    if (found !== undefined || base.kind !== "value" || !seen.has(aliases.slotOf(base, key))) return;
    const isActive = activity.isVaried(value) || activity.needsShadow(value);
    if (!isActive && !texts.isMarked(value)) return;
    const span = value.kind === "value" ? (value.span ?? base.span) : base.span;
    found = {
      name: (base.type.kind === "record" ? base.type.variable?.name : undefined) ?? base.name ?? "memory",
      span,
    };
  };
  const look = (statement: Statement): void => {
    if (statement.kind === "store" || statement.kind === "accumulate")
      note(statement.base, statement.key, statement.value);
    else if (statement.kind === "fill") note(statement.base, anyIndex, statement.value);
    else if (statement.kind === "let") {
      const { value, operation } = statement;
      if (operation.kind === "makeRecord") {
        for (const field of operation.fields) note(value, { kind: "field", name: field.name }, field.value);
      } else if (operation.kind === "makeArray") {
        operation.elements.forEach((element, i) => {
          note(value, elementKey(value.type, i), element);
        });
      } else if (operation.kind === "newArray" && operation.fill !== undefined) note(value, anyIndex, operation.fill);
    }
  };
  for (const fn of functions) visit(fn.body, look);
  return found;
}
