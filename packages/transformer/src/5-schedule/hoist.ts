import type { Context } from "../context.js";
import { isReference } from "../ir/build.js";
import type {
  Atom,
  Block,
  For,
  IRFunction,
  Let,
  Load,
  Operation,
  PrimitiveName,
  Statement,
  Value,
  While,
} from "../ir/types.js";
import { blocks, definitions, operands, parameters, visit, withBlocks } from "../ir/walk.js";
import { analyzeMemory, type Effects, type Memory } from "./simplify/effects.js";

/**
 * Moves what does not change in a loop before it: pure operations, lengths, and loads from memory that the loop leaves alone.
 * Requires a lexically scoped function. Without the optimization only conditions are cleared, which counting loops needs.
 */
export function hoist(fn: IRFunction, ctx: Context): IRFunction {
  const hoisting: Hoisting = {
    memory: analyzeMemory(fn),
    bodies: ctx.optimizations.hoist,
    definitions: new Map(),
    parameters: new Set(fn.params),
    indices: new Map(),
    keepsLengths: !hasResize(fn.body),
  };
  return { ...fn, body: hoistBlock(fn.body, new Set(), hoisting) };
}

interface Hoisting {
  readonly memory: Memory;
  readonly bodies: boolean;
  readonly definitions: Map<Value, Operation>;
  readonly parameters: ReadonlySet<Value>;
  readonly indices: Map<Value, For>;
  /** No array of the function gets shorter. */
  readonly keepsLengths: boolean;
}

/** `touched`: references that this block or one around it surely goes through, so they are no undefined elements. */
function hoistBlock(block: Block, touched: ReadonlySet<Value>, hoisting: Hoisting): Statement[] {
  const here = new Set(touched);
  for (const statement of block) addTouched(statement, here);
  const out: Statement[] = [];
  for (const statement of block) {
    if (statement.kind === "let") hoisting.definitions.set(statement.value, statement.operation);
    if (statement.kind === "for") hoisting.indices.set(statement.index, statement);
    const inner = withBlocks(
      statement,
      blocks(statement).map((one) => hoistBlock(one, here, hoisting)),
    );
    if (inner.kind !== "for" && inner.kind !== "while") {
      out.push(inner);
      continue;
    }
    const { moved, loop } = hoistLoop(inner, here, hoisting);
    for (const one of moved) addTouched(one, here);
    out.push(...moved, loop);
  }
  return out;
}

function addTouched(statement: Statement, into: Set<Value>): void {
  const add = (atom: Atom): void => {
    if (atom.kind === "value") into.add(atom);
  };
  if (statement.kind === "let") {
    const { operation } = statement;
    if (operation.kind === "load" || operation.kind === "length" || operation.kind === "slice") add(operation.base);
    if (operation.kind === "hasEntry" || operation.kind === "keysOf") add(operation.base);
  } else if (
    statement.kind === "store" ||
    statement.kind === "accumulate" ||
    statement.kind === "fill" ||
    statement.kind === "resize" ||
    statement.kind === "removeEntry"
  ) {
    add(statement.base);
  } else if (statement.kind === "while") {
    // A condition runs at least once.
    for (const one of statement.condition.block) addTouched(one, into);
  }
}

function hoistLoop(
  loop: For | While,
  touched: ReadonlySet<Value>,
  hoisting: Hoisting,
): { moved: Let[]; loop: Statement } {
  const inside = new Set<Value>();
  addDefined(loop, inside);
  const effects = hoisting.memory.effectsOf(loop);
  const moved: Let[] = [];
  const speculative = new Set<Value>();
  const invariant = (atom: Atom): boolean => atom.kind === "constant" || !inside.has(atom);
  const take = (block: Block, always: boolean): Block => {
    const candidates: Let[] = [];
    for (const statement of block) {
      if (statement.kind !== "let" || statement.linear) continue;
      const { value, operation } = statement;
      if (!operands(operation).every(invariant) || !mayMove(operation, effects, hoisting.memory)) continue;
      if (!always && !isSafe(operation, touched, speculative, hoisting)) continue;
      candidates.push(statement);
      inside.delete(value);
      if (!always && operation.kind === "load") speculative.add(value);
    }
    const chosen = always ? new Set(candidates) : worthMoving(candidates);
    for (const statement of candidates) {
      if (chosen.has(statement)) moved.push(statement);
      else inside.add(statement.value);
    }
    return block.filter((statement) => statement.kind !== "let" || !chosen.has(statement));
  };
  if (loop.kind === "for") {
    return hoisting.bodies ? { loop: { ...loop, body: take(loop.body, false) }, moved } : { loop, moved };
  }
  const block = take(loop.condition.block, true);
  const body = hoisting.bodies ? take(loop.body, false) : loop.body;
  return { loop: { ...loop, condition: { ...loop.condition, block }, body }, moved };
}

function addDefined(statement: Statement, into: Set<Value>): void {
  for (const value of parameters(statement)) into.add(value);
  for (const block of blocks(statement)) {
    for (const inner of block) {
      for (const value of definitions(inner)) into.add(value);
      addDefined(inner, into);
    }
  }
}

/** Pure, or a read of memory that the loop does not write. */
function mayMove(operation: Operation, effects: Effects, memory: Memory): boolean {
  switch (operation.kind) {
    case "primitive":
    case "global":
      return true;
    case "load":
      return !effects.all && !effects.slots.has(memory.slotOf(operation.base, operation.key));
    case "length":
      return !effects.all && !effects.slots.has(memory.lengthOf(operation.base));
    case "hasEntry":
      return !effects.all && !effects.slots.has(memory.presenceOf(operation.base));
    default:
      return false;
  }
}

/** A loop may make no trip: what is read through must be an object even then. */
function isSafe(
  operation: Operation,
  touched: ReadonlySet<Value>,
  speculative: ReadonlySet<Value>,
  hoisting: Hoisting,
): boolean {
  if (!readsThrough(operation)) return true;
  const { base } = operation;
  if (base.kind === "constant" || speculative.has(base) || !isReference(base.type)) return false;
  return touched.has(base) || hoisting.parameters.has(base) || isObject(hoisting.definitions.get(base), hoisting);
}

const readsThrough = (
  operation: Operation,
): operation is Extract<Operation, { kind: "load" | "length" | "hasEntry" }> =>
  operation.kind === "load" || operation.kind === "length" || operation.kind === "hasEntry";

/** Surely not `undefined`, as an element or what a branch gives might be. */
function isObject(operation: Operation | undefined, hoisting: Hoisting): boolean {
  switch (operation?.kind) {
    case "load":
      return isWithin(operation, hoisting);
    case "makeArray":
    case "makeRecord":
    case "newArray":
    case "newMap":
    case "keysOf":
    case "slice":
    case "view":
    case "zerosLike":
    case "global":
      return true;
    default:
      return false;
  }
}

/** An element at the index of a loop that runs over the indices of its array. */
function isWithin({ base, key }: Load, { indices, definitions, keepsLengths }: Hoisting): boolean {
  if (!keepsLengths || key.kind !== "index" || key.index.kind !== "value") return false;
  const loop = indices.get(key.index);
  if (loop?.test !== "lt" || loop.step < 0 || loop.to.kind !== "value") return false;
  const startsInside = loop.from.kind === "constant" && typeof loop.from.value === "number" && loop.from.value >= 0;
  const end = definitions.get(loop.to);
  return startsInside && end?.kind === "length" && end.base === base;
}

function hasResize(body: Block): boolean {
  let found = false;
  visit(body, (statement) => {
    found ||= statement.kind === "resize";
  });
  return found;
}

/** Too small to deserve a line of their own, unless something larger needs them. */
const small: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(["identity", "neg", "not", "toNumber"]);

function isSmall(operation: Operation): boolean {
  if (operation.kind === "global") return true;
  if (operation.kind !== "primitive") return false;
  if (small.has(operation.name)) return true;
  const plain = operation.args.every((arg) => arg.kind === "constant");
  const offset =
    (operation.name === "add" || operation.name === "sub") && operation.args.some((arg) => arg.kind === "constant");
  const compares = operation.name === "ne" || operation.name === "eq";
  return plain || offset || (compares && operation.args.some((arg) => arg.kind === "constant"));
}

function worthMoving(candidates: readonly Let[]): ReadonlySet<Statement> {
  const needed = new Set<Value>();
  const chosen = new Set<Statement>();
  for (const statement of [...candidates].reverse()) {
    if (isSmall(statement.operation) && !needed.has(statement.value)) continue;
    chosen.add(statement);
    for (const atom of operands(statement.operation)) if (atom.kind === "value") needed.add(atom);
  }
  return chosen;
}
