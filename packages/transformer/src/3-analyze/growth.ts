import { isReference } from "../ir/build.js";
import { isOptionalSlot } from "../ir/type.js";
import type { Atom, For, IRFunction, Key, Operation, Statement, Value, While } from "../ir/types.js";
import { uses, visit } from "../ir/walk.js";
import type { AliasClass, Aliases } from "./aliases.js";

/** Whether a store by this key may make an array longer, as `a[a.length] = x` does. */
export type MayGrow = (base: Atom, key: Key) => boolean;

/** `value + slack < limit` wherever the value is visible. */
interface Bound {
  readonly limit: Atom;
  readonly slack: number;
}

interface Facts {
  readonly definitions: ReadonlyMap<Value, Operation>;
  readonly bounds: ReadonlyMap<Value, readonly Bound[]>;
}

/**
 * Stores to plain arrays are taken to grow them unless the index is below a length that the array surely has: a loop's index
 * against its bound, a constant against a literal. Optimistic about the other arrays, to a fixpoint. Objects for which
 * `mayMeet` holds may be one another.
 */
export function analyzeGrowth(
  fn: IRFunction,
  aliases: Aliases,
  mayMeet: (objects: AliasClass) => boolean = () => false,
): MayGrow {
  if (handsOutReferences(fn)) return isOpenEnded;
  const facts: Facts = { definitions: collectDefinitions(fn), bounds: collectBounds(fn) };
  const growing = new Set<AliasClass | "any">();
  const shrinking = new Set<AliasClass | "any">();
  const classOf = (array: Atom): AliasClass | "any" => {
    const objects = aliases.classOf(array);
    return mayMeet(objects) ? "any" : objects;
  };
  const stores: (Statement & { kind: "store" })[] = [];
  visit(fn.body, (statement) => {
    if (statement.kind === "store" && isPlain(statement.base, statement.key) && !statement.linear)
      stores.push(statement);
    else if (statement.kind === "resize") {
      growing.add(classOf(statement.base));
      if (!statement.atLeast) shrinking.add(classOf(statement.base));
    }
  });
  const fixed = (array: Atom): boolean => array.kind === "value" && !growing.has(classOf(array));
  const mayGrow: MayGrow = (base, key) =>
    addsEntry(base, key) ||
    (isPlain(base, key) &&
      key.kind === "index" &&
      (shrinking.has(classOf(base)) ||
        !boundsOf(key.index, facts, 0).some((bound) => withinLength(bound, base, facts, fixed))));
  for (let size = -1; size !== growing.size; ) {
    size = growing.size;
    for (const store of stores) if (mayGrow(store.base, store.key)) growing.add(classOf(store.base));
  }
  return mayGrow;
}

/** Typed arrays have a fixed length, and shadows of numbers are made long enough. Shadows of references grow with what they mirror. */
const isPlain = (base: Atom, key: Key): boolean =>
  key.kind === "index" &&
  base.kind === "value" &&
  base.type.kind === "array" &&
  base.type.storage === "Array" &&
  (!base.linear || isReference(base.type.element));

/** Any key may be new to a map, also to the shadow of one, and a field that may be missing to a record. */
const addsEntry = (base: Atom, key: Key): boolean =>
  base.kind === "value" &&
  (key.kind === "entry" || (!base.linear && key.kind === "field" && isOptionalSlot(base, key)));

/** A plain array is longer when it is stored to past its end, a map by new keys, a record by a field that was missing. */
export const isOpenEnded: MayGrow = (base, key) => isPlain(base, key) || addsEntry(base, key);

/** Code that is not seen here might shorten an array between a test and a store. */
function handsOutReferences(fn: IRFunction): boolean {
  let found = false;
  visit(fn.body, (statement) => {
    const isUnseen = statement.kind === "call" || (statement.kind === "let" && statement.operation.kind === "opaque");
    if (isUnseen) found ||= uses(statement).some((atom) => atom.kind === "value" && isReference(atom.type));
  });
  return found;
}

function collectDefinitions(fn: IRFunction): ReadonlyMap<Value, Operation> {
  const definitions = new Map<Value, Operation>();
  visit(fn.body, (statement) => {
    if (statement.kind === "let") definitions.set(statement.value, statement.operation);
  });
  return definitions;
}

/** What loops say of values that only their bodies see. */
function collectBounds(fn: IRFunction): ReadonlyMap<Value, readonly Bound[]> {
  const definitions = collectDefinitions(fn);
  const bounds = new Map<Value, Bound[]>();
  const add = (value: Atom, limit: Atom, slack: number): void => {
    if (value.kind === "constant") return;
    const list = bounds.get(value);
    if (list === undefined) bounds.set(value, [{ limit, slack }]);
    else list.push({ limit, slack });
  };
  visit(fn.body, (statement) => {
    if (statement.kind === "for") addForBound(statement, add);
    else if (statement.kind === "while") addWhileBounds(statement, definitions, add);
  });
  return bounds;
}

type Add = (value: Atom, limit: Atom, slack: number) => void;

function addForBound({ index, from, to, test, step }: For, add: Add): void {
  if (step < 0) add(index, from, -1);
  if (test === "lt") add(index, to, 0);
  if (test === "le") add(index, to, -1);
}

function addWhileBounds(loop: While, definitions: ReadonlyMap<Value, Operation>, add: Add): void {
  const parameters = new Set<Atom>(loop.carried.map((carried) => carried.parameter));
  const learn = (test: Atom): void => {
    const operation = test.kind === "value" ? definitions.get(test) : undefined;
    if (operation?.kind !== "primitive") return;
    const [a, b] = operation.args;
    if (a === undefined || b === undefined) return;
    if (operation.name === "and") {
      learn(a);
      learn(b);
    }
    if (parameters.has(a) && operation.name === "lt") add(a, b, 0);
    if (parameters.has(a) && operation.name === "le") add(a, b, -1);
    if (parameters.has(b) && operation.name === "gt") add(b, a, 0);
    if (parameters.has(b) && operation.name === "ge") add(b, a, -1);
  };
  learn(loop.condition.test);
  for (const { parameter, initial, next } of loop.carried) {
    const operation = next.kind === "value" ? definitions.get(next) : undefined;
    const offset = operation === undefined ? undefined : offsetOf(operation);
    if (offset !== undefined && offset.from === parameter && offset.by < 0) add(parameter, initial, -1);
  }
}

/** The operation as a value plus a constant. */
function offsetOf(operation: Operation): { readonly from: Value; readonly by: number } | undefined {
  if (operation.kind !== "primitive" || (operation.name !== "add" && operation.name !== "sub")) return undefined;
  const [a, b] = operation.args;
  const sign = operation.name === "add" ? 1 : -1;
  if (a?.kind === "value" && b?.kind === "constant" && Number.isInteger(b.value)) {
    return { from: a, by: sign * Number(b.value) };
  }
  if (sign === 1 && b?.kind === "value" && a?.kind === "constant" && Number.isInteger(a.value)) {
    return { from: b, by: Number(a.value) };
  }
  return undefined;
}

const deepest = 4;

/** The bounds of an index, those that follow by adding constants included. */
function boundsOf(index: Atom, facts: Facts, depth: number): readonly Bound[] {
  if (index.kind === "constant") return typeof index.value === "number" ? [{ limit: index, slack: -1 }] : [];
  const bounds = [...(facts.bounds.get(index) ?? [])];
  const operation = facts.definitions.get(index);
  if (operation === undefined || depth > deepest) return bounds;
  const offset = offsetOf(operation);
  if (offset !== undefined) {
    for (const { limit, slack } of boundsOf(offset.from, facts, depth + 1))
      bounds.push({ limit, slack: slack - offset.by });
  }
  if (operation.kind === "primitive" && operation.name === "bitand") {
    for (const arg of operation.args) {
      if (arg.kind === "constant" && Number(arg.value) >= 0) bounds.push({ limit: arg, slack: -1 });
    }
  }
  return bounds;
}

/** Whether `limit - slack` is at most the length of an array. */
function withinLength({ limit, slack }: Bound, base: Atom, facts: Facts, fixed: (array: Atom) => boolean): boolean {
  let at = limit;
  let room = slack;
  for (let depth = 0; depth <= deepest; depth++) {
    if (isWithin(at, room, base, facts, fixed)) return true;
    const operation = at.kind === "value" ? facts.definitions.get(at) : undefined;
    const offset = operation === undefined ? undefined : offsetOf(operation);
    if (offset === undefined) return false;
    at = offset.from;
    room -= offset.by;
  }
  return false;
}

function isWithin(limit: Atom, slack: number, base: Atom, facts: Facts, fixed: (array: Atom) => boolean): boolean {
  // The base, and what it was copied from; the length of another array counts only if it never changes.
  let array = base;
  for (let depth = 0; depth <= deepest; depth++) {
    const operation = array.kind === "value" ? facts.definitions.get(array) : undefined;
    if (limit.kind === "value") {
      const measured = facts.definitions.get(limit);
      const measures = measured?.kind === "length" && measured.base === array;
      if (slack >= 0 && measures && (array === base || fixed(array))) return true;
      if (slack >= 0 && operation?.kind === "newArray" && operation.length === limit) return true;
    } else {
      const length = constantLength(operation);
      if (length !== undefined && Number(limit.value) - slack <= length) return true;
    }
    if (operation?.kind === "slice" && operation.start === undefined && operation.end === undefined)
      array = operation.base;
    else if (operation?.kind === "zerosLike") array = operation.of;
    else return false;
  }
  return false;
}

function constantLength(operation: Operation | undefined): number | undefined {
  if (operation?.kind === "makeArray") return operation.elements.length;
  if (operation?.kind !== "newArray" || operation.length.kind !== "constant") return undefined;
  return typeof operation.length.value === "number" ? operation.length.value : undefined;
}
