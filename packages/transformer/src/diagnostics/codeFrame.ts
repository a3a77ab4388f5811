import { codeFrameColumns } from "@babel/code-frame";
import { lineAt, lineStarts } from "../6-emit/splice/lines.js";
import type { Span } from "../ir/types.js";

/** A place in a file: line from 1, column from 1, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function placeOf(text: string, offset: number): Place {
  const starts = lineStarts(text);
  const line = lineAt(starts, offset);
  return { line: line + 1, column: offset - starts[line]! + 1 };
}

/** The lines around a span with the span marked. Only its first line is marked if it has several. */
export function codeFrame(
  text: string,
  span: Span,
  options: { readonly color: boolean; readonly context: number },
): string {
  const start = placeOf(text, span.start);
  const firstBreak = text.indexOf("\n", span.start);
  const lastOfLine = firstBreak < 0 ? text.length : firstBreak;
  const end = placeOf(text, Math.max(span.start + 1, Math.min(span.end, lastOfLine)));
  return codeFrameColumns(
    text,
    { start, end },
    {
      forceColor: options.color,
      highlightCode: options.color,
      linesAbove: options.context,
      linesBelow: options.context,
    },
  );
}
