import type { DiagnosticName } from "../../diagnostics/catalogue/index.js";
import type { Diagnostic } from "../../diagnostics/report.js";
import { spanOf } from "../../frontend/frontend.js";
import { isInstalled } from "../../frontend/implementations.js";
import type { ts } from "../../frontend/ts.js";
import type { Lowering } from "./state.js";

// What cannot be differentiated in an installed package is reported at the user's call that leads there, with the line of the package.

const isOfPackage = (node: ts.Node): boolean => isInstalled(node.getSourceFile().fileName);

/** The place from which a call leads into a package: it is that call, if it is the user's. */
export const entering = (l: Lowering, call: ts.Node, callee: ts.Node): Lowering =>
  isOfPackage(callee) && !isOfPackage(call) ? { ...l, entry: l.site ?? call } : l;

export const entryOf = (l: Lowering): ts.Node | undefined => l.entry ?? l.activation.entry;

export function reportAt(
  l: Lowering,
  name: DiagnosticName,
  node: ts.Node,
  values: Readonly<Record<string, string>>,
): Diagnostic {
  const { reporter } = l.program.ctx;
  const entry = entryOf(l);
  if (entry === undefined || !isOfPackage(node)) return reporter.report(name, spanOf(node), values);
  const related = [{ message: "the call leads to this line of an installed package", span: spanOf(node) }];
  return reporter.report(name, spanOf(entry), values, related, remedy);
}

const remedy =
  "call another function of the package, write what this one does as a function of your own, or compute its result before and pass it as an argument";
