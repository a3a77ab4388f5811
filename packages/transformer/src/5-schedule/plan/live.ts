import { must } from "../../diagnostics/must.js";
import type { Atom, Block, IRFunction, Statement, Value } from "../../ir/types.js";
import { blocks, definitions, parameters, uses } from "../../ir/walk.js";

/**
 * The values that the forward sweep computes for itself: for the value it returns, its effects and control flow, and for what
 * the reverse sweep reads that can only be kept (carried values, results of branches and calls). Partials are not among them.
 */
export function findLive(fn: IRFunction): ReadonlySet<Value> {
  const definers = new Map<Value, Statement>();
  const live = new Set<Value>();
  const pending: Value[] = [];
  const use = (atom: Atom): void => {
    if (atom.kind !== "value" || live.has(atom)) return;
    live.add(atom);
    pending.push(atom);
  };
  const reverse: Statement[] = [];
  const collect = (block: Block, from: boolean): void => {
    let inReverse = from;
    for (const statement of block) {
      if (statement.kind === "note" && statement.text.startsWith("reverse sweep")) inReverse = true;
      for (const value of [...parameters(statement), ...definitions(statement)]) definers.set(value, statement);
      if (inReverse) reverse.push(statement);
      else effects(statement).forEach(use);
      for (const inner of blocks(statement)) collect(inner, inReverse);
    }
  };
  collect(fn.body, false);
  for (const result of fn.results) primalResults(result, definers).forEach(use);
  for (const kept of keptByNature(reverse, definers)) use(kept);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const statement = definers.get(value);
    if (statement !== undefined) sources(value, statement).forEach(use);
  }
  return live;
}

/** What a forward statement needs whatever becomes of the values it defines. */
function effects(statement: Statement): readonly Atom[] {
  switch (statement.kind) {
    case "let": {
      const { kind } = statement.operation;
      const isPure = kind === "primitive" || kind === "load" || kind === "length" || kind === "hasEntry";
      return isPure ? [] : uses(statement);
    }
    case "if":
      return [statement.condition];
    case "for":
      return [statement.from, statement.to];
    case "while":
      return [statement.condition.test];
    default:
      return uses(statement);
  }
}

/** What the definition of one value reads. */
function sources(value: Value, statement: Statement): readonly Atom[] {
  if (statement.kind === "if") {
    const result = must(statement.results.find((r) => r.value === value));
    return [result.then, result.else];
  }
  if (statement.kind === "for" || statement.kind === "while") {
    const carried = statement.carried.find((c) => c.result === value || c.parameter === value);
    return carried === undefined ? [] : [carried.initial, carried.next];
  }
  return uses(statement);
}

/** Of `{ value, grad }` the value; a gradient alone needs nothing of the forward sweep for its own sake. */
function primalResults(result: Atom, definers: ReadonlyMap<Value, Statement>): readonly Atom[] {
  const statement = result.kind === "value" ? definers.get(result) : undefined;
  if (statement?.kind === "let" && statement.operation.kind === "makeRecord") {
    return statement.operation.fields.filter((field) => field.name === "value").map((field) => field.value);
  }
  return [];
}

/** The values that are at the bottom of what the reverse sweep reads, through operations that it could do again. */
function keptByNature(reverse: readonly Statement[], definers: ReadonlyMap<Value, Statement>): readonly Value[] {
  const own = new Set(reverse);
  const seen = new Set<Value>();
  const kept: Value[] = [];
  const pending = reverse.flatMap((statement) => uses(statement));
  for (let atom = pending.pop(); atom !== undefined; atom = pending.pop()) {
    if (atom.kind !== "value" || seen.has(atom)) continue;
    seen.add(atom);
    const statement = definers.get(atom);
    if (statement === undefined || own.has(statement)) continue;
    if (statement.kind === "let" && statement.operation.kind === "primitive") pending.push(...statement.operation.args);
    else if (statement.kind !== "let") kept.push(atom);
  }
  return kept;
}
