import type { AliasClass } from "../../../../packages/transformer/src/3-analyze/aliases.js";
import { isConstant, isReference } from "../../../../packages/transformer/src/ir/build.js";
import type { Atom, Operation } from "../../../../packages/transformer/src/ir/types.js";
import type { Place } from "../places.js";
import { type Access, type Memory, mayMeet, rowOf, rowsOf, slotOfAccess } from "./meetings.js";
import { givesZeros } from "./slots.js";

/** What is in a slot is not asked for any more: memory that nobody outside of the function knows, and that is not read later. */
export function isUnread(access: Access, memory: Memory): boolean {
  const slot = slotOfAccess(access, memory);
  if (isShared(slot, memory) || asksPresence(access, memory)) return false;
  return memory.places.every(
    (other) =>
      !(isSimple(other) && effectsOf(other, memory).reads.has(slot) && mayMeet(access, other, "later", memory)),
  );
}

/** A slot holds the 0 that it was made with. */
export function isStillZero(access: Access, memory: Memory): boolean {
  const { base, place } = access;
  if (!beginsWithZeros(base, memory) || asksPresence(access, memory)) return false;
  const slot = slotOfAccess(access, memory);
  if (reachable(calledWith(memory), memory).has(slot)) return false;
  return memory.places.every((other) => {
    const { statement } = other;
    if (!isSimple(other) || statement.kind === "resize" || statement.kind === "let") return true;
    if (statement.kind === "store" && isConstant(statement.value, 0)) return true;
    const { writes, accumulates } = effectsOf(other, memory);
    if (!writes.has(slot) && !accumulates.has(slot)) return true;
    return !mayMeet(access, other, "before", memory) && (other.at !== place.at || !inLoop(access, other, memory));
  });
}

/** A statement meets itself in another iteration. */
const inLoop = (access: Access, own: Place, memory: Memory): boolean => mayMeet(access, own, "before", memory);

function beginsWithZeros(base: Atom, memory: Memory): boolean {
  const made = memory.madeAt.get(base)?.statement;
  if (made?.kind !== "let") return false;
  if (isZeros(made.operation)) return true;
  const row = rowOf(base, memory);
  const rows = row === undefined ? undefined : rowsOf(row, memory);
  if (rows === undefined || rows.length === 0) return false;
  return rows.every(({ statement }) => statement.kind === "let" && isZeros(statement.operation));
}

const isZeros = (operation: Operation): boolean => operation.kind === "newMap" || givesZeros(operation);

/** How long memory is is asked, or seen outside: a slot beyond its end would be one more. */
export function asksLength({ base }: Access, memory: Memory): boolean {
  const length = memory.program.aliases.lengthOf(base);
  return (
    isShared(length, memory) ||
    memory.places.some((other) => isSimple(other) && effectsOf(other, memory).reads.has(length))
  );
}

/** Which entries a map has is asked, or which it has is seen outside. */
function asksPresence({ base, key }: Access, memory: Memory): boolean {
  if (key.kind !== "entry") return false;
  const presence = memory.program.aliases.presenceOf(base);
  return (
    isShared(presence, memory) ||
    memory.places.some((other) => isSimple(other) && effectsOf(other, memory).reads.has(presence))
  );
}

/** The caller, what is called, or a module, may reach a slot. */
export function isShared(slot: AliasClass, memory: Memory): boolean {
  const { fn, program } = memory;
  return (
    program.aliases.moduleSlots().includes(slot) ||
    reachable([...fn.params, ...fn.results, ...calledWith(memory)], memory).has(slot)
  );
}

/** What is called keeps what it is given, as in a frame, and gives it to what is called later. */
const calledWith = ({ places }: Memory): readonly Atom[] =>
  places.flatMap(({ statement }) => (statement.kind === "call" ? [...statement.args, ...statement.results] : []));

function reachable(from: readonly Atom[], { program: { aliases } }: Memory): ReadonlySet<AliasClass> {
  const seen = new Set<AliasClass>();
  const walk = (objects: AliasClass): void => {
    for (const part of aliases.slots(objects)) {
      if (seen.has(part)) continue;
      seen.add(part);
      walk(part);
    }
  };
  for (const atom of from) if (atom.kind === "value" && isReference(atom.type)) walk(aliases.classOf(atom));
  return seen;
}

const isSimple = ({ statement: { kind } }: Place): boolean => !["if", "for", "while", "note"].includes(kind);

const effectsOf = ({ statement }: Place, { program }: Memory) => program.effects.of(statement);
