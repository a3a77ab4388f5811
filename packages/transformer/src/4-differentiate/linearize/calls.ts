import { must } from "../../diagnostics/must.js";
import { newValue, zero } from "../../ir/build.js";
import type { Call, Value } from "../../ir/types.js";
import { linearizeRuled } from "./custom.js";
import { newShadow, newTangent, shadowOf, tangentOf } from "./duals.js";
import type { Linearization } from "./state.js";

/**
 * A call of a function that is not inlined. Forward mode calls its pushforward instead; reverse mode its forward half, and as a
 * linear statement, which transposition turns around, its reverse half. What nothing active enters or leaves is called as it is.
 */
export function linearizeCall(l: Linearization, statement: Call): void {
  const { activity, calls, mode } = l.options;
  if (statement.rule !== undefined) {
    linearizeRuled(l, statement, statement.rule);
    return;
  }
  const split = calls.split(statement.callee);
  if (split === undefined) {
    l.out.push(statement);
    return;
  }
  const shadowArgs = split.shadowParams.map((i) => shadowOf(l, must(statement.args[i])));
  const tangentArgs = split.tangentParams.map((i) => tangentOf(l, must(statement.args[i])) ?? zero);
  const shadowResults = statement.results
    .filter((value) => activity.needsShadow(value))
    .map((value) => newShadow(l, value));
  const tangentResults = split.tangentResults.map((i) => newTangent(l, statement.results[i] as Value));
  if (mode === "forward") {
    l.out.push({
      ...statement,
      linear: true,
      callee: split.pushforward,
      args: [...statement.args, ...shadowArgs, ...tangentArgs],
      results: [...statement.results, ...shadowResults, ...tangentResults],
      tangents: tangentResults.length,
    });
    return;
  }
  const frame = newValue(l.ctx.ids, split.frameType, { name: "frame" });
  l.out.push({
    ...statement,
    callee: split.forward,
    args: [...statement.args, ...shadowArgs],
    results: [...statement.results, ...shadowResults, frame],
  });
  l.out.push({
    ...statement,
    linear: true,
    callee: split.reverse,
    args: [frame, ...tangentArgs],
    results: tangentResults,
    tangents: tangentResults.length,
  });
}
