import type { ts } from "../../frontend/ts.js";
import { constant, newLabel, newScope, newVariable, numberType, one, zero } from "../../ir/build.js";
import { typesEqual } from "../../ir/type.js";
import type { Atom, Block, LabelId, MapType, Statement } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { bodiesById } from "./bodies.js";
import { hasEntry, keysOf } from "./entries.js";
import { hasCursor, loopByCursor } from "./entryCursor.js";
import { inBlock, type Jump, type Lowering, type ProgramState, report } from "./state.js";
import { assign, branch, compute, lengthOf, loadIndex, read, test, typeOf } from "./values.js";

export interface KeyLoop {
  readonly base: Atom;
  readonly type: MapType;
  /** Entries that are added while the loop runs are visited too; `for … in` and the arrays of Object leave them out. */
  readonly visitsAdded: boolean;
  /** The names under which `break` and `continue` of the user's loop find it; undefined for a method's own loop. */
  readonly names?: readonly string[];
  readonly span?: Statement & { readonly kind: "loop" } extends { readonly span: infer Span } ? Span : never;
}

/**
 * Runs `body` for each key in the order of iteration: over the keys that the map has now, without those that are gone when their
 * turn comes. Where the body may add entries, the keys are taken again when the known ones have run out.
 */
export function eachKey(
  l: Lowering,
  loop: KeyLoop,
  node: ts.Node,
  body: (inner: Lowering, key: Atom, label: LabelId) => void,
): void {
  const { base, type } = loop;
  const { ids } = l.program.ctx;
  const label = newLabel(ids);
  const jumps: readonly Jump[] =
    loop.names === undefined
      ? l.jumps
      : [...l.jumps, { label, kind: "loop", names: loop.names, depth: l.handlers.length }];
  const index = newVariable(ids, "i", numberType);
  const first = keysOf(l, base, type, node);
  const known = newVariable(ids, "keys", first.type);
  let key: Atom = constant(undefined);
  const head = inBlock(l, (inner) => {
    key = loadIndex(inner, first, read(inner, index));
    if (key.kind === "value") inner.program.elements.delete(key);
  });
  const inside = inBlock(l, (inner) => body(inner, key, label), { jumps });
  const changes = changesOf(l.program, { node, block: inside, base, waits: waits(l, inside) });
  const grows = loop.visitsAdded && changes.adds;
  if (grows && changes.removes) {
    const give = (taken: Atom): Statement => rename(key, taken);
    if (hasCursor(type)) loopByCursor(l, base, { label, key: typeOf(key), give, body: inside });
    else report(l, "addedWhileIterated", node);
    return;
  }
  const keys = (inner: Lowering): Atom => (grows ? read(inner, known) : first);
  const start = grows
    ? inBlock(l, (inner) => {
        const loaded = loadIndex(inner, keys(inner), read(inner, index));
        inner.out.push(rename(key, loaded));
      })
    : head;
  const guarded = changes.removes ? guard(l, base, key, inside) : inside;
  const count = grows ? undefined : lengthOf(l, first);
  if (grows) assign(l, known, first);
  assign(l, index, zero);
  let condition: Atom = constant(true);
  const block = inBlock(l, (inner) => {
    if (grows) takeAgain(inner, loop, known, index, node);
    condition = test(inner, "lt", read(inner, index), count ?? lengthOf(inner, keys(inner)));
  });
  l.out.push({
    kind: "loop",
    label,
    condition: { block, test: condition },
    body: [...start, ...guarded],
    update: inBlock(l, (inner) => assign(inner, index, compute(inner, "add", read(inner, index), one))),
    testFirst: true,
    span: undefined,
  });
}

/** The key that the body was lowered with is what was loaded. */
const rename = (key: Atom, loaded: Atom): Statement => {
  if (key.kind !== "value") throw new Error("lower: a constant key");
  return { kind: "let", value: key, operation: { kind: "primitive", name: "identity", args: [loaded] }, linear: false };
};

function takeAgain(
  l: Lowering,
  { base, type }: KeyLoop,
  known: Parameters<typeof read>[1],
  index: Parameters<typeof read>[1],
  node: ts.Node,
): void {
  const count = lengthOf(l, read(l, known));
  const isAtEnd = test(l, "ge", read(l, index), count);
  const isMore = test(l, "gt", lengthOf(l, base), count);
  branch(
    l,
    test(l, "and", isAtEnd, isMore),
    node,
    (inner) => {
      assign(inner, known, keysOf(inner, base, type, node));
      return constant(undefined);
    },
    () => constant(undefined),
  );
}

/** The body, unless the entry is gone. */
function guard(l: Lowering, base: Atom, key: Atom, body: Block): Block {
  return inBlock(l, (inner) => {
    const condition = hasEntry(inner, base, key);
    const scope = newScope(inner.program.ctx.ids);
    inner.out.push({ kind: "if", scope, condition, then: body, else: [], results: [], span: undefined });
  });
}

/** A loop over keys whose body calls functions that were not lowered yet: what they do to the map was assumed. */
export interface OpenKeyLoop {
  readonly node: ts.Node;
  readonly block: Block;
  readonly base: Atom;
  /** A generator waits in it, so that anything may happen meanwhile. */
  readonly waits: boolean;
}

function waits({ resumed }: Lowering, block: Block): boolean {
  let found = false;
  visit(block, (statement) => {
    found ||= statement.kind === "labelled" && resumed?.coroutine.waits.has(statement.label) === true;
  });
  return found;
}

interface Changes {
  adds: boolean;
  removes: boolean;
  /** Calls a function whose body is not known yet. */
  isOpen: boolean;
}

/** Whether the body of a loop may add entries to the map or remove them, as far as is known now and from earlier attempts. */
function changesOf(program: ProgramState, loop: OpenKeyLoop): Changes {
  const { added, removed } = program.facts;
  const changes = searchChanges(program, loop);
  if (changes.isOpen) program.keyLoops.push(loop);
  return {
    ...changes,
    adds: changes.adds || added.has(loop.node),
    removes: changes.removes || removed.has(loop.node),
  };
}

/** Now that every function is lowered: what was assumed wrongly becomes a fact. */
export function checkKeyLoops(program: ProgramState): void {
  for (const loop of program.keyLoops) {
    const { adds, removes } = searchChanges(program, loop);
    if (adds) program.facts.added.add(loop.node);
    if (removes) program.facts.removed.add(loop.node);
  }
}

function searchChanges(program: ProgramState, { block, base, waits }: OpenKeyLoop): Changes {
  const seen = new Set<number>();
  const bodies = bodiesById(program);
  const changes: Changes = { adds: false, removes: false, isOpen: false };
  const search = (statements: Block, isHere: boolean): void => {
    const made = new Set<Atom>();
    const meets = (other: Atom): boolean => {
      if (isHere && other === base) return true;
      return !made.has(other) && typesEqual(typeOf(other), typeOf(base));
    };
    visit(statements, (statement) => {
      if (statement.kind === "let" && statement.operation.kind === "newMap") made.add(statement.value);
      else if (statement.kind === "store" && statement.key.kind === "entry") changes.adds ||= meets(statement.base);
      else if (statement.kind === "removeEntry") changes.removes ||= meets(statement.base);
      else if (statement.kind === "call" && !seen.has(statement.callee.id)) {
        seen.add(statement.callee.id);
        const body = bodies.get(statement.callee.id) ?? [];
        if (body.length === 0) changes.isOpen = true;
        search(body, false);
      }
    });
  };
  search(block, true);
  if (waits) {
    changes.isOpen = true;
    const others = [program.singles?.at.activation, ...program.instances.values()];
    for (const other of others) search(other?.body ?? [], false);
  }
  return changes;
}
