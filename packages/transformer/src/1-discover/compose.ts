import type { Reporter } from "../diagnostics/report.js";
import { type Frontend, spanOf } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";
import { findUses } from "./findUses.js";
import { isMarker, isRule, type MarkerName, runningArgument } from "./markers.js";
import { type Choices, readOptions } from "./readOptions.js";
import { skipOuter } from "./resolveCallee.js";

/** One marker of several that follow one another: `grad` of `hvp(f)`; or what gives f a rule, the last of them. */
export interface InnerMarker {
  readonly rule?: ts.CallExpression;
  readonly marker: MarkerName;
  readonly wrt: number | readonly number[];
  readonly choices: Choices;
}

export interface Composition {
  /** The markers between, the outermost first. */
  readonly inner: readonly InnerMarker[];
  /** What the innermost one differentiates. */
  readonly argument: ts.Expression;
}

/** What a marker is given: a function, or what other markers make of one, written in place or held by a constant. */
export function readComposition(
  expression: ts.Expression,
  frontend: Frontend,
  reporter: Reporter,
): Composition | undefined {
  const inner: InnerMarker[] = [];
  let argument = expression;
  const seen = new Set<ts.Node>();
  for (;;) {
    const use = markerCall(skipOuter(argument), frontend);
    if (use === undefined || seen.has(use.call)) return { inner, argument };
    seen.add(use.call);
    const [next] = use.call.arguments;
    if (next === undefined) {
      reporter.report("markerWithoutFunction", spanOf(use.call), { marker: use.marker });
      return undefined;
    }
    if (isRule(use.marker)) {
      const runs = use.call.arguments[runningArgument(use.marker)];
      if (runs === undefined) {
        reporter.report("markerWithoutFunction", spanOf(use.call), { marker: use.marker });
        return undefined;
      }
      inner.push({ marker: "grad", wrt: 0, choices: {}, rule: use.call });
      return { inner, argument: runs };
    }
    const options = readOptions(use.call, use.marker as MarkerName, reporter);
    if (options === undefined) return undefined;
    inner.push({
      marker: use.marker as MarkerName,
      wrt: options.wrt ?? 0,
      choices: options.choices,
    });
    argument = next;
  }
}

/** The call of a marker that an expression is, or that a constant of its name was made by. */
export function markerCall(
  expression: ts.Expression,
  frontend: Frontend,
): { readonly marker: string; readonly call: ts.CallExpression } | undefined {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (ts.isIdentifier(name)) {
    const declaration = frontend.declarationOf(name);
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
    if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) || declaration.initializer === undefined)
      return undefined;
    const initializer = skipOuter(declaration.initializer);
    return ts.isCallExpression(initializer) ? markerCall(initializer, frontend) : undefined;
  }
  if (!ts.isCallExpression(expression)) return undefined;
  const uses = findUses(expression.getSourceFile(), frontend.checker());
  const use = uses.find(({ call }) => call === expression);
  return use !== undefined && (isMarker(use.exported) || isRule(use.exported))
    ? { marker: use.exported, call: expression }
    : undefined;
}
