import { join } from "node:path";
import ts from "typescript";
import { root } from "./fixtures.js";

/** Library files and the runtime, parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Typechecks modules given as text, all in one program and as strictly as users do; the messages of each, by file name. */
export const typecheckStrictly = (modules: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
    types: [],
    paths: {
      cotangent: [join(root, "packages/runtime/src/index.ts")],
      "cotangent/internal": [join(root, "packages/runtime/src/internal.ts")],
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    if (modules.has(name)) return getSourceFile(name, ...rest);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name) ?? readFile(name);
  const program = ts.createProgram([...modules.keys()], options, host);
  return new Map([...modules.keys()].map((name) => [name, messagesOf(program, name)]));
};

/** The messages about one module. */
export const messagesUnderStrict = (source: string): readonly string[] =>
  typecheckStrictly(new Map([["/strict/module.ts", source]])).get("/strict/module.ts") ?? [];

const messagesOf = (program: ts.Program, name: string): string[] => {
  const file = program.getSourceFile(name);
  if (file === undefined) return [`${name} is not in the program`];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((diagnostic) => {
    const line = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line;
    const text = file.text.split("\n")[line]?.trim() ?? "";
    return `${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")} (line ${line + 1}: ${text})`;
  });
};
