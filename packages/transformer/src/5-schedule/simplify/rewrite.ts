import { goesThrough } from "../../3-analyze/missing.js";
import { must } from "../../diagnostics/must.js";
import { constant, isConstant, zero } from "../../ir/build.js";
import { ordersFields } from "../../ir/operations.js";
import type { Atom, Block, Constant, For, If, IRFunction, Let, Statement, Value, While } from "../../ir/types.js";
import { definitions, mapUses } from "../../ir/walk.js";
import { simplifyPrimitive } from "./algebra.js";
import { learn, simplifyResults, speculate } from "./branches.js";
import { isInOrder } from "./fieldOrder.js";
import { isSmall } from "./integers.js";
import { simplifyCarried, tripsNever } from "./loops.js";
import { recordAllocation, rewriteLength, rewriteLoad, rewriteResize, rewriteStore } from "./memory.js";
import { mergeStores } from "./overwrites.js";
import { bump, definedBy, findAvailable, operationKey, type Rewriting, replace, resolve } from "./rewriting.js";

/** One walk over a function: every definition before its uses, every block with what is known in it. */
export function rewriteFunction(fn: IRFunction, state: Rewriting): IRFunction {
  const body = rewriteBlock(fn.body, state);
  return { ...fn, body, results: fn.results.map((atom) => resolve(atom, state)) };
}

/** A block in a scope of its own; `finish` maps what is visible at its end while its facts still hold. */
function inScope<T>(state: Rewriting, action: () => T): T {
  const known = state.known.enter();
  const available = state.available.enter();
  const epochs = state.epochs.enter();
  const result = action();
  state.known.leave(known);
  state.available.leave(available);
  state.epochs.leave(epochs);
  return result;
}

function rewriteBlock(block: Block, state: Rewriting): Statement[] {
  const out: Statement[] = [];
  for (const statement of block) rewriteStatement(statement, state, out);
  return state.full ? [...mergeStores(out, state)] : out;
}

function rewriteStatement(statement: Statement, state: Rewriting, out: Statement[]): void {
  const map = (atom: Atom): Atom => resolve(atom, state);
  const base = state.full ? goesThrough(statement) : undefined;
  const nothing = base === undefined ? undefined : resolve(base, state);
  if (nothing !== undefined && isConstant(nothing, undefined, null) && nothing.text === undefined) {
    throwAt(statement, nothing, state, out);
    return;
  }
  switch (statement.kind) {
    case "let":
      rewriteLet(statement, state, out);
      break;
    case "store":
    case "accumulate":
      rewriteStore(mapUses(statement, map) as typeof statement, state, out);
      break;
    case "resize":
      rewriteResize(mapUses(statement, map) as typeof statement, state, out);
      break;
    case "fill":
    case "removeEntry":
    case "tapeStore":
    case "call": {
      const mapped = mapUses(statement, map);
      out.push(mapped);
      bump(state.memory.effectsOf(mapped), state);
      break;
    }
    case "throw":
      // A second one is never reached.
      if (out.at(-1)?.kind !== "throw") out.push(mapUses(statement, map));
      break;
    case "note":
      out.push(mapUses(statement, map));
      break;
    case "if":
      rewriteIf(statement, state, out);
      break;
    case "for":
      rewriteFor(statement, state, out);
      break;
    case "while":
      rewriteWhile(statement, state, out);
      break;
    default:
      throw new Error(`simplify: unexpected ${statement.kind}`);
  }
}

/** What goes through undefined or null throws as JavaScript does. */
function throwAt(statement: Statement, { value }: Constant, state: Rewriting, out: Statement[]): void {
  const message = `Cannot ${isRead(statement) ? "read" : "set"} properties of ${value}${nameIn(statement)}`;
  const text = `new TypeError(${JSON.stringify(message)})`;
  if (out.at(-1)?.kind !== "throw") out.push({ kind: "throw", text, args: [], span: undefined });
  for (const result of definitions(statement)) replace(result, constant(undefined), state);
  state.changes++;
}

const isRead = ({ kind }: Statement): boolean => kind === "let";

function nameIn(statement: Statement): string {
  const access = statement.kind === "let" ? statement.operation : statement;
  if (access.kind === "length") return " (reading 'length')";
  if (access.kind !== "load" && access.kind !== "store") return "";
  const { key } = access;
  const name =
    key.kind === "field"
      ? key.name
      : key.kind === "index" && key.index.kind === "constant"
        ? key.index.value
        : undefined;
  return name === undefined ? "" : ` (${isRead(statement) ? "reading" : "setting"} '${name}')`;
}

function rewriteLet(statement: Let, state: Rewriting, out: Statement[]): void {
  const { value } = statement;
  const mapped = mapUses(statement, (atom) => resolve(atom, state)) as Let;
  const { operation } = mapped;
  switch (operation.kind) {
    case "primitive": {
      const simple = simplifyPrimitive(operation, value, state, out);
      if (simple.kind !== "primitive") {
        replace(value, simple, state);
        return;
      }
      const key = operationKey(simple);
      const known = state.full ? findAvailable(key, value, state) : undefined;
      if (known !== undefined) {
        replace(value, known, state);
        return;
      }
      state.available.set(key, value);
      state.definitions.set(value, simple);
      out.push({ ...mapped, operation: simple });
      return;
    }
    case "load":
      rewriteLoad(mapped, operation, state, out);
      return;
    case "length":
      rewriteLength(mapped, operation, state, out);
      return;
    case "global": {
      const key = `global ${JSON.stringify(operation.file)} ${operation.name}`;
      const known = state.available.get(key);
      if (known !== undefined) {
        replace(value, known, state);
        return;
      }
      state.available.set(key, value);
      break;
    }
    case "opaque":
      if (state.full && ordersFields(operation) && isInOrder(operation, state)) {
        state.changes++;
        return;
      }
      bump(state.memory.effectsOf(mapped), state);
      break;
    case "linear":
    case "read":
      throw new Error(`simplify: unexpected ${operation.kind}`);
    case "makeArray":
    case "makeRecord":
    case "newArray":
    case "newMap":
    case "slice":
    case "zerosLike":
      recordAllocation(value, operation, state);
      break;
  }
  out.push(mapped);
}

function rewriteIf(statement: If, state: Rewriting, out: Statement[]): void {
  const condition = resolve(statement.condition, state);
  if (state.full && condition.kind === "constant") {
    const taken = condition.value ? statement.then : statement.else;
    for (const inner of taken) rewriteStatement(inner, state, out);
    for (const result of statement.results) {
      replace(result.value, resolve(condition.value ? result.then : result.else, state), state);
    }
    return;
  }
  const [thenBlock, thenAtoms] = inScope(state, () => {
    if (state.full) learn(condition, true, state);
    const block = rewriteBlock(statement.then, state);
    return [block, statement.results.map((result) => resolve(result.then, state))] as const;
  });
  const [elseBlock, elseAtoms] = inScope(state, () => {
    if (state.full) learn(condition, false, state);
    const block = rewriteBlock(statement.else, state);
    return [block, statement.results.map((result) => resolve(result.else, state))] as const;
  });
  // In the else branch of `x !== 0` a cotangent x is zero; what a loop carries goes on as it is.
  const [tested, against] = definedBy(condition, state, "ne")?.args ?? [];
  const isTested = state.full && tested?.kind === "value" && state.definitions.has(tested);
  const isZeroHere = (atom: Atom, { linear }: Value): boolean =>
    isTested && linear && atom === tested && against !== undefined && isConstant(against, 0, -0);
  const results = statement.results.map(({ value }, i) => {
    const elseAtom = must(elseAtoms[i]);
    return { value, then: must(thenAtoms[i]), else: isZeroHere(elseAtom, value) ? zero : elseAtom };
  });
  const mapped: If = { ...statement, condition, then: thenBlock, else: elseBlock, results };
  bump(state.memory.effectsOf(mapped), state);
  const left = state.full ? speculate(mapped, state, out) : mapped;
  out.push(state.full ? simplifyResults(left, state, out) : left);
}

function rewriteFor(statement: For, state: Rewriting, out: Statement[]): void {
  const from = resolve(statement.from, state);
  const to = resolve(statement.to, state);
  if (state.full && tripsNever(from, statement.test, to)) {
    for (const { result, initial } of statement.carried) replace(result, resolve(initial, state), state);
    return;
  }
  const initials = statement.carried.map((carried) => resolve(carried.initial, state));
  const kept = state.full ? simplifyCarried(statement.carried, initials, state) : statement.carried;
  const effects = state.memory.effectsOf(statement);
  bump(effects, state);
  if (isSmall(from, state)) state.indices.add(statement.index);
  const [body, nexts] = inScope(state, () => {
    const block = rewriteBlock(statement.body, state);
    return [block, kept.map((carried) => resolve(carried.next, state))] as const;
  });
  const carried = kept.map((one, i) => ({ ...one, initial: resolve(one.initial, state), next: must(nexts[i]) }));
  bump(effects, state);
  out.push({ ...statement, from, to, carried, body });
}

function rewriteWhile(statement: While, state: Rewriting, out: Statement[]): void {
  const initials = statement.carried.map((carried) => resolve(carried.initial, state));
  const kept = state.full ? simplifyCarried(statement.carried, initials, state) : statement.carried;
  const effects = state.memory.effectsOf(statement);
  bump(effects, state);
  const [block, test] = inScope(state, () => {
    const inner = rewriteBlock(statement.condition.block, state);
    return [inner, resolve(statement.condition.test, state)] as const;
  });
  if (state.full && block.length === 0 && isConstant(test, false)) {
    replace(statement.trips, { kind: "constant", value: 0 }, state);
    for (const { result, initial } of kept) replace(result, resolve(initial, state), state);
    return;
  }
  const [body, nexts] = inScope(state, () => {
    if (state.full) learn(test, true, state);
    const inner = rewriteBlock(statement.body, state);
    return [inner, kept.map((carried) => resolve(carried.next, state))] as const;
  });
  const carried = kept.map((one, i) => ({ ...one, initial: resolve(one.initial, state), next: must(nexts[i]) }));
  bump(effects, state);
  out.push({ ...statement, carried, condition: { block, test }, body });
}
