import type { ts } from "../../frontend/ts.js";
import type { Value } from "../../ir/types.js";
import { type Lowering, report, standIn } from "./state.js";

// Functions that are known are written out where they are called, with the functions that they get. A program in which that has no
// end, or none in sight, must not keep the compiler busy for ever.

/** How many bodies of functions one attempt to lower a program has lowered. */
export interface Budget {
  bodies: number;
  /** It was more than allowed, which has been reported. */
  isSpent: boolean;
}

/** From here on functions that capture something are called as values, each body lowered once, and not written out. */
const mostInlined = 400;
/** So many are refused. Programs of a hundred lines have some dozens. */
export const mostBodies = 4000;
/** Where something is refused, so many show what else is to be refused. */
const mostRefused = 1000;
/** Only what is nested so deep can be without end: a long function with many calls is no such case. */
const deep = 2;

const isDeep = ({ inlining, activation }: Lowering): boolean => inlining.length + activation.depth > deep;

/** Whether so much is written out already that no closure should be any more. */
export const isLong = (l: Lowering): boolean => l.program.budget.bodies > mostInlined && isDeep(l);

/** Undefined if another body may be lowered; a stand-in where there are too many, reported once. */
export function overBudget(l: Lowering, name: string, node: ts.Node): Value | undefined {
  const { budget, ctx } = l.program;
  if (budget.bodies <= mostRefused || !isDeep(l)) return undefined;
  const { failed } = ctx.reporter;
  if (budget.bodies <= mostBodies && !failed) return undefined;
  if (!failed) report(l, "endlessCalls", node, { name, limit: String(mostBodies) });
  budget.isSpent = true;
  return standIn(l);
}
