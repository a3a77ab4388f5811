import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { createColors } from "picocolors";
import type { Span } from "../ir/types.js";
import { codeFrame, placeOf } from "./codeFrame.js";
import type { Diagnostic, Related } from "./report.js";

export interface RenderOptions {
  /** The text of a file that a diagnostic points into, if it is not what is on disk. */
  readonly textOf?: (file: string) => string | undefined;
  readonly color?: boolean;
  /** Paths are shown relative to this folder. */
  readonly directory?: string;
}

/** A diagnostic as text: what, where, the lines concerned, and what to do instead. */
export function render(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const color = createColors(options.color ?? false);
  const severity = diagnostic.severity === "error" ? color.red("error") : color.yellow("warning");
  return [
    `${severity} ${color.bold(diagnostic.code)}: ${diagnostic.message}`,
    ...location(diagnostic.span, options, 2),
    ...diagnostic.related.flatMap((related) => renderRelated(related, options)),
    `  ${color.cyan("help:")} ${diagnostic.remedy}`,
    "",
  ].join("\n");
}

export const renderAll = (diagnostics: readonly Diagnostic[], options: RenderOptions = {}): string =>
  diagnostics.map((diagnostic) => render(diagnostic, options)).join("\n");

const renderRelated = ({ message, span }: Related, options: RenderOptions): readonly string[] => [
  `  ${createColors(options.color ?? false).cyan("note:")} ${message}`,
  ...location(span, options, 0),
];

function location(span: Span | undefined, options: RenderOptions, context: number): readonly string[] {
  if (!span) return [];
  const path = relative(options.directory ?? process.cwd(), span.file).replaceAll("\\", "/");
  const text = options.textOf?.(span.file) ?? readIfThere(span.file);
  if (text === undefined) return [`  at ${path}`];
  const { line, column } = placeOf(text, span.start);
  const frame = codeFrame(text, span, { color: options.color ?? false, context });
  return [`  at ${path}:${line}:${column}`, ...frame.split("\n").map((row) => `  ${row}`.trimEnd())];
}

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
