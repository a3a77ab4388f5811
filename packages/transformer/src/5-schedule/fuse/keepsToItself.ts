import type { AliasClass } from "../../3-analyze/aliases.js";
import type { Atom, For, Key, Value, While } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import type { SharingContext } from "./sharingContext.js";

interface Access {
  readonly base: Atom;
  readonly key: Key | undefined;
  readonly kind: "load" | "store" | "add";
}

/**
 * Whether an iteration of a loop shares no memory with other iterations, but for what it only reads or only adds to: other
 * memory is made inside the iteration (of the forward loop), or every access goes through one reference at the loop's own index.
 */
export function keepsToItself(forward: For | While, reverse: For, context: SharingContext): boolean {
  const bySlot = new Map<AliasClass, Access[]>();
  let knowable = true;
  const note = (base: Atom, key: Key | undefined, kind: Access["kind"]): void => {
    const slot = context.aliases.slotOf(base, key ?? { kind: "index", index: { kind: "constant", value: 0 } });
    const list = bySlot.get(slot) ?? [];
    list.push({ base, key, kind });
    bySlot.set(slot, list);
  };
  visit(reverse.body, (statement) => {
    switch (statement.kind) {
      case "let":
        if (statement.operation.kind === "load") note(statement.operation.base, statement.operation.key, "load");
        else if (statement.operation.kind === "tapeLoad") note(statement.operation.tape, undefined, "load");
        else if (statement.operation.kind !== "primitive" && statement.operation.kind !== "length") knowable = false;
        break;
      case "store":
        note(statement.base, statement.key, "store");
        break;
      case "accumulate":
        note(statement.base, statement.key, "add");
        break;
      case "fill":
        note(statement.base, undefined, "store");
        break;
      case "if":
      case "for":
      case "note":
        break;
      default:
        knowable = false;
    }
  });
  if (!knowable) return false;
  const inside = context.effects.of(forward).defines;
  const carriedOver = new Set(forward.carried.map((carried) => context.aliases.classOf(carried.parameter)));
  return [...bySlot.values()].every((accesses) => {
    if (accesses.every(({ kind }) => kind === accesses[0]?.kind && kind !== "store")) return true;
    return madeInside(accesses, inside, carriedOver, context) || atOwnIndex(accesses, reverse, inside);
  });
}

/** Every reference that may be to this memory is born in the iteration and is not handed to the next. */
function madeInside(
  accesses: readonly Access[],
  inside: ReadonlySet<Value>,
  carriedOver: ReadonlySet<AliasClass>,
  context: SharingContext,
): boolean {
  return accesses.every(({ base }) => {
    const objects = context.aliases.classOf(base);
    if (carriedOver.has(objects)) return false;
    return context.references.every(
      (value) => context.aliases.classOf(value) !== objects || (inside.has(value) && !context.foreign.has(value)),
    );
  });
}

function atOwnIndex(accesses: readonly Access[], reverse: For, inside: ReadonlySet<Value>): boolean {
  const base = accesses[0]?.base;
  return (
    base !== undefined &&
    (base.kind === "constant" || !inside.has(base)) &&
    accesses.every(
      (access) => access.base === base && access.key?.kind === "index" && access.key.index === reverse.index,
    )
  );
}
