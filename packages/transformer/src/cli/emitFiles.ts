import { type Compiler, createCompiler } from "../compiler.js";
import { renderAll } from "../diagnostics/render.js";
import { mentionsMarkers } from "../plugins/prefilter.js";
import type { TransformResult } from "../transform.js";
import { type Input, readInputs } from "./inputs.js";
import type { Output } from "./output.js";
import { writeAll } from "./writeAll.js";

export interface EmitOptions {
  readonly mode: "vjp" | "jvp";
  readonly wrt: number | readonly number[];
  readonly out?: string;
  readonly dump?: string;
  readonly tsconfig?: string;
}

/** Prints modules with their derivatives, or writes them into a folder. True if nothing was refused. */
export function emitFiles(files: readonly string[], options: EmitOptions, output: Output): boolean {
  const inputs = readInputs(files);
  const { tsconfig, dump: wanted } = options;
  const dump = (pass: string, text: string): void => {
    if (pass === wanted || wanted === "all") output.printError(`--- ${pass}\n${text}\n`);
  };
  const compiler = createCompiler({
    ...(tsconfig === undefined ? {} : { tsconfig }),
    ...(wanted === undefined ? {} : { dump }),
  });
  const results = inputs.map((input) => ({ ...input, result: emitInput(input, options, compiler) }));

  const diagnostics = results.flatMap(({ result }) => result.diagnostics);
  if (diagnostics.length > 0) output.printError(`${renderAll(diagnostics, { color: output.color })}\n`);
  if (results.some(isRefused)) return false;

  if (options.out === undefined) {
    for (const { result } of results) output.print(result.code.endsWith("\n") ? result.code : `${result.code}\n`);
  } else {
    const written = writeAll(
      results.map(({ path, result }) => ({ path, code: result.code })),
      options.out,
    );
    for (const path of written) output.print(`${path}\n`);
  }
  return true;
}

/** Of a file without markers what can be derived is printed, and what cannot is only reported; anything else is an error. */
const isRefused = ({ functionName, source, result }: Input & { readonly result: TransformResult }): boolean => {
  const isSelection = functionName !== undefined || mentionsMarkers(source) || result.code === source;
  return isSelection && result.diagnostics.some((diagnostic) => diagnostic.severity === "error");
};

function emitInput({ path, source, functionName }: Input, options: EmitOptions, compiler: Compiler): TransformResult {
  if (functionName === undefined && mentionsMarkers(source)) return compiler.transform(source, { fileName: path });
  return compiler.deriveExports(source, {
    fileName: path,
    marker: options.mode === "jvp" ? "jvp" : "valueAndGrad",
    wrt: options.wrt,
    ...(functionName === undefined ? {} : { names: [functionName] }),
  });
}
