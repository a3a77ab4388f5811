import type { Context } from "../context.js";
import type { IRFunction } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import type { AliasClass, Aliases } from "./aliases.js";
import { analyzeEffects } from "./effects.js";

/**
 * Refuses active values in module state: what an earlier call stored would have a derivative that this call cannot know.
 * Module constants that only stand beside active memory (`[origin, ...points]`) are read and never written: they may stay.
 */
export function checkModuleState(
  functions: readonly IRFunction[],
  activity: Activity,
  aliases: Aliases,
  ctx: Context,
): void {
  const effects = analyzeEffects(functions, aliases);
  const written = new Set(
    functions.flatMap((fn) => {
      const { writes, accumulates } = effects.ofBlock(fn.body);
      return [...writes, ...accumulates];
    }),
  );
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "global") return;
      if (!activity.needsShadow(statement.value)) return;
      if (!reachableSlots(aliases, aliases.classOf(statement.value)).some((slot) => written.has(slot))) return;
      ctx.reporter.report("activeModuleState", statement.value.span ?? fn.span, { name: statement.operation.name });
    });
  }
}

function reachableSlots(aliases: Aliases, objects: AliasClass): readonly AliasClass[] {
  const found = new Set<AliasClass>();
  const walk = (at: AliasClass): void => {
    for (const slot of aliases.slots(at)) {
      if (found.has(slot)) continue;
      found.add(slot);
      walk(slot);
    }
  };
  walk(objects);
  return [...found];
}
