import { leavesOf } from "../../support/structure.js";
import { createRecorder } from "../console.js";
import { withinTime } from "../limit.js";
import { loadModule } from "../load.js";
import { enter, leave } from "./data.js";
import { type Num, raw, tangentOf } from "./dual.js";
import { rewrite } from "./rewrite.js";
import { createGlobals } from "./support.js";
import { isAccident, Unsuitable } from "./unsuitable.js";

/** What `f` of a module does, with the derivative of its result along every number of the parameters `wrt`. */
export interface DualOutcome {
  readonly value: unknown;
  /** What left f instead of a value, as far as it can be compared. */
  readonly thrown: Thrown | undefined;
  /** The arguments as f left them. */
  readonly args: readonly unknown[];
  /** What was written to the console. */
  readonly lines: readonly (readonly unknown[])[];
  /** The partial derivatives of the result, in the order of the leaves of each parameter; for structures, of each number in it. */
  readonly partials: (leaf: number) => unknown;
  readonly count: number;
  /** The largest tangent met: rounding errors of the derivative are relative to it. */
  readonly largest: number;
}

/** An exception: its class, its message, and what it carries. */
export interface Thrown {
  readonly kind: string;
  readonly message: string;
  readonly fields: unknown;
}

/** Runs `f` with dual numbers; throws Unsuitable where the program is not well-behaved. */
export function runDuals(source: string, args: readonly unknown[], wrt: readonly number[]): DualOutcome {
  const rewritten = rewrite(source);
  const count = wrt.reduce((sum, k) => sum + leavesOf(args[k]).length, 0);
  let index = 0;
  const entered = args.map((arg, k) => enter(arg, wrt.includes(k) ? count : 0, () => index++));
  const console = createRecorder(raw);
  const f = loadedFunction(rewritten, console);
  const { value, thrown } = thrownBy(() => withinTime(() => f(...entered)));
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
    thrown,
    args: entered.map((arg) => leave(arg, note, after)),
    lines: console.lines,
    partials: (leaf) => leave(value, (number) => tangentOf(number, leaf)),
    count,
    largest,
  };
}

function loadedFunction(source: string, console: unknown): (...args: readonly unknown[]) => unknown {
  try {
    return loadModule(source, { ...createGlobals(), console }).f as (...args: readonly unknown[]) => unknown;
  } catch (error) {
    throw new Unsuitable(String(error));
  }
}

/** What code gives or throws on purpose. Derivatives throw the same, so it is compared as the value is. */
export function thrownBy(run: () => unknown): { readonly value?: unknown; readonly thrown?: Thrown } {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof Unsuitable) throw error;
    if (typeof error !== "object" || error === null) throw new Unsuitable(`f throws ${String(error)}`);
    const { name } = error.constructor;
    const message = error instanceof Error ? error.message : "";
    if (isAccident(error)) throw new Unsuitable(`f throws ${String(error)}`);
    return { thrown: { kind: name, message, fields: leave({ ...error }, (number) => Number(raw(number))) } };
  }
}
