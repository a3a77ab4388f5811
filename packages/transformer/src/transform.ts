import { parametersOf } from "./1-discover/checkParameters.js";
import { valuesCaptured } from "./1-discover/directions.js";
import { discover, type Plan, type PlannedDerivative, shortName } from "./1-discover/discover.js";
import { findImportCycle, reachableFiles } from "./1-discover/importCycles.js";
import { type ExportRequest, planExports } from "./1-discover/planExports.js";
import { withCaptures } from "./6-emit/splice/captures.js";
import { editChecks } from "./6-emit/splice/checks.js";
import { editChoices } from "./6-emit/splice/choices.js";
import { editImports } from "./6-emit/splice/imports.js";
import type { Exposed } from "./6-emit/splice/nameGlobals.js";
import { stripTypes } from "./6-emit/splice/stripTypes.js";
import { type Edit, type SpliceResult, splice } from "./6-emit/splice.js";
import { type Context, createContext, type Optimizations } from "./context.js";
import type { Entered } from "./diagnostics/entered.js";
import { InternalError } from "./diagnostics/internal.js";
import { type Diagnostic, Reporter } from "./diagnostics/report.js";
import { spanOf } from "./frontend/frontend.js";
import type { ProjectFrontend } from "./frontend/project.js";
import { isJavaScript } from "./frontend/syntax.js";
import { ts } from "./frontend/ts.js";
import { type Generated, generate, type Made } from "./generate.js";
import { createIds } from "./ir/build.js";
import type { Derivative } from "./pipeline/derivative.js";
import { derive, type Primals } from "./pipeline.js";
import type { StepOptions } from "./step.js";

export interface TransformSettings {
  readonly optimizations: Partial<Optimizations>;
  readonly sourcemap: boolean;
  /** How passes are watched; their invariants are checked unless this says otherwise. */
  readonly steps?: Partial<StepOptions>;
  /** Whether a module will be given the exports that the generated code needs of it. */
  readonly mayExpose?: ((file: string) => boolean) | undefined;
}

export interface TransformResult {
  readonly code: string;
  /** Leads back to the user's lines; null if nothing was changed. */
  readonly map: SpliceResult["map"] | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The other files of the user that were read. */
  readonly dependencies: readonly string[];
  /** What other modules keep to themselves and have to export. */
  readonly exposed: readonly Exposed[];
}

/** Makes the derivatives that a module asks for. A marker that cannot be derived is reported and left as it is. */
export function transformModule(
  file: ts.SourceFile,
  frontend: ProjectFrontend,
  settings: TransformSettings,
): TransformResult {
  return compile(file, frontend, settings, {
    plan: (reporter) => discover(file, frontend, reporter),
    exported: false,
  });
}

/** Adds to a module without markers the derivatives of its exported functions, exported as well. */
export function deriveExports(
  file: ts.SourceFile,
  request: ExportRequest,
  frontend: ProjectFrontend,
  settings: TransformSettings,
): TransformResult {
  return compile(file, frontend, settings, {
    plan: (reporter) => ({
      derivatives: planExports(file, request, frontend, reporter),
      checks: [],
      choices: [],
      uses: [],
    }),
    exported: true,
  });
}

interface Task {
  readonly plan: (reporter: Reporter) => Plan;
  readonly exported: boolean;
}

function compile(
  file: ts.SourceFile,
  frontend: ProjectFrontend,
  settings: TransformSettings,
  task: Task,
): TransformResult {
  const reporter = new Reporter();
  const files = reachableFiles(file, frontend.resolveImport);
  const dependencies = files.filter((other) => other !== file).map((other) => other.fileName);
  const finish = (code: string, map: TransformResult["map"], exposed: readonly Exposed[] = []): TransformResult => ({
    code,
    map,
    diagnostics: reporter.diagnostics,
    dependencies,
    exposed,
  });

  for (const one of files) reportSyntaxErrors(one, frontend, reporter);
  if (frontend.syntaxErrors(file.fileName).length > 0) return finish(file.text, null);

  const plan = task.plan(reporter);
  if (plan.derivatives.length > 0) reportImportCycle(file, frontend, reporter);
  const made = deriveAll(plan, frontend, reporter, settings);
  const generated = generate(made, file, frontend, reporter, { ...task, mayExpose: settings.mayExpose });
  if (generated.names.size === 0) return finish(file.text, null);

  const result = splice({
    fileName: file.fileName,
    source: file.text,
    edits: editsOf(plan, generated, file),
    generated: isJavaScript(file) ? stripTypes(generated.code) : generated.code,
    mappings: generated.mappings,
    textOf: (path) => frontend.sourceFile(path)?.text,
  });
  return finish(result.code, settings.sourcemap ? result.map : null, generated.exposed);
}

function deriveAll(
  { derivatives, checks }: Plan,
  frontend: ProjectFrontend,
  reporter: Reporter,
  { optimizations, steps }: TransformSettings,
): readonly Made[] {
  const ids = createIds();
  const primals: Primals = new Map();
  const entered: Entered[] = [];
  const outcomes = derivatives.map((planned) => {
    // A reporter for each, so that one that fails says nothing about the next.
    const own = { ids, reporter: new Reporter(entered), steps: { verify: true, ...steps } };
    const ctx: Context = { ...createContext(frontend, optimizations), ...own };
    return { planned, derivative: deriveOne(planned, primals, ctx), reporter: ctx.reporter };
  });
  const isMade = (one: PlannedDerivative): boolean =>
    outcomes.some(({ planned, derivative }) => planned === one && derivative !== undefined);
  /** A rule may serve in one mode only: checkGrads is content with that. */
  const isSpare = (one: PlannedDerivative): boolean =>
    one.calls.length === 0 &&
    checks.some(({ pullback, pushforward }) =>
      one === pullback ? isMade(pushforward) : one === pushforward && isMade(pullback),
    );
  return outcomes.flatMap(({ planned, derivative, reporter: own }) => {
    const isRefusal = own.diagnostics.every(({ name }) => name !== "internalError");
    if (derivative !== undefined || !isRefusal || !isSpare(planned)) merge(reporter, own.diagnostics);
    return derivative === undefined ? [] : [{ planned, derivative }];
  });
}

function deriveOne(planned: PlannedDerivative, primals: Primals, ctx: Context): Derivative | undefined {
  const { marker, wrt, all, choices, declaration, name, calls, inner, captures, held } = planned;
  const at = calls[0] ?? declaration;
  const firstCaptured = parametersOf(declaration).length;
  const captured = valuesCaptured(planned).map((_, i) => firstCaptured + i);
  try {
    const derivative = derive(
      { declaration, inner, captures, at, ...(held ? { held } : {}) },
      { marker, wrt, choices, captured, ...(all ? { all } : {}) },
      ctx,
      primals,
    );
    return ctx.reporter.failed ? undefined : derivative;
  } catch (error) {
    const message = messageOf(error);
    // What a refusal leaves behind may be inconsistent: then the refusal is the finding.
    if (!ctx.reporter.failed)
      ctx.reporter.report("internalError", spanOf(calls[0] ?? declaration.name ?? declaration), {
        marker,
        name,
        message,
      });
    return undefined;
  }
}

function editsOf(plan: Plan, generated: Generated, file: ts.SourceFile): readonly Edit[] {
  const { names, imports, constants } = generated;
  const replaced = new Set<ts.Node>();
  const edits = [...names].flatMap(([planned, name]) =>
    planned.calls.map((call) => {
      replaced.add(call);
      for (const use of plan.uses) if (use.call !== undefined && isInside(use.call, call)) replaced.add(use.call);
      return { start: call.getStart(file), end: call.end, text: withCaptures(name, planned, isJavaScript(file)) };
    }),
  );
  const checked = editChecks(plan.checks, generated, file);
  const chosen = editChoices(plan.choices, generated, file);
  for (const { call } of [...checked.done, ...chosen.done])
    for (const use of plan.uses) if (use.call !== undefined && isInside(use.call, call)) replaced.add(use.call);
  const bindings = [...new Set(plan.uses.map((use) => use.binding))];
  const left = plan.uses.filter((use) => !use.call || !replaced.has(use.call));
  const inTypes = namesInTypes(file);
  const isUsed = (binding: (typeof bindings)[number]): boolean =>
    inTypes.has(binding.local.text) || left.some((use) => use.binding === binding);
  const needed = [...imports, ...checked.imports, ...chosen.imports];
  return [
    ...edits,
    ...generated.edits,
    ...checked.edits,
    ...chosen.edits,
    ...editImports(file, bindings, isUsed, needed, constants),
  ];
}

const isInside = (node: ts.Node, outer: ts.Node): boolean => outer.pos <= node.pos && node.end <= outer.end;

/** The names that types mention: `typeof grad`, `ct.Cotangent<T>`. */
function namesInTypes(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node, isType: boolean): void => {
    if (isType && ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, (child) => visit(child, isType || ts.isTypeNode(child)));
  };
  visit(file, false);
  return names;
}

function reportSyntaxErrors(file: ts.SourceFile, frontend: ProjectFrontend, reporter: Reporter): void {
  for (const { start, length, messageText } of frontend.syntaxErrors(file.fileName)) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n").replace(/\.$/, "");
    reporter.report("syntaxError", { file: file.fileName, start, end: start + length }, { message });
  }
}

function reportImportCycle(file: ts.SourceFile, frontend: ProjectFrontend, reporter: Reporter): void {
  const cycle = findImportCycle(file, frontend.resolveImport);
  if (!cycle) return;
  const names = [...cycle.files, file].map((one) => shortName(one.fileName)).join(" → ");
  reporter.report("cyclicImport", spanOf(cycle.first), { cycle: names });
}

function messageOf(error: unknown): string {
  if (error instanceof InternalError) return `${error.pass}: ${messageOf(error.cause)}`;
  return error instanceof Error ? error.message : String(error);
}

function merge(reporter: Reporter, diagnostics: readonly Diagnostic[]): void {
  const known = new Set(reporter.diagnostics.map((diagnostic) => JSON.stringify(diagnostic)));
  reporter.diagnostics.push(...diagnostics.filter((diagnostic) => !known.has(JSON.stringify(diagnostic))));
}
