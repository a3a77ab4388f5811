import type { AliasClass, Aliases } from "../../3-analyze/aliases.js";
import { analyzeAliases } from "../../3-analyze/aliases.js";
import { analyzeGrowth } from "../../3-analyze/growth.js";
import { anyEntry, anyIndex } from "../../3-analyze/slots.js";
import { must } from "../../diagnostics/must.js";
import { isReference } from "../../ir/build.js";
import { hasHostEffect } from "../../ir/operations.js";
import type { Atom, IRFunction, Key, Statement, Value } from "../../ir/types.js";
import { blocks, visit } from "../../ir/walk.js";

/** Names a set of slots that may be the same one. */
export type Slot = number;

/** The slots that a statement may write, with those inside it; `all` if it may write anything. */
export interface Effects {
  readonly all: boolean;
  readonly slots: ReadonlySet<Slot>;
}

/** Memory as the scheduler sees it: slots to compare, and what each statement writes. */
export interface Memory {
  readonly aliases: Aliases;
  slotOf(base: Atom, key: Key): Slot;
  lengthOf(base: Atom): Slot;
  /** Which entries a map has, or which elements of an array are no holes. */
  presenceOf(base: Atom): Slot;
  effectsOf(statement: Statement): Effects;
  /** Whether a store may make a plain array longer. */
  mayGrow(base: Atom, key: Key): boolean;
}

const nothing: Effects = { all: false, slots: new Set() };
const everything: Effects = { all: true, slots: new Set() };

/** Alias classes of one function. If it has calls, what they return may be anything, and there is a single slot. */
export function analyzeMemory(fn: IRFunction): Memory {
  const aliases = analyzeAliases([fn]);
  const coarse = getsUnknownMemory(fn);
  const foreign = foreignMemory(fn, aliases);
  const mayGrow = analyzeGrowth(fn, aliases, (objects) => foreign.has(objects));
  const effects = new WeakMap<Statement, Effects>();
  // The caller may pass one object twice, or one of a module's: their slots are told apart by the types of their objects only.
  const shared = new Map<string, Slot>();
  const sharedSlot = (name: string): Slot => {
    const slot = shared.get(name) ?? -1 - shared.size;
    shared.set(name, slot);
    return slot;
  };
  const isForeign = (base: Atom): base is Value => base.kind === "value" && foreign.has(aliases.classOf(base));
  const slotOf = (base: Atom, key: Key): Slot => {
    if (isModuleVariable(base)) return aliases.slotOf(base, key).id;
    if (coarse) return 0;
    return isForeign(base) ? sharedSlot(`${kindOf(base)} ${slotName(key)}`) : aliases.slotOf(base, key).id;
  };
  const lengthOf = (base: Atom): Slot => {
    if (coarse) return 0;
    return isForeign(base) ? sharedSlot(`${kindOf(base)} length`) : aliases.lengthOf(base).id;
  };
  const presenceOf = (base: Atom): Slot =>
    base.kind === "value" && base.type.kind === "array" ? slotOf(base, anyIndex) : lengthOf(base);
  const effectsOf = (statement: Statement): Effects => {
    const known = effects.get(statement);
    if (known !== undefined) return known;
    const result = compute(statement);
    effects.set(statement, result);
    return result;
  };
  const compute = (statement: Statement): Effects => {
    switch (statement.kind) {
      case "let":
        return hasHostEffect(statement.operation) ? everything : nothing;
      case "store": {
        const slots = new Set([slotOf(statement.base, statement.key)]);
        if (!statement.linear && mayGrow(statement.base, statement.key)) slots.add(lengthOf(statement.base));
        return { all: false, slots };
      }
      case "accumulate": {
        const slot = slotOf(statement.base, statement.key);
        const isEntry = statement.key.kind === "entry";
        return { all: false, slots: new Set(isEntry ? [slot, lengthOf(statement.base)] : [slot]) };
      }
      case "fill":
        return { all: false, slots: new Set([slotOf(statement.base, anyIndex)]) };
      case "removeEntry":
        return { all: false, slots: new Set([slotOf(statement.base, anyEntry), lengthOf(statement.base)]) };
      case "tapeStore":
        return { all: false, slots: new Set([slotOf(statement.tape, anyIndex)]) };
      case "resize":
        return { all: false, slots: new Set([slotOf(statement.base, anyIndex), lengthOf(statement.base)]) };
      case "call":
        return everything;
      case "if":
      case "for":
      case "while":
        return union(blocks(statement).flatMap((block) => block.map(effectsOf)));
      default:
        return nothing;
    }
  };
  return { aliases, slotOf, lengthOf, presenceOf, effectsOf, mayGrow };
}

function union(effects: readonly Effects[]): Effects {
  const writing = effects.filter((one) => one.all || one.slots.size > 0);
  if (writing.length === 0) return nothing;
  if (writing.some((one) => one.all)) return everything;
  if (writing.length === 1) return must(writing[0]);
  const slots = new Set<Slot>();
  for (const one of writing) for (const slot of one.slots) slots.add(slot);
  return { all: false, slots };
}

/** A reference that comes from code which the alias analysis has not seen. */
function getsUnknownMemory(fn: IRFunction): boolean {
  let unknown = false;
  visit(fn.body, (statement) => {
    if (statement.kind === "call") unknown = true;
    else if (statement.kind === "let" && statement.operation.kind === "opaque") {
      unknown ||= isReference(statement.value.type);
    }
  });
  return unknown;
}

/** The objects that can be reached from parameters and from what modules hold: two of these may be one. */
function foreignMemory(fn: IRFunction, aliases: Aliases): ReadonlySet<AliasClass> {
  const seen = new Set<AliasClass>();
  const add = (value: Value): void => {
    if (!isReference(value.type)) return;
    const objects = aliases.classOf(value);
    // The variable itself is no object, only what it may hold.
    if (isModuleVariable(value)) for (const slot of aliases.slots(objects)) reach(slot, aliases, seen);
    else reach(objects, aliases, seen);
  };
  fn.params.forEach(add);
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "global") add(statement.value);
  });
  return seen;
}

const isModuleVariable = (base: Atom): boolean =>
  base.kind === "value" && base.type.kind === "record" && base.type.variable !== undefined;

const slotName = (key: Key): string => (key.kind === "index" ? "[]" : key.kind === "entry" ? "<>" : `.${key.name}`);

/** Objects of different kinds are different objects. Records are told apart by the names of their fields, one by one. */
const kindOf = ({ type }: Value): string =>
  type.kind === "array" ? `${type.storage} of ${type.element.kind}` : type.kind;

function reach(objects: AliasClass, aliases: Aliases, seen: Set<AliasClass>): void {
  if (seen.has(objects)) return;
  seen.add(objects);
  for (const slot of aliases.slots(objects)) reach(slot, aliases, seen);
}
