import { createCompiler } from "../compiler.js";
import { renderAll } from "../diagnostics/render.js";
import { mentionsMarkers } from "../plugins/prefilter.js";
import { readInputs } from "./inputs.js";
import type { Output } from "./output.js";

/** Reports every diagnostic of the markers in some files, or of the functions named. True if there is no error. */
export function check(files: readonly string[], options: { readonly tsconfig?: string }, output: Output): boolean {
  const compiler = createCompiler(options);
  const inputs = readInputs(files);
  let errors = 0;
  for (const { path, source, functionName } of inputs) {
    const { diagnostics } =
      functionName === undefined
        ? compiler.transform(source, { fileName: path })
        : compiler.deriveExports(source, { fileName: path, names: [functionName] });
    if (diagnostics.length > 0) output.printError(`${renderAll(diagnostics, { color: output.color })}\n`);
    errors += diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
    if (functionName === undefined && !mentionsMarkers(source)) output.print(`${path}: no markers\n`);
  }
  const subject = inputs.length === 1 ? "1 file" : `${inputs.length} files`;
  output.print(`${subject} checked: ${errors === 0 ? "no errors" : errors === 1 ? "1 error" : `${errors} errors`}\n`);
  return errors === 0;
}
