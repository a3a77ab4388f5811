import type { AliasClass } from "../../../../packages/transformer/src/3-analyze/aliases.js";
import { analyzeProgram, type ProgramAnalysis } from "../../../../packages/transformer/src/3-analyze/program.js";
import { sameAtom } from "../../../../packages/transformer/src/ir/build.js";
import { makesObject } from "../../../../packages/transformer/src/ir/operations.js";
import type { Atom, IRFunction, Key, ScopeId, Statement } from "../../../../packages/transformer/src/ir/types.js";
import { type Place, placesOf } from "../places.js";
import { differ, isOwnSlot, sameKey } from "./slots.js";

/** A slot, where a statement names it. */
export interface Access {
  readonly base: Atom;
  readonly key: Key;
  readonly place: Place;
}

/** All statements of a function, and what they do to memory under any of its names. */
export interface Memory {
  readonly fn: IRFunction;
  readonly places: readonly Place[];
  readonly program: ProgramAnalysis;
  /** Where a value is defined by a statement of its own. */
  readonly madeAt: ReadonlyMap<Atom, Place>;
}

const known = new WeakMap<IRFunction, Memory>();

export function memoryOf(fn: IRFunction): Memory {
  const found = known.get(fn);
  if (found !== undefined) return found;
  const places = placesOf(fn, false);
  const madeAt = new Map<Atom, Place>();
  for (const place of places) if (place.statement.kind === "let") madeAt.set(place.statement.value, place);
  const memory = { fn, places, program: analyzeProgram([fn]), madeAt };
  known.set(fn, memory);
  return memory;
}

export const slotOfAccess = ({ base, key }: Access, { program }: Memory): AliasClass =>
  program.aliases.slotOf(base, key);

/** Whether a place may name the slot of an access, some time before it, or later. */
export function mayMeet(access: Access, other: Place, when: "before" | "later", memory: Memory): boolean {
  const { place, base, key } = access;
  const named = accessOf(other);
  if (named !== undefined && named.key !== everySlot && (differ(named.key, key) || differentEntries(named.key, key)))
    return false;
  const isSame = named !== undefined && named.base === base;
  const own = isSame ? ownScopes(base, memory) : new Set<ScopeId>();
  const shared = loopsOf(place).filter((loop) => other.outer.includes(loop) && !own.has(loop.scope));
  const isThen = when === "later" ? place.at < other.at : other.at < place.at;
  if (shared.length === 0) return isThen;
  // In another iteration it is another slot.
  const [loop] = shared;
  if (isSame && sameKey(named.key, key) && shared.length === 1 && isOwnSlot(key, loop!, memory.fn)) return isThen;
  return true;
}

/** Whether two places may name one slot in different iterations of a loop around them. */
export function mayMeetAcross(loop: Loop, a: Place, b: Place, memory: Memory): boolean {
  const [one, other] = [accessOf(a), accessOf(b)];
  if (one === undefined || other === undefined || one.base !== other.base) return true;
  if (ownScopes(one.base, memory).has(loop.scope)) return false;
  const isInside = memory.madeAt.get(one.base)?.outer.includes(loop) === true;
  return isInside || !sameKey(one.key, other.key) || !isOwnSlot(one.key, loop, memory.fn);
}

export function accessOf(place: Place): Access | undefined {
  const { statement } = place;
  if (statement.kind === "store" || statement.kind === "accumulate") return { ...statement, place };
  if (statement.kind === "fill") return { base: statement.base, key: everySlot, place };
  if (statement.kind === "let" && statement.operation.kind === "load") return { ...statement.operation, place };
  return undefined;
}

const everySlot: Key = { kind: "index", index: { kind: "constant", value: undefined } };

const differentEntries = (a: Key, b: Key): boolean =>
  a.kind === "entry" &&
  b.kind === "entry" &&
  a.key.kind === "constant" &&
  b.key.kind === "constant" &&
  !sameAtom(a.key, b.key);

export type Loop = Statement & { readonly kind: "for" | "while" };

const loopsOf = ({ outer }: Place): readonly Loop[] =>
  outer.filter((one): one is Loop => one.kind === "for" || one.kind === "while");

/** The loops, by their scopes, in each iteration of which a name of memory stands for memory of its own. */
function ownScopes(base: Atom, memory: Memory): ReadonlySet<ScopeId> {
  const place = memory.madeAt.get(base);
  if (place?.statement.kind !== "let") return new Set();
  const { operation } = place.statement;
  const loops = loopsOf(place);
  const all = new Set(loops.map(({ scope }) => scope));
  if (makesObject(operation) || operation.kind === "zerosLike") return operation.kind === "view" ? new Set() : all;
  const row = rowOf(base, memory);
  const loop = loops.at(-1);
  if (row === undefined || loop === undefined || !isOwnSlot(row.key, loop, memory.fn)) return new Set();
  const list = memory.madeAt.get(row.base)?.statement;
  if (list?.kind !== "let" || !isEmpty(list) || !rowsOf(row, memory)?.length) return new Set();
  return new Set([...ownScopes(row.base, memory), loop.scope].filter((scope) => all.has(scope)));
}

/** The list or tape that memory was taken from. */
export function rowOf(base: Atom, { madeAt }: Memory): Access | undefined {
  const place = madeAt.get(base);
  if (place?.statement.kind !== "let") return undefined;
  const { operation } = place.statement;
  if (operation.kind === "load" && operation.key.kind === "index") return { ...operation, place };
  if (operation.kind !== "tapeLoad") return undefined;
  return { base: operation.tape, key: { kind: "index", index: operation.position }, place };
}

/** What is stored in a list or tape, if each of these was made where it is stored: then no two slots hold the same. */
export function rowsOf({ base, key }: Access, memory: Memory): readonly Place[] | undefined {
  const { places, program, madeAt } = memory;
  const slot = program.aliases.slotOf(base, key);
  const rows: Place[] = [];
  for (const { statement, block } of places) {
    if (["if", "for", "while", "note"].includes(statement.kind)) continue;
    const { writes } = program.effects.of(statement);
    const isMade = statement.kind === "let" && statement.value === base;
    if (!writes.has(slot) || statement.kind === "resize" || (isMade && isEmpty(statement))) continue;
    const value = statement.kind === "store" || statement.kind === "tapeStore" ? statement.value : undefined;
    const made = value === undefined ? undefined : madeAt.get(value);
    if (made?.statement.kind !== "let" || made.block !== block || !makesObject(made.statement.operation))
      return undefined;
    rows.push(made);
  }
  return rows;
}

const isEmpty = (statement: Statement): boolean =>
  statement.kind === "let" &&
  ((statement.operation.kind === "makeArray" && statement.operation.elements.length === 0) ||
    (statement.operation.kind === "newArray" && statement.operation.fill === undefined) ||
    statement.operation.kind === "tapeAlloc");
