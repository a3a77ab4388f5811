import type { ExportRequest } from "./1-discover/planExports.js";
import type { Optimizations } from "./context.js";
import { hostModuleFor } from "./frontend/hostModule.js";
import { findConfig } from "./frontend/options.js";
import { absolutePath, createProject, type Project, type ProjectFrontend } from "./frontend/project.js";
import type { ts } from "./frontend/ts.js";
import { mentionsMarkers } from "./plugins/prefilter.js";

export { expose } from "./6-emit/splice/nameGlobals.js";

import { deriveExports, type TransformResult, transformModule } from "./transform.js";

export interface CompilerOptions {
  /** Make a source map? Yes, unless this says `false`. */
  readonly sourcemap?: boolean;
  /** A tsconfig for all files; otherwise the nearest one above each file; `false` for none. */
  readonly tsconfig?: string | false;
  /** Optimizations to switch off (`{ fuse: false }`); results agree to rounding. */
  readonly optimizations?: Partial<Optimizations>;
  /** Receives the intermediate representation after each pass, in its canonical text form. */
  readonly dump?: (pass: string, text: string) => void;
}

export interface ModuleOptions {
  readonly fileName: string;
  /** For this module: optimizations to switch off besides those of the compiler. */
  readonly optimizations?: Partial<Optimizations>;
  /** Whether another module will be given the exports that the result lists as exposed. */
  readonly mayExpose?: (file: string) => boolean;
}

/** A compiler that stays: what is parsed once is kept until it changes. */
export interface Compiler {
  /** Compiles a module whose text is given; what it imports is read from disk. */
  transform(source: string, file: ModuleOptions): TransformResult;
  /** Adds the derivatives of a module's exported functions: of those named, or of all that have one. */
  deriveExports(source: string, request: { readonly fileName: string } & Partial<ExportRequest>): TransformResult;
}

export function createCompiler(options: CompilerOptions = {}): Compiler {
  const projects = new Map<string | undefined, Project>();
  const projectFor = (fileName: string): Project => {
    const config =
      options.tsconfig === undefined
        ? findConfig(fileName)
        : options.tsconfig === false
          ? undefined
          : absolutePath(options.tsconfig);
    const project = projects.get(config) ?? createProject(config);
    projects.set(config, project);
    return project;
  };
  const open = (source: string, fileName: string): { file: ts.SourceFile; frontend: ProjectFrontend } => {
    const path = absolutePath(fileName);
    const frontend = projectFor(path).open(new Map([[fileName, source], ...hostModuleFor(source, path)]));
    const file = frontend.sourceFile(fileName);
    if (!file) throw new Error(`${fileName}: is neither TypeScript nor JavaScript`);
    return { file, frontend };
  };
  const { optimizations = {}, sourcemap = true, dump } = options;
  const settings = { optimizations, sourcemap, steps: { dump } };

  return {
    transform(source, { fileName, optimizations: own = {}, mayExpose }) {
      if (!mentionsMarkers(source)) return { code: source, map: null, diagnostics: [], dependencies: [], exposed: [] };
      const { file, frontend } = open(source, fileName);
      return transformModule(file, frontend, { ...settings, mayExpose, optimizations: { ...optimizations, ...own } });
    },
    deriveExports(source, { fileName, marker = "valueAndGrad", wrt = 0, names }) {
      const { file, frontend } = open(source, fileName);
      return deriveExports(file, { marker, wrt, names }, frontend, settings);
    },
  };
}
