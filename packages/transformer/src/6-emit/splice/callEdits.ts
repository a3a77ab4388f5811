import { ts } from "../../frontend/ts.js";
import type { Generated } from "../../generate.js";
import type { Edit } from "../splice.js";
import type { NeededImport } from "./imports.js";
import { identifiersOf, takeName } from "./names.js";

/** What is written for calls of markers in which more stays than the name of a derivative. */
export interface CallEdits<Call> {
  readonly edits: readonly Edit[];
  readonly imports: readonly NeededImport[];
  readonly done: readonly Call[];
}

interface Helper {
  readonly name: string;
  readonly from: string;
}

/** Calls that are made calls of a helper, under a name that the module does not have. */
export function editCalls<Call>(
  done: readonly Call[],
  { name, from }: Helper,
  { code }: Pick<Generated, "code">,
  file: ts.SourceFile,
  edit: (call: Call, alias: string) => Edit,
): CallEdits<Call> {
  if (done.length === 0) return { edits: [], imports: [], done };
  const generated = ts.createSourceFile("generated.ts", code, ts.ScriptTarget.Latest, true);
  const alias = takeName(name, new Set([...identifiersOf(file), ...identifiersOf(generated)]));
  return { edits: done.map((call) => edit(call, alias)), imports: [{ name, alias, from }], done };
}
