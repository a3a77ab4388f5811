import { leavesOf } from "../../support/structure.js";
import { withinTime } from "../limit.js";
import { loadModule } from "../load.js";
import { enter, leave } from "./data.js";
import { type Num, tangentOf } from "./dual.js";
import { rewrite } from "./rewrite.js";
import { createGlobals } from "./support.js";
import { Unsuitable } from "./unsuitable.js";

/** What `f` of a module does, with the derivative of its result along every number of the parameters `wrt`. */
export interface DualOutcome {
  readonly value: unknown;
  /** The arguments as f left them. */
  readonly args: readonly unknown[];
  /** The partial derivatives of the result, in the order of the leaves of each parameter; for structures, of each number in it. */
  readonly partials: (leaf: number) => unknown;
  readonly count: number;
  /** The largest tangent met: rounding errors of the derivative are relative to it. */
  readonly largest: number;
}

/** Runs `f` with dual numbers; throws Unsuitable where the program is not well-behaved. */
export function runDuals(source: string, args: readonly unknown[], wrt: readonly number[]): DualOutcome {
  const rewritten = rewrite(source);
  const count = wrt.reduce((sum, k) => sum + leavesOf(args[k]).length, 0);
  let index = 0;
  const entered = args.map((arg, k) => enter(arg, wrt.includes(k) ? count : 0, () => index++));
  let value: unknown;
  try {
    const f = loadModule(rewritten, createGlobals()).f as (...args: readonly unknown[]) => unknown;
    value = withinTime(() => f(...entered));
  } catch (error) {
    throw error instanceof Unsuitable ? error : new Unsuitable(`f throws ${String(error)}`);
  }
  let largest = 0;
  const note = (number: Num): number => {
    if (typeof number === "number") return number;
    for (const along of number.d) largest = Math.max(largest, Math.abs(along));
    return number.v;
  };
  const result = leave(value, note);
  const after = new Map<object, unknown>();
  return {
    value: result,
    args: entered.map((arg) => leave(arg, note, after)),
    partials: (leaf) => leave(value, (number) => tangentOf(number, leaf)),
    count,
    largest,
  };
}
