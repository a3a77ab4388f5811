import { isConstant, isReference } from "../ir/build.js";
import type { Atom, Block, For, IRFunction, Let, NewArray, Resize, Statement, Store, Value } from "../ir/types.js";
import { blocks, uses, visit } from "../ir/walk.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { analyzeInRange } from "./inRange.js";

/** Which plain arrays may have holes: elements that were never stored, though the length counts them. */
export interface Holes {
  /** An array of the class may have one. */
  mayHave(array: Atom): boolean;
  /** Of an allocation with holes: a loop fills them all before anything could meet one. */
  isFilled(array: Value): boolean;
}

/**
 * A hole comes from `new Array(n)` that no loop fills at once, from a store beyond the end, and from a length that is set. Arrays from
 * outside have none. Copies have those of what they were copied from.
 */
export function analyzeHoles(functions: readonly IRFunction[], aliases: Aliases): Holes {
  const sources = new Sources(aliases);
  for (const fn of functions) sources.noteAllocations(fn.body);
  for (const fn of functions) {
    const isInRange = analyzeInRange(fn);
    sources.noteStores(fn.body, isInRange, appendLoops(fn.body));
  }
  return {
    mayHave: (array) => sources.sparse.has(aliases.classOf(array)),
    isFilled: (array) => sources.filled.has(array),
  };
}

class Sources {
  readonly sparse = new Set<AliasClass>();
  readonly filled = new Set<Value>();
  private readonly shortened = new Set<AliasClass>();
  private readonly copies: (readonly [from: AliasClass, to: AliasClass])[] = [];

  constructor(private readonly aliases: Aliases) {}

  noteAllocations(body: Block): void {
    const isShortening = analyzeShortening(body);
    everyStatement(body, (statement, block, at) => {
      if (statement.kind === "resize") this.noteResize(statement, isShortening(statement));
      if (statement.kind === "let") this.noteAllocation(statement, block, at);
    });
    this.spread();
  }

  private noteAllocation({ operation, value }: Let, block: Block, at: number): void {
    const objects = (): AliasClass => this.aliases.classOf(value);
    const copy = (from: Atom): void => {
      this.copies.push([this.aliases.classOf(from), objects()]);
    };
    if (operation.kind === "slice" && !operation.iterates) copy(operation.base);
    else if (operation.kind === "newArray") {
      if (operation.holesOf !== undefined) copy(operation.holesOf);
      if (operation.holes && isFilled(block, at, value, operation)) this.filled.add(value);
      else if (operation.holes) this.sparse.add(objects());
    }
  }

  private noteResize({ base, atLeast, appends }: Resize, shortens: boolean): void {
    if (base.kind !== "value" || base.linear || atLeast || appends) return;
    const objects = this.aliases.classOf(base);
    this.shortened.add(objects);
    if (!shortens) this.sparse.add(objects);
  }

  noteStores(body: Block, isInRange: (store: Store) => boolean, appending: ReadonlySet<Store>): void {
    everyStatement(body, (statement, block, at) => {
      if (statement.kind !== "store" || !isPlainStore(statement) || followsAppend(block, at)) return;
      const objects = this.aliases.classOf(statement.base);
      if (statement.exists) return;
      const isProved = appending.has(statement) || (isOfNumbers(statement) && isInRange(statement));
      if (!isProved || this.shortened.has(objects)) this.sparse.add(objects);
    });
    this.spread();
  }

  private spread(): void {
    for (let size = -1; size !== this.sparse.size; ) {
      size = this.sparse.size;
      for (const [from, to] of this.copies) if (this.sparse.has(from)) this.sparse.add(to);
    }
  }
}

type Look = (statement: Statement, block: Block, at: number) => void;

function everyStatement(block: Block, look: Look): void {
  block.forEach((statement, at) => {
    look(statement, block, at);
    for (const inner of blocks(statement)) everyStatement(inner, look);
  });
}

/** The resizes after which an array is not longer than before: `a.length -= 1`, `a.length = Math.min(a.length, n)`. */
function analyzeShortening(body: Block): (resize: Resize) => boolean {
  const operations = new Map<Value, Let>();
  visit(body, (statement) => {
    if (statement.kind === "let") operations.set(statement.value, statement);
  });
  const operationOf = (atom: Atom | undefined) =>
    atom?.kind === "value" ? operations.get(atom)?.operation : undefined;
  return ({ base, length, shortens }) => {
    if (shortens) return true;
    const isLength = (atom: Atom | undefined): boolean => {
      const measured = operationOf(atom);
      return measured?.kind === "length" && measured.base === base;
    };
    const bound = operationOf(length);
    if (bound?.kind !== "primitive") return false;
    const [a, b] = bound.args;
    if (bound.name === "min") return isLength(a) || isLength(b);
    return bound.name === "sub" && isLength(a) && b?.kind === "constant" && Number(b.value) >= 0;
  };
}

const isPlainStore = ({ base, key, linear }: Store): boolean =>
  !linear &&
  key.kind === "index" &&
  base.kind === "value" &&
  !base.linear &&
  base.type.kind === "array" &&
  base.type.storage === "Array";

/** What is read of an array of references may be undefined without harm where it is tested elsewhere. */
const isOfNumbers = ({ base }: Store): boolean =>
  base.kind === "value" && base.type.kind === "array" && base.type.element.kind === "number";

/** The store of `push`, right behind what makes room for it. */
function followsAppend(block: Block, at: number): boolean {
  const store = block[at] as Store;
  for (let i = at - 1; i >= 0; i--) {
    const before = block[i] as Statement;
    if (before.kind === "resize") return before.appends === true && before.base === store.base;
    if (before.kind !== "let") return false;
  }
  return false;
}

/** `index + offset`, for the index of a loop. */
function offsetFrom(index: Atom, loop: For, lets: ReadonlyMap<Value, Let>): number | undefined {
  if (index === loop.index) return 0;
  const operation = index.kind === "value" ? lets.get(index)?.operation : undefined;
  if (operation?.kind !== "primitive" || (operation.name !== "add" && operation.name !== "sub")) return undefined;
  const [of, by] = operation.args;
  if (of !== loop.index || by?.kind !== "constant" || !Number.isInteger(by.value)) return undefined;
  return operation.name === "add" ? Number(by.value) : -Number(by.value);
}

/** Stores in each iteration of a loop that starts at the end of an array: `const a = []; for (let i = 0; …; i++) a[i] = e`. */
function appendLoops(body: Block): ReadonlySet<Store> {
  const lets = new Map<Value, Let>();
  const found = new Set<Store>();
  visit(body, (statement) => {
    if (statement.kind === "let") lets.set(statement.value, statement);
  });
  const startLength = (base: Atom): number | undefined => {
    const operation = base.kind === "value" ? lets.get(base)?.operation : undefined;
    if (operation?.kind === "makeArray") return operation.elements.length;
    return operation?.kind === "newArray" && isConstant(operation.length, 0) ? 0 : undefined;
  };
  visit(body, (statement) => {
    if (statement.kind !== "for" || statement.step !== 1 || statement.from.kind !== "constant") return;
    const first = Number(statement.from.value);
    const inside = new Set<Value>();
    visit(statement.body, (inner) => {
      if (inner.kind === "let") inside.add(inner.value);
    });
    for (const store of statement.body) {
      if (store.kind !== "store" || store.key.kind !== "index" || store.base.kind !== "value") continue;
      const offset = offsetFrom(store.key.index, statement, lets);
      const length = startLength(store.base);
      if (offset === undefined || length === undefined || inside.has(store.base)) continue;
      if (Number.isInteger(first) && first + offset >= 0 && first + offset <= length) found.add(store);
    }
  });
  return found;
}

/** Whether a loop behind the allocation stores each element, before anything could meet a hole. */
function isFilled(block: Block, at: number, array: Value, { length }: NewArray): boolean {
  const lets = new Map<Value, Let>();
  for (const statement of block) if (statement.kind === "let") lets.set(statement.value, statement);
  const isLength = (atom: Atom): boolean => {
    if (atom === length) return true;
    if (atom.kind === "constant") return length.kind === "constant" && atom.value === length.value;
    const operation = lets.get(atom)?.operation;
    return operation?.kind === "length" && operation.base === array;
  };
  let stored = 0;
  for (const statement of block.slice(at + 1)) {
    if (statement.kind === "store" && statement.base === array && statement.key.kind === "index") {
      if (isConstant(statement.key.index, stored)) stored++;
      continue;
    }
    if (statement.kind === "for" && fills(statement, array, stored, isLength, lets)) return !mayMeetHoles([statement]);
    if (mayMeetHoles([statement])) return false;
  }
  return false;
}

function fills(
  loop: For,
  array: Value,
  stored: number,
  isLength: (atom: Atom) => boolean,
  lets: ReadonlyMap<Value, Let>,
): boolean {
  const stores = loop.body.some(
    (statement) =>
      statement.kind === "store" &&
      statement.base === array &&
      statement.key.kind === "index" &&
      statement.key.index === loop.index,
  );
  if (!stores) return false;
  if (loop.step === 1) {
    const startsThere = loop.from.kind === "constant" && Number(loop.from.value) <= stored;
    return startsThere && loop.test === "lt" && isLength(loop.to);
  }
  if (loop.step !== -1 || loop.test !== "ge" || !isConstant(loop.to, 0)) return false;
  const operation = loop.from.kind === "value" ? lets.get(loop.from)?.operation : undefined;
  if (operation?.kind !== "primitive" || operation.name !== "sub") return false;
  const [of, by] = operation.args;
  return of !== undefined && isLength(of) && by !== undefined && isConstant(by, 1);
}

/** What tells a hole from undefined, or might: a test for one, a copy, code that is not seen here. */
function mayMeetHoles(block: Block): boolean {
  let found = false;
  visit(block, (statement) => {
    if (statement.kind === "call")
      found ||= uses(statement).some((atom) => atom.kind === "value" && isReference(atom.type));
    if (statement.kind !== "let") return;
    const { operation } = statement;
    if (operation.kind === "slice" || (operation.kind === "newArray" && operation.holesOf !== undefined)) found = true;
    if (operation.kind === "hasEntry" && isArray(operation.base)) found = true;
    if (operation.kind === "opaque") found ||= uses(statement).some(isArray);
  });
  return found;
}

const isArray = (atom: Atom): boolean => atom.kind === "value" && atom.type.kind === "array";
