import type { Reporter } from "../diagnostics/report.js";
import { spanOf } from "../frontend/frontend.js";
import type { ProjectFrontend } from "../frontend/project.js";
import { ts } from "../frontend/ts.js";
import { type Capture, hasThis } from "./findCaptures.js";

/**
 * What a marked function captures is handed on by its name from where the marker stands: the name must mean the same there, and no two
 * captures may share one. Reports those of which this does not hold.
 */
export function checkCaptures(
  call: ts.CallExpression,
  captures: readonly Capture[],
  name: string,
  frontend: ProjectFrontend,
  reporter: Reporter,
): void {
  if (captures.length === 0) return;
  const seen = new Map(
    frontend
      .checker()
      .getSymbolsInScope(call, ts.SymbolFlags.Value)
      .map((symbol) => [symbol.name, symbol]),
  );
  const isSeen = ({ name: captured, declaration }: Capture): boolean =>
    captured === "this"
      ? ownerOfThis(declaration) === ownerOfThis(call)
      : (seen.get(captured)?.declarations?.includes(declaration as ts.Declaration) ?? false);
  for (const capture of captures) {
    const isShared = captures.some((other) => other !== capture && other.name === capture.name);
    if (!isShared && (capture.fn !== undefined || isSeen(capture))) continue;
    const related = [{ message: `this is the one that ${name} uses`, span: spanOf(capture.declaration) }];
    reporter.report("captureHidden", spanOf(call), { name: capture.name, function: name }, related);
    return;
  }
}

function ownerOfThis(node: ts.Node): ts.Node {
  let at = node.parent;
  while (at.parent !== undefined && !hasThis(at) && !ts.isClassStaticBlockDeclaration(at)) at = at.parent;
  return at;
}
