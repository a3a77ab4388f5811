import { isConstant, sameAtom, zero } from "../../../../packages/transformer/src/ir/build.js";
import type {
  Atom,
  IRFunction,
  Key,
  Operation,
  Statement,
  Value,
} from "../../../../packages/transformer/src/ir/types.js";
import { definitions, parameters, visit } from "../../../../packages/transformer/src/ir/walk.js";

/** Whether memory is made with 0 in each slot. */
export function givesZeros(operation: Operation): boolean {
  if (operation.kind === "zerosLike") return true;
  if (operation.kind === "newArray")
    return !operation.holes && operation.holesOf === undefined && isConstant(operation.fill ?? zero, 0);
  if (operation.kind === "makeArray") return operation.elements.every((one) => isConstant(one, 0));
  return operation.kind === "makeRecord" && operation.fields.every(({ value }) => isConstant(value, 0));
}

type Loop = Statement & { readonly kind: "for" | "while" };

/**
 * Whether each iteration of a loop names another slot: its own number, a counter, or what differs from these by a constant. A loop of the
 * reverse sweep may use those of the loop that it mirrors.
 */
export function isOwnSlot(key: Key, loop: Loop, fn: IRFunction): boolean {
  if (key.kind !== "index") return false;
  const { index } = key;
  let isOwn = false;
  visit(fn.body, (one) => {
    if ((one.kind === "for" || one.kind === "while") && one.scope === loop.scope && isOwnNumber(index, one))
      isOwn = true;
  });
  return isOwn;
}

function isOwnNumber(atom: Atom, loop: Loop): boolean {
  if (atom.kind === "constant") return false;
  const [number] = parameters(loop);
  if (atom === number) return true;
  const carried = loop.carried.find(({ parameter }) => parameter === atom);
  // A counter, and one that counts only where the slot is named.
  if (carried !== undefined) return stepFrom(carried.next, loop) === atom;
  const from = stepFrom(atom, loop);
  if (from === undefined) return isBesideOwnNumber(atom, loop);
  const counter = loop.carried.find(({ parameter }) => parameter === from);
  return isOwnNumber(from, loop) || (counter !== undefined && leadsTo(counter.next, [from, atom], loop));
}

/** An own number times a constant, and beside what does not change in the loop. */
function isBesideOwnNumber(atom: Atom, loop: Loop): boolean {
  const definition = definitionIn(loop, atom);
  if (definition?.kind !== "let" || definition.operation.kind !== "primitive") return false;
  const { name, args } = definition.operation;
  const [a, b] = args as readonly [Atom, Atom];
  if (name === "neg") return isOwnNumber(a, loop);
  if (name === "mul") return (isFactor(a) && isOwnNumber(b, loop)) || (isOwnNumber(a, loop) && isFactor(b));
  if (name !== "add" && name !== "sub") return false;
  return (isOwnNumber(a, loop) && isFixed(b, loop)) || (isFixed(a, loop) && isOwnNumber(b, loop));
}

const isFactor = (atom: Atom): boolean => isConstant(atom) && Number.isInteger(atom.value) && atom.value !== 0;

const isFixed = (atom: Atom, loop: Loop): boolean =>
  !parameters(loop).includes(atom as Value) && definitionIn(loop, atom) === undefined && !isInnerNumber(atom, loop);

function isInnerNumber(atom: Atom, { body }: Loop): boolean {
  let found = false;
  visit(body, (one) => {
    if (parameters(one).includes(atom as Value)) found = true;
  });
  return found;
}

/** The a of `a + c` or `a - c` with a constant c that is not 0. */
function stepFrom(atom: Atom, loop: Loop): Atom | undefined {
  const definition = definitionIn(loop, atom);
  if (definition?.kind !== "let" || definition.operation.kind !== "primitive") return undefined;
  const { name, args } = definition.operation;
  const [a, b] = args as readonly [Atom, Atom];
  const isStep = (name === "add" || name === "sub") && isConstant(b) && typeof b.value === "number" && b.value !== 0;
  return isStep ? a : undefined;
}

/** Whether a value is one of some, through the results of branches. */
function leadsTo(atom: Atom, some: readonly Atom[], loop: Loop): boolean {
  if (some.includes(atom)) return true;
  const definition = definitionIn(loop, atom);
  if (definition?.kind !== "if") return false;
  const result = definition.results.find(({ value }) => value === atom);
  return result !== undefined && leadsTo(result.then, some, loop) && leadsTo(result.else, some, loop);
}

function definitionIn({ body }: Loop, atom: Atom): Statement | undefined {
  let found: Statement | undefined;
  visit(body, (one) => {
    if (definitions(one).includes(atom as Value)) found = one;
  });
  return found;
}

export const sameKey = (a: Key, b: Key): boolean =>
  (a.kind === "index" && b.kind === "index" && sameAtom(a.index, b.index)) ||
  (a.kind === "field" && b.kind === "field" && a.name === b.name);

/** Whether two slots of one object are surely different ones. */
export function differ(a: Key, b: Key): boolean {
  if (a.kind === "field" && b.kind === "field") return a.name !== b.name;
  if (a.kind !== "index" || b.kind !== "index") return false;
  return a.index.kind === "constant" && b.index.kind === "constant" && a.index.value !== b.index.value;
}
