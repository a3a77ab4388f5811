import { dirname, relative } from "node:path";
import MagicString, { SourceMap, type SourceMapSegment } from "magic-string";
import type { Span } from "../ir/types.js";
import { lineAt, lineStarts } from "./splice/lines.js";

/** Text that replaces a range of the module. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where a place of the generated text (both from 0) came from. */
export interface Mapping {
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}

export interface SpliceInput {
  readonly fileName: string;
  readonly source: string;
  readonly edits: readonly Edit[];
  /** Generated code, put behind the user's. */
  readonly generated: string;
  readonly mappings: readonly Mapping[];
  /** The text of another file that mappings point into. */
  readonly textOf: (file: string) => string | undefined;
}

export interface SpliceResult {
  readonly code: string;
  readonly map: SourceMap;
}

/** Applies the edits and appends the generated code, with a source map that leads back to the user's lines. */
export function splice(input: SpliceInput): SpliceResult {
  const text = new MagicString(input.source);
  for (const { start, end, text: replacement } of outermost(input.edits)) {
    if (start === end) text.appendLeft(start, replacement);
    else if (replacement === "") text.remove(start, end);
    else text.update(start, end, replacement);
  }
  const own = input.fileName.slice(input.fileName.lastIndexOf("/") + 1);
  const decoded = text.generateDecodedMap({ source: own, hires: "boundary", includeContent: true });
  const userCode = text.toString();
  const gap = userCode === "" || userCode.endsWith("\n") ? "\n" : "\n\n";
  const sources: Sources = { paths: [own], texts: [input.source], lines: new Map() };
  const firstLine = count(userCode + gap, "\n");
  const mappings: SourceMapSegment[][] = [...decoded.mappings];
  for (const mapping of inOrder(input.mappings)) {
    const segment = locate(mapping, sources, input);
    if (!segment) continue;
    while (mappings.length <= firstLine + mapping.line) mappings.push([]);
    mappings[firstLine + mapping.line]!.push(segment);
  }
  const map = new SourceMap({
    file: own,
    sources: [...sources.paths],
    sourcesContent: [...sources.texts],
    names: [],
    mappings,
  });
  return { code: input.generated === "" ? userCode : userCode + gap + input.generated, map };
}

/** Without edits inside a range that another edit replaces. */
const outermost = (edits: readonly Edit[]): readonly Edit[] =>
  edits.filter((edit) => !edits.some((other) => contains(other, edit)));

const contains = (outer: Edit, inner: Edit): boolean =>
  outer.start <= inner.start && inner.end <= outer.end && inner.end - inner.start < outer.end - outer.start;

interface Sources {
  readonly paths: string[];
  readonly texts: string[];
  readonly lines: Map<string, { readonly index: number; readonly starts: readonly number[] }>;
}

function locate({ column, span }: Mapping, sources: Sources, input: SpliceInput): SourceMapSegment | undefined {
  let source = sources.lines.get(span.file);
  if (!source) {
    const isOwn = span.file === input.fileName;
    const content = isOwn ? input.source : input.textOf(span.file);
    if (content === undefined) return undefined;
    const index = isOwn
      ? 0
      : sources.paths.push(relative(dirname(input.fileName), span.file).replaceAll("\\", "/")) - 1;
    sources.texts[index] = content;
    source = { index, starts: lineStarts(content) };
    sources.lines.set(span.file, source);
  }
  const line = lineAt(source.starts, span.start);
  return [column, source.index, line, span.start - source.starts[line]!];
}

const inOrder = (mappings: readonly Mapping[]): readonly Mapping[] =>
  [...mappings].sort((a, b) => a.line - b.line || a.column - b.column);

const count = (text: string, part: string): number => text.split(part).length - 1;
