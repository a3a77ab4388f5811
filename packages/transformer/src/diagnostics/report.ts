import type { Span } from "../ir/types.js";
import { catalogue, type DiagnosticName } from "./catalogue/index.js";
import { callTo, type Entered, lineOfPackage, ruleForCall } from "./entered.js";

export interface Related {
  readonly message: string;
  readonly span: Span | undefined;
}

/** One located finding. `code` is stable; `message` says what is wrong, `remedy` what to do instead. */
export interface Diagnostic {
  readonly name: DiagnosticName;
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly remedy: string;
  readonly span: Span | undefined;
  readonly related: readonly Related[];
}

/** Collects diagnostics, so that all those of a function are reported at once. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];

  /** The functions of packages that calls lead to: reporters of one compilation share what they know of them. */
  constructor(readonly entered: Entered[] = []) {}

  report(
    name: DiagnosticName,
    span: Span | undefined,
    values: Readonly<Record<string, string>> = {},
    related: readonly Related[] = [],
    remedy?: string,
  ): Diagnostic {
    const entry = catalogue[name];
    const call = span && callTo(this.entered, span);
    const diagnostic: Diagnostic = {
      name,
      code: entry.code,
      severity: "severity" in entry ? (entry.severity as "warning") : "error",
      message: fill(entry.message, values),
      remedy: remedy ?? (call ? ruleForCall : fill(entry.remedy, values)),
      span: call ?? span,
      related: span && call ? [lineOfPackage(span), ...related] : related,
    };
    this.add(diagnostic);
    return diagnostic;
  }

  /** Takes over a finding of another reporter. */
  add(diagnostic: Diagnostic): void {
    if (!this.diagnostics.some((other) => same(other, diagnostic))) this.diagnostics.push(diagnostic);
  }

  get failed(): boolean {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === "error");
  }
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);

const same = (a: Diagnostic, b: Diagnostic): boolean =>
  a.code === b.code &&
  a.message === b.message &&
  a.span?.file === b.span?.file &&
  a.span?.start === b.span?.start &&
  a.span?.end === b.span?.end;
