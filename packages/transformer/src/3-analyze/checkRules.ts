import type { Context } from "../context.js";
import type { IRFunction } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import { analyzeChanges, findDraw } from "./changes.js";

/** A rule says how a result depends on the arguments: what else the function changes, or hands on, would have no derivative. */
export function checkRules(functions: ReadonlyMap<number, IRFunction>, ctx: Context): void {
  for (const fn of functions.values()) {
    visit(fn.body, (statement) => {
      if (statement.kind !== "call" || statement.rule === undefined) return;
      const callee = functions.get(statement.callee.id);
      if (callee === undefined) return;
      const { writes, handsOn } = analyzeChanges(callee, functions);
      const draw = statement.rule.recomputes ? findDraw(callee, functions) : undefined;
      if (draw !== undefined) ctx.reporter.report("drawnAgain", statement.span, { name: callee.ref.name, call: draw });
      // A checkpoint has the derivative of its function: an argument that it gives back keeps its own. Another rule gives it a second one.
      const isHandedOn = handsOn === "parts" || (handsOn === "itself" && statement.rule.recomputes !== true);
      if (writes || isHandedOn) ctx.reporter.report("ruleChanges", statement.span, { name: callee.ref.name });
    });
  }
}
