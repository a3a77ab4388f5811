import { ts } from "ts-morph";
import { findConfig } from "../../packages/transformer/src/frontend/options.js";
import { createProject, type ProjectFrontend } from "../../packages/transformer/src/frontend/project.js";
import { deriveExports, type TransformResult, transformModule } from "../../packages/transformer/src/transform.js";
import { withinTime } from "../generate/limit.js";
import { fileName } from "../generate/services.js";

/** A function compiles in less, whatever is in it. */
const mostSeconds = 60;

const settings = { optimizations: {}, sourcemap: false };

/** Compiles texts that may be anything, with one project. */
export function createCompiler() {
  const project = createProject(findConfig(fileName));

  const open = (path: string, text?: string): { readonly file: ts.SourceFile; readonly frontend: ProjectFrontend } => {
    const frontend = project.open(text === undefined ? [path] : new Map([[path, text]]));
    const file = frontend.sourceFile(path);
    if (file === undefined) throw new Error(`${path} is not in the program`);
    return { file, frontend };
  };

  return {
    /** What is wrong with what the compiler makes of a text with markers; undefined if it compiles or is refused as it should be. */
    faultOfText(text: string): string | undefined {
      const { file, frontend } = open(fileName, text);
      const parses = frontend.syntaxErrors(fileName).length === 0;
      return faultOf(() => transformModule(file, frontend, settings), { parses, functions: 1 });
    },
    /** The same of a file, whose exported functions are all asked for. */
    faultOfFile(path: string): string | undefined {
      const { file, frontend } = open(path);
      const names = [...frontend.exportsOf(file).keys()];
      const derive = () => deriveExports(file, { marker: "grad", wrt: 0, names }, frontend, settings);
      return faultOf(derive, { parses: true, functions: names.length });
    },
  };
}

interface Asked {
  readonly parses: boolean;
  readonly functions: number;
}

function faultOf(compile: () => TransformResult, { parses, functions }: Asked): string | undefined {
  let result: TransformResult;
  try {
    result = withinTime(compile, Math.max(1, functions) * mostSeconds * 1000);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { code, diagnostics } = result;
  const internal = diagnostics.find((diagnostic) => diagnostic.code === "CT1016");
  if (internal !== undefined) return internal.message;
  const unplaced = diagnostics.find(({ span, message }) => span === undefined || message === "");
  if (unplaced !== undefined) return `${unplaced.code} has no place or no message`;
  return parses && !isParsed(code) ? `what is emitted does not parse:\n${code}` : undefined;
}

function isParsed(code: string): boolean {
  const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true, fileName: "emitted.ts" });
  return diagnostics === undefined || diagnostics.length === 0;
}
