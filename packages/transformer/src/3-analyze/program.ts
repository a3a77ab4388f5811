import type { IRFunction } from "../ir/types.js";
import { type AliasClass, type Aliases, analyzeAliases } from "./aliases.js";
import { analyzeEffects, type EffectsAnalysis } from "./effects.js";

/** What is asked of a whole program, found once for all its functions. */
export interface ProgramAnalysis {
  readonly functions: readonly IRFunction[];
  readonly aliases: Aliases;
  readonly effects: EffectsAnalysis;
  /** Slots that some statement writes after the memory is made. */
  readonly written: ReadonlySet<AliasClass>;
}

export function analyzeProgram(functions: readonly IRFunction[]): ProgramAnalysis {
  const aliases = analyzeAliases(functions);
  const effects = analyzeEffects(functions, aliases);
  const written = new Set<AliasClass>();
  for (const fn of functions) {
    const all = effects.ofBlock(fn.body);
    for (const slot of [...all.writes, ...all.accumulates]) written.add(slot);
  }
  return { functions, aliases, effects, written };
}
