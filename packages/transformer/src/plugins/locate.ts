import { lineAt, lineStarts } from "../6-emit/splice/lines.js";
import type { Span } from "../ir/types.js";

/** A place as esbuild wants it: line from 1, column and length in bytes of UTF-8 and within one line. */
export interface BytePlace {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly lineText: string;
}

export function locate(text: string, { start, end }: Span): BytePlace {
  const starts = lineStarts(text);
  const line = lineAt(starts, start);
  const lineStart = starts[line]!;
  const lineText = text.slice(lineStart, starts[line + 1] ?? text.length).replace(/\r?\n$/, "");
  return {
    line: line + 1,
    column: bytes(text.slice(lineStart, start)),
    length: bytes(text.slice(start, Math.min(end, lineStart + lineText.length))),
    lineText,
  };
}

const bytes = (text: string): number => Buffer.byteLength(text, "utf8");
