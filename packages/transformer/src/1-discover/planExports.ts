import { Reporter } from "../diagnostics/report.js";
import { spanOf } from "../frontend/frontend.js";
import type { ProjectFrontend } from "../frontend/project.js";
import type { ts } from "../frontend/ts.js";
import { checkParameters } from "./checkParameters.js";
import { checkResult } from "./checkResult.js";
import { type PlannedDerivative, shortName } from "./discover.js";
import { functionName } from "./functionName.js";
import type { MarkerName } from "./markers.js";
import { resolveFunction } from "./resolveCallee.js";

export interface ExportRequest {
  readonly marker: MarkerName;
  readonly wrt: number | readonly number[];
  /** The functions to derive; otherwise every one that takes and gives numbers. */
  readonly names: readonly string[] | undefined;
}

/** Plans the derivatives of a module's exported functions, for a module without markers. */
export function planExports(
  file: ts.SourceFile,
  { marker, wrt, names }: ExportRequest,
  frontend: ProjectFrontend,
  reporter: Reporter,
): readonly PlannedDerivative[] {
  const exported = frontend.exportsOf(file);
  return (names ?? [...exported.keys()]).flatMap((exportName) => {
    const declared = exported.get(exportName);
    if (!declared) {
      const known = [...exported.keys()].join(", ") || "there are none";
      const values = { file: shortName(file.fileName), name: exportName, known };
      reporter.report("nothingToDerive", { file: file.fileName, start: 0, end: 0 }, values);
      return [];
    }
    const callee = resolveFunction(declared, frontend);
    if (callee.kind === "unreadable") {
      if (names) reporter.report("calleeUnreadable", spanOf(declared), { marker, reason: callee.reason });
      return [];
    }
    const { declaration } = callee;
    const name = exportName === "default" ? functionName(declaration) : exportName;
    const request = { marker, declaration, name, at: declaration.name ?? declared };
    // A function that nobody named and that has no derivative is not an error: it is left out.
    const findings = names ? reporter : new Reporter();
    const parameters = checkParameters({ ...request, wrt }, frontend, findings);
    const returns = checkResult(request, frontend, findings);
    const isDerivable =
      parameters !== undefined && returns && (typeof parameters === "number" || parameters.length > 0);
    return isDerivable
      ? [{ marker, declaration, name, wrt: parameters, calls: [], inner: [], choices: {}, captures: [] }]
      : [];
  });
}
