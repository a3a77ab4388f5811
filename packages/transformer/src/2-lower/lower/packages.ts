import type { DiagnosticName } from "../../diagnostics/catalogue/index.js";
import type { Diagnostic } from "../../diagnostics/report.js";
import { spanOf } from "../../frontend/frontend.js";
import { isInstalled } from "../../frontend/implementations.js";
import type { ts } from "../../frontend/ts.js";
import type { Lowering } from "./state.js";

// What cannot be differentiated in an installed package is reported at the user's call that leads there, with the line of the package.

/** How the user's code leads into an installed package: the call, and the function or class of the package. */
export interface Entry {
  readonly call: ts.Node;
  readonly callee: ts.Node;
}

export const isOfPackage = (node: ts.Node): boolean => isInstalled(node.getSourceFile().fileName);

/** The place from which a call leads into a package: it is that call, if it is the user's. */
export const entering = (l: Lowering, call: ts.Node, callee: ts.Node): Lowering =>
  isOfPackage(callee) && !isOfPackage(call) ? { ...l, entry: { call: l.site ?? call, callee } } : l;

export const entryOf = (l: Lowering): Entry | undefined => l.entry ?? l.activation.entry;

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
  return reporter.report(name, spanOf(entry.call), values, related, remedy);
}

const remedy =
  "give it a rule: const h = customVjp((x) => the call, (cotangent, y, x) => [cotangent times the derivative]) at the top of the module, or partials between numbers, and call h instead; or write what it does yourself, or pass its result as an argument";
