import type { Span } from "../ir/types.js";
import type { OwnSource } from "./ownSources.js";
import type { ts } from "./ts.js";

/** What the compiler asks of the type checker, in as few calls as possible. */
export interface Frontend {
  /** The declaration an identifier or property name refers to; aliases, imports and re-exports are followed. */
  declarationOf(node: ts.Node): ts.Declaration | undefined;
  /** All of them: in JavaScript a property is declared by each assignment to it. */
  declarationsOf(node: ts.Node): readonly ts.Declaration[];
  /** What `require("…")` gives: the declaration of what that module exports, or the file itself. */
  requiredBy(specifier: ts.StringLiteralLike): ts.Declaration | undefined;
  /** The file of code that an import or `require` runs; undefined if there is none. */
  runningFile(specifier: ts.StringLiteralLike): ts.SourceFile | undefined;
  /** The checker's type at a node. Asked only at the roots: parameters, empty literals, opaque results. */
  typeOf(node: ts.Node): ts.Type;
  /** The one of the user's program. */
  checker(): ts.TypeChecker;
  /** The one that knows a node: installed packages as they run have another. */
  checkerAt(node: ts.Node): ts.TypeChecker;
  /** The compiler's own sources; see createOwnSources. */
  readonly ownSource: OwnSource;
  /** Every file of the program that has code: no declarations, no libraries of the language. */
  sourceFiles(): readonly ts.SourceFile[];
  /** Every file of code that runs, also of installed packages that declarations describe. */
  runningFiles(): readonly ts.SourceFile[];
  /** The user's own among them: nothing installed. */
  userFiles(): readonly ts.SourceFile[];
}

/** The checker that a type comes from: installed packages as they run have one of their own. */
export const checkerOf = (type: ts.Type): ts.TypeChecker =>
  (type as unknown as { readonly checker: ts.TypeChecker }).checker;

/** A file that was not parsed as it is written: places in it are elsewhere in the text on disk. */
export interface Rewritten extends ts.SourceFile {
  originOf?: (at: number) => number;
  /** Its own names are those of a function that it calls: no code outside of that can use them. */
  isUnwrapped?: boolean;
  /** The functions whose prototype the text replaces by an object. */
  prototypes?: ReadonlySet<string>;
  /** Those that make an instance also where they are called without new. */
  callable?: ReadonlySet<string>;
}

export const makesInstances = ({ callable = none }: Rewritten, name: string): boolean => callable.has(name);

const none: ReadonlySet<string> = new Set();

export const rewrittenPrototypes = (file: Rewritten): ReadonlySet<string> => file.prototypes ?? none;

export const spanOf = (node: ts.Node): Span => {
  const file = node.getSourceFile();
  const { originOf = (at: number) => at } = file as Rewritten;
  // What follows a node may come from elsewhere.
  return { file: file.fileName, start: originOf(node.getStart(file)), end: originOf(node.getEnd() - 1) + 1 };
};
