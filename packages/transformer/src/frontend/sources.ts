import { statSync } from "node:fs";
import { classEdits } from "./classEdits.js";
import { compiledModuleEdits } from "./compiledModules.js";
import { applyEdits, type Edit } from "./edits.js";
import type { Rewritten } from "./frontend.js";
import { keyEdits } from "./keyEdits.js";
import { libraryFiles, libraryFolder } from "./libraries.js";
import { ts } from "./ts.js";
import { wrapperEdits } from "./wrapperEdits.js";

interface Entry {
  readonly file: ts.SourceFile;
  /** What was read; a package's classes that are written as functions are parsed as classes. */
  readonly text: string;
  /** Time and size of the file on disk when it was read; undefined for text that was given. */
  readonly stamp: string | undefined;
}

/** Parsed files, kept from one compilation to the next: only what changed is read and parsed again. */
export interface Sources {
  /** The parsed file; undefined if there is none. */
  get(path: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined;
  exists(path: string): boolean;
  directoryExists(path: string): boolean;
  readText(path: string): string | undefined;
  isLibrary(path: string): boolean;
  /** Is `file` what a reader would get now? */
  isCurrent(file: ts.SourceFile): boolean;
  /** Text that counts instead of what is on disk. */
  overlay: ReadonlyMap<string, string>;
}

export function createSources(): Sources {
  const libraries = libraryFiles();
  const entries = new Map<string, Entry>();
  const isLibrary = (path: string): boolean => path.startsWith(`${libraryFolder}/`) && libraries.has(path);

  const sources: Sources = {
    overlay: new Map(),
    isLibrary,
    get(path, options) {
      const known = entries.get(path);
      if (known && current(path, known)) return known.file;
      const text = sources.readText(path);
      if (text === undefined) {
        entries.delete(path);
        return undefined;
      }
      const unchanged = known?.text === text;
      const file = unchanged ? known.file : parse(path, text, options, !isLibrary(path));
      entries.set(path, { file, text, stamp: sources.overlay.has(path) ? undefined : stampOf(path) });
      return file;
    },
    exists: (path) => sources.overlay.has(path) || isLibrary(path) || ts.sys.fileExists(path),
    directoryExists: (path) =>
      ts.sys.directoryExists(path) || [...sources.overlay.keys()].some((file) => file.startsWith(`${path}/`)),
    readText: (path) => sources.overlay.get(path) ?? (isLibrary(path) ? libraries.get(path) : ts.sys.readFile(path)),
    isCurrent(file) {
      const known = entries.get(file.fileName);
      if (known?.file !== file) return false;
      if (current(file.fileName, known)) return true;
      return sources.readText(file.fileName) === known.text;
    },
  };

  const current = (path: string, entry: Entry): boolean => {
    const given = sources.overlay.get(path);
    if (given !== undefined) return entry.text === given;
    return isLibrary(path) || (entry.stamp !== undefined && entry.stamp === stampOf(path));
  };
  return sources;
}

function parse(
  path: string,
  text: string,
  options: ts.ScriptTarget | ts.CreateSourceFileOptions,
  setParents: boolean,
): ts.SourceFile {
  if (!isInstalledScript(path)) return ts.createSourceFile(path, text, options, setParents);
  let isUnwrapped = false;
  let read = { text, originOf: (at: number): number => at };
  for (const editsOf of rewritings) {
    const before = read;
    const edits = editsOf(before.text, path);
    // What two forms lay claim to is neither.
    const areApart = edits.every(({ start }, i) => start >= (edits[i - 1]?.end ?? 0));
    if (edits.length === 0 || !areApart) continue;
    const edited = applyEdits(before.text, edits);
    if (editsOf === wrapperEdits) isUnwrapped = true;
    read = { text: edited.text, originOf: (at) => before.originOf(edited.originOf(at)) };
  }
  const rewritten: Rewritten = ts.createSourceFile(path, read.text, options, setParents);
  if (read.text === text) return rewritten;
  rewritten.originOf = read.originOf;
  rewritten.isUnwrapped = isUnwrapped;
  rewritten.prototypes = new Set([...text.matchAll(prototypeStore)].map(([, name = ""]) => name));
  rewritten.callable = new Set([...text.matchAll(guard)].map(([, name = ""]) => name));
  return rewritten;
}

/** `if (!(this instanceof C)) return new C(…)` */
const guard = /if\s*\(!\(this instanceof ([\w$]+)\)\)\s*\{?\s*return new \1\b/g;
/** `C.prototype = …` that does not say what the constructor is. */
const prototypeStore =
  /([\w$]+)(?:\.prototype|\[["']prototype["']\])\s*=(?!=)(?!(?:\s*[\w$]+\.prototype\s*=)*\s*\{\s*constructor:\s*\1\s*[,}])/g;

/** How older forms of a package's code are read as what they stand for, one after the other. */
const rewritings: readonly ((text: string, path: string) => readonly Edit[])[] = [
  wrapperEdits,
  compiledModuleEdits,
  keyEdits,
  classEdits,
  // Classes inside of what has become a class.
  classEdits,
];

const isInstalledScript = (path: string): boolean => path.includes("/node_modules/") && /\.[cm]?js$/.test(path);

const stampOf = (path: string): string | undefined => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}:${stats.size}`;
};
