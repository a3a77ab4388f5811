import { Reporter } from "../diagnostics/report.js";
import type { Frontend } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";
import { type InnerMarker, readComposition } from "./compose.js";
import { type Choice, chosenFrom, type HeldFunction, heldUnder } from "./heldFunctions.js";
import { type Resolution, resolveCallee, resolveFunction } from "./resolveCallee.js";

/** A function that a marker is given, and the markers between. */
export interface AskedFunction {
  readonly declaration: ts.FunctionLikeDeclaration;
  readonly inner: readonly InnerMarker[];
  /** What must stay as it is written: the table, or the member of a class, that holds the function. */
  readonly held?: ts.Expression;
}

type Unreadable = Resolution & { readonly kind: "unreadable" };

export type Asked =
  | { readonly kind: "one"; readonly fn: AskedFunction }
  | {
      readonly kind: "several";
      readonly choice: Choice;
      readonly fns: ReadonlyMap<string, AskedFunction>;
      /** Why it is not one. */
      readonly otherwise: Unreadable;
    }
  | Unreadable;

/** The function that an expression is sure to be, or those of a table that it may be. */
export function resolveAsked(argument: ts.Expression, inner: readonly InnerMarker[], frontend: Frontend): Asked {
  const callee = resolveCallee(argument, frontend);
  if (callee.kind === "function") return { kind: "one", fn: { declaration: callee.declaration, inner } };
  const held = heldUnder(argument, frontend);
  const fn = held && askedOf(held.held, inner, held.by, frontend);
  if (fn !== undefined) return { kind: "one", fn };
  const choice = chosenFrom(argument, frontend);
  const fns = new Map<string, AskedFunction>();
  for (const [key, one] of choice?.functions ?? []) {
    const asked = choice && askedOf(one, inner, choice.table, frontend);
    if (asked !== undefined) fns.set(key, asked);
  }
  return choice === undefined || fns.size === 0 ? callee : { kind: "several", choice, fns, otherwise: callee };
}

function askedOf(
  held: HeldFunction,
  inner: readonly InnerMarker[],
  by: ts.Expression,
  frontend: Frontend,
): AskedFunction | undefined {
  if (ts.isMethodDeclaration(held)) return { declaration: held, inner, held: by };
  // What is wrong with a marker in a table is said of that marker.
  const composition = readComposition(held, frontend, new Reporter());
  if (composition === undefined) return undefined;
  const { argument } = composition;
  const declaration = ts.isShorthandPropertyAssignment(argument.parent)
    ? frontend.checker().getShorthandAssignmentValueSymbol(argument.parent)?.valueDeclaration
    : undefined;
  const callee = declaration ? resolveFunction(declaration, frontend) : resolveCallee(argument, frontend);
  if (callee.kind !== "function") return undefined;
  return { declaration: callee.declaration, inner: [...inner, ...composition.inner], held: by };
}
