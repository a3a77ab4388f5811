import type { AliasClass, Aliases } from "../../3-analyze/aliases.js";
import { analyzeAliases } from "../../3-analyze/aliases.js";
import { analyzeGrowth } from "../../3-analyze/growth.js";
import { indexKey, isReference, zero } from "../../ir/build.js";
import { hasHostEffect } from "../../ir/operations.js";
import type { Atom, IRFunction, Key, Statement, Type } from "../../ir/types.js";
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
  effectsOf(statement: Statement): Effects;
  /** Whether a store may make a plain array longer. */
  mayGrow(base: Atom, key: Key): boolean;
}

export const anyIndex: Key = indexKey(zero);
const nothing: Effects = { all: false, slots: new Set() };
const everything: Effects = { all: true, slots: new Set() };

/**
 * Alias classes of one function. Pass all functions of the program if it has calls; otherwise a callee is unknown, what it
 * returns may be anything, and there is a single slot.
 */
export function analyzeMemory(fn: IRFunction, program: readonly IRFunction[] = [fn]): Memory {
  const aliases = analyzeAliases(
    program.includes(fn) ? program : [fn, ...program.filter((f) => f.ref.id !== fn.ref.id)],
  );
  const coarse = returnsUnknownMemory(fn, program) || writesGlobals(fn, aliases);
  const ofParameters = memoryOfParameters(fn, aliases);
  const mayGrow = analyzeGrowth(fn, aliases, (objects) => ofParameters.has(objects));
  const effects = new WeakMap<Statement, Effects>();
  // The caller may pass one object twice: slots of arguments are told apart by the types of their objects only.
  const shared = new Map<string, Slot>();
  const sharedSlot = (name: string): Slot => {
    const slot = shared.get(name) ?? -1 - shared.size;
    shared.set(name, slot);
    return slot;
  };
  const isArgument = (base: Atom): boolean => base.kind === "value" && ofParameters.has(aliases.classOf(base));
  const slotOf = (base: Atom, key: Key): Slot => {
    if (coarse) return 0;
    return isArgument(base) ? sharedSlot(`${kindOf(base)} ${slotName(key)}`) : aliases.slotOf(base, key).id;
  };
  const lengthOf = (base: Atom): Slot => {
    if (coarse) return 0;
    return isArgument(base) ? sharedSlot(`${kindOf(base)} length`) : aliases.lengthOf(base).id;
  };
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
      case "accumulate":
        return { all: false, slots: new Set([slotOf(statement.base, statement.key)]) };
      case "fill":
        return { all: false, slots: new Set([slotOf(statement.base, anyIndex)]) };
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
  return { aliases, slotOf, lengthOf, effectsOf, mayGrow };
}

function union(effects: readonly Effects[]): Effects {
  const writing = effects.filter((one) => one.all || one.slots.size > 0);
  if (writing.length === 0) return nothing;
  if (writing.some((one) => one.all)) return everything;
  if (writing.length === 1) return writing[0] ?? nothing;
  const slots = new Set<Slot>();
  for (const one of writing) for (const slot of one.slots) slots.add(slot);
  return { all: false, slots };
}

/** A reference that comes from code which the alias analysis has not seen. */
function returnsUnknownMemory(fn: IRFunction, program: readonly IRFunction[]): boolean {
  const known = new Set(program.map((one) => one.ref.id));
  let unknown = false;
  visit(fn.body, (statement) => {
    if (statement.kind === "call") unknown ||= program.length < 2 || !known.has(statement.callee.id);
    else if (statement.kind === "let" && statement.operation.kind === "opaque") {
      unknown ||= isReference(statement.value.type);
    }
  });
  return unknown;
}

/** Two names of a module may be one object, so a function that writes through one has a single slot. */
function writesGlobals(fn: IRFunction, aliases: Aliases): boolean {
  const globals = new Set<AliasClass>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let" && statement.operation.kind === "global" && isReference(statement.value.type)) {
      reach(aliases.classOf(statement.value), aliases, globals);
    }
  });
  if (globals.size === 0) return false;
  let writes = false;
  visit(fn.body, (statement) => {
    switch (statement.kind) {
      case "store":
      case "accumulate":
      case "fill":
      case "resize":
        writes ||= globals.has(aliases.classOf(statement.base));
    }
  });
  return writes;
}

/** The objects that can be reached from parameters. */
function memoryOfParameters(fn: IRFunction, aliases: Aliases): ReadonlySet<AliasClass> {
  const seen = new Set<AliasClass>();
  for (const parameter of fn.params) if (isReference(parameter.type)) reach(aliases.classOf(parameter), aliases, seen);
  return seen;
}

const slotName = (key: Key): string => (key.kind === "index" ? "[]" : `.${key.name}`);

/** Objects of different kinds are different objects. Records are told apart by the names of their fields, one by one. */
const kindOf = (base: Atom): string => (base.kind === "value" ? kindOfType(base.type) : "none");
const kindOfType = (type: Type): string =>
  type.kind === "array" ? `${type.storage} of ${type.element.kind}` : type.kind === "tuple" ? "tuple" : type.kind;

function reach(objects: AliasClass, aliases: Aliases, seen: Set<AliasClass>): void {
  if (seen.has(objects)) return;
  seen.add(objects);
  for (const slot of aliases.slots(objects)) reach(slot, aliases, seen);
}
