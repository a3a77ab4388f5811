import type { PlannedChoice, PlannedDerivative } from "../../1-discover/discover.js";
import { ts } from "../../frontend/ts.js";
import type { Generated } from "../../generate.js";
import type { Edit } from "../splice.js";
import type { NeededImport } from "./imports.js";
import { identifiersOf, takeName } from "./names.js";

/** What finds the derivative of the function that is meant. */
const helper = "chosenDerivative";

export interface ChoiceEdits {
  readonly edits: readonly Edit[];
  readonly imports: readonly NeededImport[];
  readonly done: readonly PlannedChoice[];
}

/** Markers of one of several functions: a table of their derivatives, of which the program takes one. */
export function editChoices(
  choices: readonly PlannedChoice[],
  { names, code }: Pick<Generated, "names" | "code">,
  file: ts.SourceFile,
): ChoiceEdits {
  const done = choices.filter(({ derivatives }) => [...derivatives.values()].every((one) => names.has(one)));
  if (done.length === 0) return { edits: [], imports: [], done };
  const generated = ts.createSourceFile("generated.ts", code, ts.ScriptTarget.Latest, true);
  const alias = takeName(helper, new Set([...identifiersOf(file), ...identifiersOf(generated)]));
  const edits = done.map(
    (one): Edit => ({ start: one.call.getStart(file), end: one.call.end, text: `${alias}(${describe(one, names)})` }),
  );
  return { edits, imports: [{ name: helper, alias, from: "cotangent/internal" }], done };
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
