import { isReference } from "../ir/build.js";
import { callsUserCode, hasHostEffect } from "../ir/operations.js";
import type { Atom, Block, IRFunction, Statement, Value } from "../ir/types.js";
import { blocks, definitions, operands, parameters, uses } from "../ir/walk.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { isOpenEnded } from "./growth.js";
import { anyEntry, anyIndex } from "./slots.js";

/** What a statement, with all the blocks inside it, does. Memory is named by slots (see aliases.ts). */
export interface Effects {
  /** Values read, those defined inside included. */
  readonly uses: ReadonlySet<Value>;
  readonly defines: ReadonlySet<Value>;
  readonly reads: ReadonlySet<AliasClass>;
  readonly writes: ReadonlySet<AliasClass>;
  /** Written by adding only: additions commute. */
  readonly accumulates: ReadonlySet<AliasClass>;
  /** Host code or an exception: keeps its order among others of its kind. */
  readonly ordered: boolean;
}

export interface MutableEffects {
  readonly uses: Set<Value>;
  readonly defines: Set<Value>;
  readonly reads: Set<AliasClass>;
  readonly writes: Set<AliasClass>;
  readonly accumulates: Set<AliasClass>;
  ordered: boolean;
}

const none = (): MutableEffects => ({
  uses: new Set(),
  defines: new Set(),
  reads: new Set(),
  writes: new Set(),
  accumulates: new Set(),
  ordered: false,
});

export interface EffectsAnalysis {
  of(statement: Statement): Effects;
  ofBlock(block: Block): Effects;
}

/** Calls are as their callees, to a fixpoint over recursion; a callee outside the program touches all it can reach. */
export function analyzeEffects(functions: readonly IRFunction[], aliases: Aliases): EffectsAnalysis {
  const bodies = new Map(functions.map((fn) => [fn.ref.id, none()]));
  const analysis = new Collector(aliases, bodies);
  for (let size = -1, next = 0; size !== next; ) {
    size = next;
    for (const fn of functions) analysis.block(fn.body, bodies.get(fn.ref.id) as MutableEffects);
    next = [...bodies.values()].reduce(
      (n, e) => n + e.reads.size + e.writes.size + e.accumulates.size + (e.ordered ? 1 : 0),
      0,
    );
  }
  return analysis;
}

/** The effects of several statements, to which more are added. */
export const totalOf = (effects: Effects): MutableEffects => {
  const total = none();
  addTo(total, effects);
  return total;
};

export function addTo(total: MutableEffects, effects: Effects): void {
  for (const part of ["uses", "defines"] as const) for (const value of effects[part]) total[part].add(value);
  for (const part of ["reads", "writes", "accumulates"] as const) {
    for (const slot of effects[part]) total[part].add(slot);
  }
  total.ordered ||= effects.ordered;
}

/** Whether the order of two statements must be kept because of memory or host code. */
export function conflict(a: Effects, b: Effects): boolean {
  if (a.ordered && b.ordered) return true;
  return (
    meets(a.writes, b.reads) ||
    meets(a.writes, b.writes) ||
    meets(a.reads, b.writes) ||
    meets(a.accumulates, b.reads) ||
    meets(a.accumulates, b.writes) ||
    meets(a.reads, b.accumulates) ||
    meets(a.writes, b.accumulates)
  );
}

export function meets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const item of small) if (large.has(item)) return true;
  return false;
}

class Collector implements EffectsAnalysis {
  private readonly statements = new Map<Statement, Effects>();

  constructor(
    private readonly aliases: Aliases,
    private readonly callees: ReadonlyMap<number, MutableEffects>,
  ) {}

  of(statement: Statement): Effects {
    let effects = this.statements.get(statement);
    if (effects === undefined) {
      const collected = none();
      this.statement(statement, collected);
      effects = collected;
      this.statements.set(statement, effects);
    }
    return effects;
  }

  ofBlock(block: Block): Effects {
    const effects = none();
    this.block(block, effects);
    return effects;
  }

  block(block: Block, into: MutableEffects): void {
    for (const statement of block) this.statement(statement, into);
  }

  private statement(statement: Statement, into: MutableEffects): void {
    for (const atom of uses(statement)) if (atom.kind === "value") into.uses.add(atom);
    for (const value of definitions(statement)) into.defines.add(value);
    for (const value of parameters(statement)) into.defines.add(value);
    this.memory(statement, into);
    for (const inner of blocks(statement)) this.block(inner, into);
  }

  private memory(statement: Statement, into: MutableEffects): void {
    const { aliases } = this;
    switch (statement.kind) {
      case "let": {
        const { operation } = statement;
        if (operation.kind === "load") into.reads.add(aliases.slotOf(operation.base, operation.key));
        else if (operation.kind === "hasField")
          into.reads.add(aliases.slotOf(operation.base, { kind: "field", name: operation.name }));
        else if (operation.kind === "length" || operation.kind === "keysOf")
          into.reads.add(aliases.lengthOf(operation.base));
        else if (operation.kind === "hasEntry") into.reads.add(aliases.presenceOf(operation.base));
        else if (operation.kind === "slice") {
          into.reads.add(aliases.slotOf(operation.base, anyIndex));
          into.reads.add(aliases.lengthOf(operation.base));
        } else if (operation.kind === "zerosLike") this.reachable(operation.of, into.reads);
        else if (operation.kind === "tapeLoad") into.reads.add(aliases.slotOf(operation.tape, anyIndex));
        else if (hasHostEffect(operation)) {
          into.ordered = true;
          for (const arg of operands(operation)) {
            this.reachable(arg, into.reads);
            if (callsUserCode(operation)) this.reachable(arg, into.writes);
          }
          if (callsUserCode(operation)) {
            for (const slot of aliases.moduleSlots()) {
              into.reads.add(slot);
              into.writes.add(slot);
            }
          }
        }
        return;
      }
      case "store":
        into.writes.add(aliases.slotOf(statement.base, statement.key));
        // A store may lengthen the array, or add an entry.
        if (!statement.linear && isOpenEnded(statement.base, statement.key))
          into.writes.add(aliases.lengthOf(statement.base));
        return;
      case "removeEntry":
        into.writes.add(aliases.lengthOf(statement.base));
        into.writes.add(aliases.slotOf(statement.base, anyEntry));
        return;
      case "accumulate":
        into.accumulates.add(aliases.slotOf(statement.base, statement.key));
        if (statement.key.kind === "entry") into.accumulates.add(aliases.lengthOf(statement.base));
        return;
      case "fill":
        into.writes.add(aliases.slotOf(statement.base, anyIndex));
        return;
      case "resize":
        into.writes.add(aliases.lengthOf(statement.base));
        into.writes.add(aliases.slotOf(statement.base, anyIndex));
        return;
      case "tapeStore":
        into.writes.add(aliases.slotOf(statement.tape, anyIndex));
        return;
      case "throw":
        into.ordered = true;
        return;
      case "call": {
        const callee = this.callees.get(statement.callee.id);
        if (callee === undefined) {
          into.ordered = true;
          for (const arg of statement.args) {
            this.reachable(arg, into.reads);
            this.reachable(arg, into.writes);
          }
          return;
        }
        for (const slot of callee.reads) into.reads.add(slot);
        for (const slot of callee.writes) into.writes.add(slot);
        for (const slot of callee.accumulates) into.accumulates.add(slot);
        into.ordered ||= callee.ordered;
        return;
      }
    }
  }

  private reachable(atom: Atom, into: Set<AliasClass>): void {
    if (atom.kind !== "value" || !isReference(atom.type)) return;
    const seen = new Set<AliasClass>();
    const walk = (objects: AliasClass): void => {
      if (seen.has(objects)) return;
      seen.add(objects);
      for (const slot of this.aliases.slots(objects)) {
        into.add(slot);
        walk(slot);
      }
    };
    walk(this.aliases.classOf(atom));
    into.add(this.aliases.lengthOf(atom));
  }
}
