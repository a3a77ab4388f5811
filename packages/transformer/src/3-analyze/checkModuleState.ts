import type { Context } from "../context.js";
import type { IRFunction } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";

/** Refuses active values in module state: what an earlier call stored would have a derivative that this call cannot know. */
export function checkModuleState(functions: readonly IRFunction[], activity: Activity, ctx: Context): void {
  for (const fn of functions) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "global") return;
      if (activity.needsShadow(statement.value)) {
        ctx.reporter.report("activeModuleState", statement.value.span ?? fn.span, { name: statement.operation.name });
      }
    });
  }
}
