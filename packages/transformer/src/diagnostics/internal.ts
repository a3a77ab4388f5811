import { ts } from "../frontend/ts.js";
import type { Span } from "../ir/types.js";

/** A broken invariant of the compiler itself, never the user's fault: says where it happened and what to report. */
export class InternalError extends Error {
  override readonly name = "InternalError";

  constructor(
    readonly pass: string,
    readonly functionName: string | undefined,
    readonly span: Span | undefined,
    override readonly cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const subject = functionName === undefined ? "" : ` of ${functionName}`;
    const place = span === undefined ? "" : ` (${placeOf(span)})`;
    super(
      `Cotangent failed in the pass ${pass}${subject}${place}: ${reason}\n` +
        "This is an error in the compiler, not in your program. Please report it with the source of the function and this message.",
    );
  }
}

/** The file and line of a span, as editors link it; the offset if the file cannot be read. */
function placeOf(span: Span): string {
  const text = ts.sys.readFile(span.file);
  if (text === undefined || text.length < span.start) return `${span.file}, offset ${span.start}`;
  return `${span.file}:${text.slice(0, span.start).split("\n").length}`;
}
