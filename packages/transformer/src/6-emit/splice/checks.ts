import { parametersOf } from "../../1-discover/checkParameters.js";
import { callerPosition, innerDirections } from "../../1-discover/directions.js";
import type { PlannedCheck, PlannedDerivative } from "../../1-discover/discover.js";
import { isJavaScript } from "../../frontend/syntax.js";
import { ts } from "../../frontend/ts.js";
import type { Generated } from "../../generate.js";
import { type CallEdits, editCalls } from "./callEdits.js";
import { withCaptures } from "./captures.js";

/** What runs in place of checkGrads, and gets the derivatives as its first argument. */
const helper = { name: "checkCompiled", from: "cotangent/testing" };

/** Calls of checkGrads: all that is written in them stays, and the derivatives are put before it. */
export function editChecks(
  checks: readonly PlannedCheck[],
  generated: Pick<Generated, "names" | "code">,
  file: ts.SourceFile,
): CallEdits<PlannedCheck> {
  const { names } = generated;
  const done = checks.filter(({ pullback, pushforward }) => names.has(pullback) || names.has(pushforward));
  return editCalls(done, helper, generated, file, (check, alias) => {
    const [given] = check.call.arguments;
    const text = `${alias}(${describe(check, names, file)}, `;
    return { start: check.call.getStart(file), end: given!.getStart(file), text };
  });
}

function describe(
  { call, pullback, pushforward }: PlannedCheck,
  names: ReadonlyMap<PlannedDerivative, string>,
  file: ts.SourceFile,
): string {
  const own = parametersOf(pullback.declaration).map(({ name }, i) =>
    JSON.stringify(ts.isIdentifier(name) ? name.text : `arguments[${i}]`),
  );
  const parameters = [...own, ...innerDirections(pullback).map((_, i) => JSON.stringify(`v${i === 0 ? "" : i + 1}`))];
  const wrt = typeof pullback.wrt === "number" ? [pullback.wrt] : pullback.wrt;
  const derivative = (key: string, planned: PlannedDerivative): readonly string[] => {
    const made = names.get(planned);
    return made === undefined ? [] : [`${key}: ${withCaptures(made, planned, isJavaScript(file))}`];
  };
  const [given] = call.arguments;
  const name = given !== undefined && ts.isIdentifier(given) ? given.text : pullback.name;
  const fields = [
    `name: ${JSON.stringify(name)}`,
    `parameters: [${parameters.join(", ")}]`,
    `wrt: ${JSON.stringify(wrt.map((position) => callerPosition(pullback, position)))}`,
    ...derivative("pullback", pullback),
    ...derivative("pushforward", pushforward),
  ];
  return `{ ${fields.join(", ")} }`;
}
