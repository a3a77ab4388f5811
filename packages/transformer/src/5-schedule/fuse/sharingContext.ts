import type { Aliases } from "../../3-analyze/aliases.js";
import type { EffectsAnalysis } from "../../3-analyze/effects.js";
import type { ProgramAnalysis } from "../../3-analyze/program.js";
import { isReference } from "../../ir/build.js";
import type { Atom, IRFunction, Value } from "../../ir/types.js";
import { definitions, parameters, uses, visit } from "../../ir/walk.js";

/** What is asked of a whole function to know whether the iterations of a loop share more than sums. */
export interface SharingContext {
  readonly aliases: Aliases;
  readonly effects: EffectsAnalysis;
  readonly useCounts: ReadonlyMap<Value, number>;
  readonly references: readonly Value[];
  /** References that came from memory, a call or the caller: their objects may be shared with anything of their class. */
  readonly foreign: ReadonlySet<Value>;
}

export function sharingContext(fn: IRFunction, { aliases, effects }: ProgramAnalysis): SharingContext {
  return {
    aliases,
    effects,
    useCounts: countUses(fn),
    references: allValues(fn).filter((value) => isReference(value.type)),
    foreign: foreignValues(fn),
  };
}

/** How often each value is read. */
function countUses(fn: IRFunction): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  const count = (atom: Atom): void => {
    if (atom.kind === "value") counts.set(atom, (counts.get(atom) ?? 0) + 1);
  };
  visit(fn.body, (statement) => uses(statement).forEach(count));
  fn.results.forEach(count);
  return counts;
}

function foreignValues(fn: IRFunction): ReadonlySet<Value> {
  const foreign = new Set(fn.params);
  visit(fn.body, (statement) => {
    if (statement.kind === "call") for (const value of statement.results) foreign.add(value);
    if (statement.kind !== "let") return;
    const { kind } = statement.operation;
    if (kind === "load" || kind === "tapeLoad" || kind === "global") foreign.add(statement.value);
  });
  return foreign;
}

function allValues(fn: IRFunction): readonly Value[] {
  const values = [...fn.params];
  visit(fn.body, (statement) => values.push(...parameters(statement), ...definitions(statement)));
  return values;
}
