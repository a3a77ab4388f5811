import type { Reporter } from "../diagnostics/report.js";
import { spanOf } from "../frontend/frontend.js";
import type { ProjectFrontend } from "../frontend/project.js";
import { ts } from "../frontend/ts.js";
import { type AskedFunction, resolveAsked } from "./askedFunctions.js";
import { checkCaptures } from "./checkCaptures.js";
import { checkParameters } from "./checkParameters.js";
import { checkResult } from "./checkResult.js";
import { type InnerMarker, readComposition } from "./compose.js";
import { innerDirections } from "./directions.js";
import { type Capture, findCaptures } from "./findCaptures.js";
import { findUses, type Use } from "./findUses.js";
import { functionName } from "./functionName.js";
import type { Choice } from "./heldFunctions.js";
import { findReexportCycle } from "./importCycles.js";
import { checkMarker, findReexports, isMarker, type MarkerName } from "./markers.js";
import { type Choices, type MarkerOptions, readOptions } from "./readOptions.js";
import { type Resolution, skipOuter } from "./resolveCallee.js";

/** One derivative to make, and the calls that it replaces. */
export interface PlannedDerivative {
  readonly marker: MarkerName;
  readonly declaration: ts.FunctionLikeDeclaration;
  readonly name: string;
  /** Of jvp: every parameter that bears numbers. */
  readonly wrt: number | readonly number[];
  readonly choices: Choices;
  /** Of vjp without `wrt`: the pullback gives a cotangent for each parameter, undefined for those that bear no numbers. */
  readonly all?: true;
  readonly calls: readonly ts.CallExpression[];
  /** The markers between this one and the function, the outermost first. */
  readonly inner: readonly InnerMarker[];
  /** The locals of enclosing functions that the function uses. */
  readonly captures: readonly Capture[];
  /** What must stay as it is written: the table, or the member of a class, that holds the function. */
  readonly held?: ts.Expression;
}

/** What a module asks for: each derivative once, in the order of first mention. */
export interface Plan {
  readonly derivatives: readonly PlannedDerivative[];
  readonly checks: readonly PlannedCheck[];
  readonly choices: readonly PlannedChoice[];
  readonly uses: readonly Use[];
}

/** A call of checkGrads, which is given the derivatives that it checks. */
export interface PlannedCheck {
  readonly use: Use;
  readonly call: ts.CallExpression;
  readonly pullback: PlannedDerivative;
  readonly pushforward: PlannedDerivative;
}

/** A marker of one of several functions: which it is, is known when the program runs. */
export interface PlannedChoice {
  readonly call: ts.CallExpression;
  readonly choice: Choice;
  readonly derivatives: ReadonlyMap<string, PlannedDerivative>;
}

/** Finds the marker calls of a module, resolves the functions they name and checks their options. */
export function discover(file: ts.SourceFile, frontend: ProjectFrontend, reporter: Reporter): Plan {
  const uses = findUses(file, frontend.checker());
  const derivatives = new Map<string, PlannedDerivative>();
  const add = (found: PlannedDerivative): string => {
    const key = keyOf(found);
    const known = derivatives.get(key);
    derivatives.set(key, known ? { ...known, calls: [...known.calls, ...found.calls] } : found);
    return key;
  };
  const checks: { readonly use: Use; readonly call: ts.CallExpression; readonly keys: readonly string[] }[] = [];
  const choices: { readonly call: ts.CallExpression; readonly choice: Choice; readonly keys: [string, string][] }[] =
    [];
  for (const use of outermost(uses)) {
    const found = readUse(use, frontend, reporter);
    if (found === undefined) continue;
    if ("choice" in found) {
      choices.push({ ...found, keys: [...found.derivatives].map(([key, one]) => [key, add(one)]) });
      continue;
    }
    const keys = found.map(add);
    if (use.exported === checkMarker && use.call !== undefined) checks.push({ use, call: use.call, keys });
  }
  for (const element of findReexports(file)) {
    reporter.report("markerNotCalled", spanOf(element), { marker: (element.propertyName ?? element.name).text });
  }
  return {
    derivatives: [...derivatives.values()],
    checks: checks.map(({ use, call, keys: [first, second] }) => ({
      use,
      call,
      pullback: derivatives.get(first!)!,
      pushforward: derivatives.get(second!)!,
    })),
    choices: choices.map(({ call, choice, keys }) => ({
      call,
      choice,
      derivatives: new Map(keys.map(([key, one]) => [key, derivatives.get(one)!])),
    })),
    uses,
  };
}

/** What makes two marker calls ask for one derivative. */
const keyOf = ({ marker, all, choices, wrt, inner, declaration, held }: PlannedDerivative): string =>
  JSON.stringify([
    marker,
    held?.getText(),
    all,
    choices,
    wrt,
    inner.map(({ rule, ...one }) => [one, rule?.pos]),
    declaration.pos,
    declaration.getSourceFile().fileName,
  ]);

/** Not those inside of what another marker is called with: that is replaced as a whole. What checkGrads, or a rule, is given stays. */
const outermost = (uses: readonly Use[]): readonly Use[] =>
  uses.filter(
    ({ node }) =>
      !uses.some(
        ({ exported, call }) =>
          isMarker(exported) && call?.arguments.some((one) => one.pos <= node.pos && node.end <= one.end),
      ),
  );

/** The derivatives that a use asks for: one, or of checkGrads one in each mode, or one of several. Undefined if something was reported. */
function readUse(
  use: Use,
  frontend: ProjectFrontend,
  reporter: Reporter,
): readonly PlannedDerivative[] | PlannedChoice | undefined {
  const { exported: marker, call } = use;
  if (!isMarker(marker) && marker !== checkMarker) return undefined;
  if (!call) {
    reporter.report("markerNotCalled", spanOf(use.node), { marker });
    return undefined;
  }
  const [first] = call.arguments;
  if (!first) {
    reporter.report("markerWithoutFunction", spanOf(call), { marker });
    return undefined;
  }
  const composition = readComposition(first, frontend, reporter);
  if (composition === undefined) return undefined;
  const { inner, argument } = composition;
  const resolved = resolveAsked(argument, inner, frontend);
  const asked = resolved.kind === "several" && marker === checkMarker ? resolved.otherwise : resolved;
  const options = readOptions(call, marker, reporter, marker === checkMarker ? 2 : 1);
  if (asked.kind === "unreadable") {
    reportUnreadable(marker, argument, asked, frontend, reporter);
    return undefined;
  }
  if (!options) return undefined;
  const given: Omit<Given, "fn"> = { marker, call, argument, options };
  if (asked.kind === "one") return plan({ ...given, fn: asked.fn }, frontend, reporter);
  const derivatives = new Map<string, PlannedDerivative>();
  for (const [key, fn] of asked.fns) {
    const [one] = plan({ ...given, fn }, frontend, reporter) ?? [];
    if (one === undefined) return undefined;
    derivatives.set(key, { ...one, calls: [] });
  }
  return { call, choice: asked.choice, derivatives };
}

interface Given {
  readonly marker: MarkerName | typeof checkMarker;
  readonly call: ts.CallExpression;
  readonly argument: ts.Expression;
  readonly options: MarkerOptions;
  readonly fn: AskedFunction;
}

/** The derivatives of one function. */
function plan(
  { marker, call, argument, options, fn: { declaration, inner, held } }: Given,
  frontend: ProjectFrontend,
  reporter: Reporter,
): readonly PlannedDerivative[] | undefined {
  const name = functionName(declaration, call);
  const at = options.wrtNode ?? argument;
  const captures = findCaptures(declaration, frontend);
  checkCaptures(call, captures, name, frontend, reporter);
  const base = { declaration, name, calls: [call], inner, captures, ...(held ? { held } : {}) };
  const parametersFor = (mode: MarkerName): number | readonly number[] | undefined => {
    const found = checkParameters({ marker: mode, declaration, name, wrt: options.wrt, at }, frontend, reporter);
    const takesAll = mode === "jvp" || (mode === "vjp" && options.wrt === undefined);
    return takesAll && typeof found === "object" ? [...found, ...innerDirections(base)] : found;
  };
  if (marker === checkMarker) {
    const wrt = parametersFor("vjp");
    const all = parametersFor("jvp");
    if (wrt === undefined || all === undefined) return undefined;
    const indices = typeof wrt === "number" ? [wrt] : wrt;
    const none = { ...base, calls: [], choices: {} };
    return [
      { ...none, marker: "vjp", wrt: indices },
      { ...none, marker: "jvp", wrt: all },
    ];
  }
  const request = { marker, declaration, name };
  const all = marker === "vjp" && options.wrt === undefined ? ({ all: true } as const) : {};
  const wrt = parametersFor(marker);
  const returns =
    inner.length > 0 || options.choices.aux === true || checkResult({ ...request, at: argument }, frontend, reporter);
  if (wrt === undefined || !returns) return undefined;
  return [{ ...base, ...request, ...all, choices: options.choices, wrt }];
}

function reportUnreadable(
  marker: string,
  argument: ts.Expression,
  callee: Resolution & { kind: "unreadable" },
  frontend: ProjectFrontend,
  reporter: Reporter,
): void {
  const cycle = reexportCycle(skipOuter(argument), frontend);
  if (cycle) {
    const names = [...cycle, cycle[0]!].map((file) => shortName(file.fileName)).join(" → ");
    reporter.report("cyclicReexport", spanOf(argument), { name: argument.getText(), cycle: names });
    return;
  }
  const isElsewhere = callee.at !== undefined && callee.at !== skipOuter(argument);
  const related = isElsewhere ? [{ message: "it is declared here", span: spanOf(callee.at!) }] : [];
  reporter.report("calleeUnreadable", spanOf(argument), { marker, reason: callee.reason }, related);
}

function reexportCycle(callee: ts.Expression, frontend: ProjectFrontend): readonly ts.SourceFile[] | undefined {
  const symbol = ts.isIdentifier(callee) ? frontend.checker().getSymbolAtLocation(callee) : undefined;
  const specifier = symbol?.declarations?.find(ts.isImportSpecifier);
  const declaration = specifier?.parent.parent.parent;
  if (!declaration || !ts.isImportDeclaration(declaration)) return undefined;
  const name = (specifier.propertyName ?? specifier.name).text;
  return findReexportCycle(name, declaration, frontend.resolveImport);
}

export const shortName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
