import { dirname } from "node:path";
import { isHostLibrary } from "./libraries.js";
import { ts } from "./ts.js";

/** What a project is compiled with when no tsconfig says otherwise: modules as bundlers resolve them. */
const defaults: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
};

/** What the compiler needs whatever the user's configuration says: precise types, bodies of JavaScript, no output. */
const forced: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: false,
  allowJs: true,
  skipLibCheck: true,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
};

const defaultLibraries = ["lib.es2023.d.ts"];

/** The tsconfig that applies to a file: the nearest one above it. */
export const findConfig = (fileName: string): string | undefined =>
  ts.findConfigFile(dirname(fileName), ts.sys.fileExists);

/** The compiler options for a tsconfig, or the defaults. A tsconfig that cannot be read throws, naming it. */
export function compilerOptions(configPath: string | undefined): ts.CompilerOptions {
  if (configPath === undefined) return { ...defaults, ...forced, lib: defaultLibraries, types: [] };
  const read = ts.readConfigFile(configPath, ts.sys.readFile);
  if (read.error) throw new Error(`${configPath}: ${ts.flattenDiagnosticMessageText(read.error.messageText, "\n")}`);
  // The files of the project are found by following imports, so its folders are never searched.
  const host: ts.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(read.config, host, dirname(configPath), undefined, configPath);
  const languageLibraries = options.lib?.filter((name) => !isHostLibrary(name)) ?? [];
  return {
    ...defaults,
    ...options,
    ...forced,
    // An old module kind implies an old resolution unless the two are set together.
    ...(options.module !== undefined && options.moduleResolution === undefined ? impliedResolution(options) : {}),
    lib: languageLibraries.length > 0 ? languageLibraries : defaultLibraries,
    types: options.types ?? [],
  };
}

const impliedResolution = ({ module }: ts.CompilerOptions): ts.CompilerOptions => {
  const isNode = module !== undefined && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext;
  const usable = isNode ? module : ts.ModuleKind.ESNext;
  return {
    module: usable,
    moduleResolution: isNode ? ts.ModuleResolutionKind.NodeNext : ts.ModuleResolutionKind.Bundler,
  };
};
