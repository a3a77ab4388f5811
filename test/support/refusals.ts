import { type Diagnostic, renderAll } from "@cotangent/transformer";
import { type Fixture, root } from "./fixtures.js";

const marks = ["//~ error", "//~ warning"];

/** The lines of a fixture that carry the mark `//~ error` or `//~ warning`, from 1. */
export const markedLines = (fixture: Fixture): number[] =>
  fixture.source.split("\n").flatMap((line, i) => (marks.some((mark) => line.includes(mark)) ? [i + 1] : []));

/** The lines at which something was reported, each once; 0 stands for another file or no location. */
export const reportedLines = (diagnostics: readonly Diagnostic[], fixture: Fixture): number[] => {
  const lines = diagnostics.map(({ span }) =>
    span === undefined || span.file !== fixture.path ? 0 : fixture.source.slice(0, span.start).split("\n").length,
  );
  return [...new Set(lines)].sort((a, b) => a - b);
};

/** The diagnostics as the command line shows them, without colour and with paths from the root of the repository. */
export const renderedDiagnostics = (diagnostics: readonly Diagnostic[], fixture: Fixture): string =>
  renderAll(diagnostics, {
    color: false,
    directory: root,
    textOf: (file) => (file === fixture.path ? fixture.source : undefined),
  });
