import { resolve } from "node:path";
import { declarationOfSymbol, symbolOf } from "./declarations.js";
import type { Frontend } from "./frontend.js";
import {
  implementationOptions,
  implementationSources,
  isInstalled,
  isInstalledDeclaration,
} from "./implementations.js";
import { libraryFolder } from "./libraries.js";
import { compilerOptions } from "./options.js";
import { createOwnSources, type OwnSource } from "./ownSources.js";
import { createSources, type Sources } from "./sources.js";
import { ts } from "./ts.js";

/** What one compilation sees: the files of a program, its symbols and types. */
export interface ProjectFrontend extends Frontend {
  /** A file of the program, by absolute path or relative to the working directory. */
  sourceFile(path: string): ts.SourceFile | undefined;
  /** What the parser found wrong in a file. */
  syntaxErrors(path: string): readonly ts.DiagnosticWithLocation[];
  /** The file that an import or export declaration names, if it is in the program. */
  resolveImport(specifier: ts.StringLiteralLike): ts.SourceFile | undefined;
  /** The same, but of a package the file that runs and not its declarations. */
  resolveRunning(specifier: ts.StringLiteralLike): ts.SourceFile | undefined;
  /** What a file exports, by name, with aliases followed. */
  exportsOf(file: ts.SourceFile): ReadonlyMap<string, ts.Declaration>;
  options(): ts.CompilerOptions;
}

/** Files compiled under one configuration. Opening a file again after a change parses only that file. */
export interface Project {
  open(files: ReadonlyMap<string, string> | readonly string[]): ProjectFrontend;
}

export const absolutePath = (path: string): string => resolve(path).replaceAll("\\", "/");

export function createProject(configPath?: string): Project {
  const options = compilerOptions(configPath);
  const sources = createSources();
  const ownSource = createOwnSources();
  /** Files with an import that was not found: it may be there the next time. */
  const unresolved = new Set<string>();
  const installed = createCache(options);
  const installedAsRun = createCache(implementationOptions(options));
  let program: ts.Program | undefined;
  let frontend: ProjectFrontend | undefined;
  let implementations: ts.Program | undefined;
  /** The same files with installed packages as they run, made when a package is first looked into. */
  const openImplementations = (rootNames: readonly string[]): ts.Program => {
    const settings = implementationOptions(options);
    implementations = ts.createProgram({
      rootNames,
      options: settings,
      host: createHost(settings, implementationSources(sources), new Set(), installedAsRun),
      ...(implementations ? { oldProgram: implementations } : {}),
    });
    return implementations;
  };

  return {
    open(files) {
      const given = isList(files) ? [] : [...files];
      sources.overlay = new Map(given.map(([path, text]) => [absolutePath(path), text]));
      const rootNames = (isList(files) ? files : [...files.keys()]).map(absolutePath);
      if (program && frontend && unresolved.size === 0 && isCurrent(program, rootNames, sources)) return frontend;
      program = ts.createProgram({
        rootNames,
        options,
        host: createHost(options, sources, unresolved, installed),
        ...(program ? { oldProgram: program } : {}),
      });
      let opened: ts.Program | undefined;
      const implemented = (): ts.Program => (opened ??= openImplementations(rootNames));
      frontend = createProgramFrontend(program, { implemented, sources, ownSource });
      return frontend;
    },
  };
}

/** A frontend for one compilation, from files on disk or in memory. */
export const createFrontend = (options: {
  readonly files: ReadonlyMap<string, string> | readonly string[];
  readonly tsconfig?: string | undefined;
}): ProjectFrontend => createProject(options.tsconfig).open(options.files);

const isList = (files: ReadonlyMap<string, string> | readonly string[]): files is readonly string[] =>
  Array.isArray(files);

const isCurrent = (program: ts.Program, rootNames: readonly string[], sources: Sources): boolean =>
  rootNames.every((root) => program.getSourceFile(root) !== undefined) &&
  program.getSourceFiles().every((file) => sources.isLibrary(file.fileName) || sources.isCurrent(file));

const canonical = (path: string): string => (ts.sys.useCaseSensitiveFileNames ? path : path.toLowerCase());

/** What the imports of installed packages lead to: found once, since a package stays as it is. */
const createCache = (options: ts.CompilerOptions): ts.ModuleResolutionCache =>
  ts.createModuleResolutionCache(absolutePath("."), canonical, options);

function createHost(
  options: ts.CompilerOptions,
  sources: Sources,
  unresolved: Set<string>,
  installed: ts.ModuleResolutionCache,
): ts.CompilerHost {
  const directory = absolutePath(".");
  const wasUnresolved = new Set(unresolved);
  unresolved.clear();
  const host: ts.CompilerHost = {
    getSourceFile: (path, settings) => sources.get(path, settings),
    getDefaultLibFileName: (settings) => `${libraryFolder}/${ts.getDefaultLibFileName(settings)}`,
    getDefaultLibLocation: () => libraryFolder,
    fileExists: sources.exists,
    readFile: sources.readText,
    directoryExists: sources.directoryExists,
    getDirectories: (path) => ts.sys.getDirectories(path),
    ...(ts.sys.realpath ? { realpath: ts.sys.realpath } : {}),
    writeFile: () => undefined,
    getCurrentDirectory: () => directory,
    getCanonicalFileName: canonical,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getNewLine: () => "\n",
    getModuleResolutionCache: () => installed,
    hasInvalidatedResolutions: (path) => wasUnresolved.has(path),
    resolveModuleNameLiterals: (literals, containing, redirected, settings, file) =>
      literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(file, literal, settings);
        const cache = isInstalled(containing) ? installed : own;
        const found = ts.resolveModuleName(literal.text, containing, settings, host, cache, redirected, mode);
        // The markers are known by their import, so it does not matter where `cotangent` is, or whether.
        const isMissed = !found.resolvedModule && literal.text !== "cotangent" && !isInstalled(containing);
        if (isMissed) unresolved.add(canonical(containing));
        return found;
      }),
  };
  const own = createCache(options);
  return host;
}

/** Where the markers come from, if that is not installed: it is no part of what is compiled. */
function runtimeFolder(options: ts.CompilerOptions): string {
  const found = ts.resolveModuleName("cotangent", absolutePath("main.ts"), options, ts.sys).resolvedModule;
  return found === undefined ? "no such folder" : found.resolvedFileName.replace(/[^/]*$/, "");
}

interface ProgramSources {
  /** The same files with installed packages as they run. */
  readonly implemented: () => ts.Program;
  readonly sources: Sources;
  readonly ownSource: OwnSource;
}

function createProgramFrontend(
  program: ts.Program,
  { implemented, sources, ownSource }: ProgramSources,
): ProjectFrontend {
  const checker = (): ts.TypeChecker => program.getTypeChecker();
  let runtime: string | undefined;
  const sourceFile = (path: string): ts.SourceFile | undefined => {
    const absolute = absolutePath(path);
    return (
      program.getSourceFile(absolute) ?? (isInstalled(absolute) ? implemented().getSourceFile(absolute) : undefined)
    );
  };
  /** A file that only runs, and is not part of what the checker sees. */
  const isOnlyRun = (file: ts.SourceFile): boolean => program.getSourceFile(file.fileName) !== file;
  const checkerAt = (node: ts.Node): ts.TypeChecker =>
    isOnlyRun(node.getSourceFile()) ? implemented().getTypeChecker() : checker();
  /** What a name stands for when the program runs: of an installed package, its own code. */
  const runningSymbol = (node: ts.Node): ts.Symbol | undefined => {
    const at = checkerAt(node);
    const symbol = symbolOf(node, at);
    const found = symbol && declarationOfSymbol(symbol);
    if (at !== checker() || !(found ? isInstalledDeclaration(found) : comesFromElsewhere(node, at))) return symbol;
    const running = symbolOf(node, implemented().getTypeChecker());
    return running && declarationOfSymbol(running) ? running : symbol;
  };
  return {
    checker,
    checkerAt,
    ownSource,
    sourceFile,
    typeOf: (node) => checkerAt(node).getTypeAtLocation(node),
    declarationOf: (node) => {
      const symbol = runningSymbol(node);
      return symbol && declarationOfSymbol(symbol);
    },
    declarationsOf: (node) => runningSymbol(node)?.declarations ?? [],
    requiredBy(specifier) {
      const module = checkerAt(specifier).getSymbolAtLocation(specifier);
      const exported = module?.exports?.get(ts.InternalSymbolName.ExportEquals);
      const symbol = exported === undefined ? module : targetOf(exported, checkerAt(specifier));
      return symbol && declarationOfSymbol(symbol);
    },
    syntaxErrors(path) {
      const file = sourceFile(path);
      return file && !isOnlyRun(file) ? program.getSyntacticDiagnostics(file) : [];
    },
    sourceFiles: () => {
      runtime ??= runtimeFolder(program.getCompilerOptions());
      const isOther = ({ isDeclarationFile, fileName }: ts.SourceFile): boolean =>
        isDeclarationFile || sources.isLibrary(fileName) || fileName.startsWith(runtime ?? "/");
      return program.getSourceFiles().filter((file) => !isOther(file));
    },
    runningFiles: () =>
      implemented()
        .getSourceFiles()
        .filter(({ isDeclarationFile }) => !isDeclarationFile),
    userFiles: () =>
      program
        .getSourceFiles()
        .filter((file) => !file.isDeclarationFile && !sources.isLibrary(file.fileName) && !isInstalled(file.fileName)),
    resolveImport(specifier) {
      const file = checkerAt(specifier).getSymbolAtLocation(specifier)?.declarations?.[0];
      return file && ts.isSourceFile(file) ? file : undefined;
    },
    resolveRunning(specifier) {
      const file = implemented().getTypeChecker().getSymbolAtLocation(specifier)?.declarations?.[0];
      return file && ts.isSourceFile(file) ? file : undefined;
    },
    runningFile(specifier) {
      const resolved = (implemented() as ResolvingProgram).getResolvedModuleFromModuleSpecifier(
        specifier,
        specifier.getSourceFile(),
      );
      const path = resolved?.resolvedModule?.resolvedFileName;
      const file = path === undefined ? undefined : implemented().getSourceFile(path);
      return file === undefined || file.isDeclarationFile || file.fileName.endsWith(".json") ? undefined : file;
    },
    exportsOf(file) {
      const at = checkerAt(file);
      const module = at.getSymbolAtLocation(file);
      const found = new Map<string, ts.Declaration>();
      for (const symbol of module ? at.getExportsOfModule(module) : []) {
        const declaration = declarationOfSymbol(targetOf(symbol, at));
        if (declaration) found.set(symbol.name, declaration);
      }
      return found;
    },
    options: () => program.getCompilerOptions(),
  };
}

/** Also of files without exports that the checker would see, as those that make their exports by running. */
interface ResolvingProgram extends ts.Program {
  getResolvedModuleFromModuleSpecifier(
    specifier: ts.StringLiteralLike,
    file: ts.SourceFile,
  ): { readonly resolvedModule?: ts.ResolvedModuleFull } | undefined;
}

const targetOf = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** A name that is imported, or a member of something imported, of which the checker knows nothing. */
function comesFromElsewhere(node: ts.Node, checker: ts.TypeChecker): boolean {
  let first = node.parent !== undefined && ts.isPropertyAccessExpression(node.parent) ? node.parent : node;
  while (ts.isPropertyAccessExpression(first)) first = first.expression;
  const symbol = ts.isIdentifier(first) ? checker.getSymbolAtLocation(first) : undefined;
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
}
