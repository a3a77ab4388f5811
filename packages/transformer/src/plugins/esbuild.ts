import { readFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import type { BuildOptions, Loader, Location, PartialMessage, Plugin } from "esbuild";
import type { Exposed } from "../6-emit/splice/nameGlobals.js";
import type { Compiler, CompilerOptions } from "../compiler.js";
import type { Diagnostic } from "../diagnostics/report.js";
import type { Span } from "../ir/types.js";
import type { TransformResult } from "../transform.js";
import { findMarked } from "./findMarked.js";
import { locate } from "./locate.js";
import { mentionsMarkers } from "./prefilter.js";

export interface CotangentOptions extends CompilerOptions {
  /** Files to compile, by absolute path with forward slashes. Default: every TypeScript and JavaScript file. */
  readonly include?: RegExp;
  /** Files to leave alone. Default: what is installed. */
  readonly exclude?: RegExp;
}

const sourceFiles = /\.[cm]?[jt]sx?$/;
const installedFiles = /\/node_modules\//;

/**
 * The esbuild plugin: replaces the markers by the derivatives they ask for.
 *
 * ```js
 * import cotangent from "@cotangent/transformer/esbuild";
 * await esbuild.build({ entryPoints: ["src/main.ts"], bundle: true, plugins: [cotangent()] });
 * ```
 */
export default function cotangent(options: CotangentOptions = {}): Plugin {
  const { include = sourceFiles, exclude = installedFiles, ...compilerOptions } = options;
  return {
    name: "cotangent",
    setup(build) {
      const directory = build.initialOptions.absWorkingDir ?? process.cwd();
      let compiler: Promise<Compiler> | undefined;
      // Most builds have no markers, and for these the compiler is not even loaded.
      const load = (): Promise<Compiler> =>
        (compiler ??= import("../compiler.js").then(({ createCompiler }) => createCompiler(compilerOptions)));
      const isCompiled = (name: string): boolean => include.test(name) && !exclude.test(name);
      let made: Promise<Made> | undefined;

      build.onStart(() => {
        made = undefined;
      });
      build.onLoad({ filter: sourceFiles, namespace: "file" }, async ({ path }) => {
        const name = path.replaceAll("\\", "/");
        made ??= findMarked(build, sourceFiles, isCompiled).then((marked) =>
          compileMarked(marked, load, build.initialOptions),
        );
        const { results, exposed } = await made;
        const needed = exposed.filter(({ file }) => file === name);
        if (!isCompiled(name) && needed.length === 0) return undefined;
        const source = await readFile(path, "utf8");
        const isMarked = isCompiled(name) && mentionsMarkers(source);
        if (!isMarked && needed.length === 0) return undefined;
        const result = isMarked
          ? (results.get(name) ?? (await load()).transform(source, { fileName: name }))
          : undefined;
        const texts = new Map([[name, source]]);
        const messages = await Promise.all(
          (result?.diagnostics ?? []).map(async (diagnostic) => ({
            severity: diagnostic.severity,
            message: await toMessage(diagnostic, directory, texts),
          })),
        );
        const code = result?.code ?? source;
        const text = needed.length === 0 ? code : (await import("../compiler.js")).expose(code, name, needed);
        return {
          contents: [text, inlineMap(result)].filter((part) => part !== "").join("\n"),
          loader: loaderOf(name),
          resolveDir: dirname(path),
          watchFiles: [path, ...(result?.dependencies ?? [])],
          errors: messages.filter(({ severity }) => severity === "error").map(({ message }) => message),
          warnings: messages.filter(({ severity }) => severity === "warning").map(({ message }) => message),
        };
      });
    },
  };
}

/** The files with markers as they are compiled, and what other files have to export for them. */
interface Made {
  readonly results: ReadonlyMap<string, TransformResult>;
  readonly exposed: readonly Exposed[];
}

async function compileMarked(
  marked: ReadonlyMap<string, string>,
  load: () => Promise<Compiler>,
  options: BuildOptions,
): Promise<Made> {
  if (marked.size === 0) return { results: new Map(), exposed: [] };
  const compiler = await load();
  // A package that stays outside of the bundle is as it is.
  const mayExpose = (file: string): boolean =>
    options.bundle === true && (!installedFiles.test(file) || (options.packages !== "external" && !options.external));
  const results = new Map(
    [...marked].map(([fileName, source]) => [fileName, compiler.transform(source, { fileName, mayExpose })]),
  );
  return { results, exposed: [...results.values()].flatMap((result) => result.exposed) };
}

const loaderOf = (path: string): Loader => {
  const extension = path.slice(path.lastIndexOf(".") + 1).replace(/^[cm]/, "");
  return extension as "ts" | "tsx" | "js" | "jsx";
};

/** esbuild joins its own source map to one that is written in the text. */
const inlineMap = (result: TransformResult | undefined): string =>
  result === undefined || result.map === null ? "" : `//# sourceMappingURL=${result.map.toUrl()}\n`;

/** A diagnostic as esbuild shows it: located, with what it relates to and the remedy as notes. */
async function toMessage(
  diagnostic: Diagnostic,
  directory: string,
  texts: Map<string, string>,
): Promise<PartialMessage> {
  const locationOf = async (span: Span | undefined): Promise<Partial<Location> | null> => {
    if (!span) return null;
    const text = texts.get(span.file) ?? (await readFile(span.file, "utf8").catch(() => undefined));
    const file = relative(directory, span.file).replaceAll("\\", "/");
    if (text === undefined) return { file };
    texts.set(span.file, text);
    return { file, namespace: "file", ...locate(text, span) };
  };
  const notes = diagnostic.related.map(async ({ message, span }) => ({
    text: message,
    location: await locationOf(span),
  }));
  return {
    id: diagnostic.code,
    text: `${diagnostic.code}: ${diagnostic.message}`,
    location: await locationOf(diagnostic.span),
    notes: [...(await Promise.all(notes)), { text: `help: ${diagnostic.remedy}` }],
  };
}
