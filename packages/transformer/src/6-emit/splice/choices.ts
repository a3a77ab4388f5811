import type { PlannedChoice, PlannedDerivative } from "../../1-discover/discover.js";
import type { ts } from "../../frontend/ts.js";
import type { Generated } from "../../generate.js";
import { type CallEdits, editCalls } from "./callEdits.js";

/** What finds the derivative of the function that is meant. */
const helper = { name: "chosenDerivative", from: "cotangent/internal" };

/** Markers of one of several functions: a table of their derivatives, of which the program takes one. */
export function editChoices(
  choices: readonly PlannedChoice[],
  generated: Pick<Generated, "names" | "code">,
  file: ts.SourceFile,
): CallEdits<PlannedChoice> {
  const { names } = generated;
  const done = choices.filter(({ derivatives }) => [...derivatives.values()].every((one) => names.has(one)));
  return editCalls(done, helper, generated, file, (one, alias) => ({
    start: one.call.getStart(file),
    end: one.call.end,
    text: `${alias}(${describe(one, names)})`,
  }));
}

function describe(
  { call, choice: { table, which, by, path }, derivatives }: PlannedChoice,
  names: ReadonlyMap<PlannedDerivative, string>,
): string {
  const made = [...derivatives].map(([key, one]) => `${JSON.stringify(key)}: ${names.get(one)}`);
  const given = [JSON.stringify(call.getText()), `{ ${made.join(", ")} }`, which.getText()];
  const place = path.length === 0 ? [] : [JSON.stringify(path)];
  return [...given, ...(by === "function" ? [table.getText(), ...place] : [])].join(", ");
}
