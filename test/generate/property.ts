import fc from "fast-check";
import { type Case, cases } from "./arbitrary.js";
import { createChecker } from "./check.js";
import { Unsuitable } from "./duals/unsuitable.js";
import { Failure } from "./failure.js";

export interface Counts {
  checked: number;
  unsuitable: number;
  /** Why programs were left out. */
  readonly reasons: Map<string, number>;
}

/** A failed program, as small as it became. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
  readonly found: Case;
  readonly seed: number;
}

/** Runs one program after the other; the checker and its compilers are shared. */
export function createProperty(constructs?: readonly string[]) {
  const { check, asked, times } = createChecker();
  const counts: Counts = { checked: 0, unsuitable: 0, reasons: new Map() };
  /** Two small programs show a failure; more of its kind are kept as they are. */
  const shrunk = new Map<string, number>();

  /** The property for one run of fast-check: while it shrinks, only failures of the first kind count. */
  const property = (source: fc.Arbitrary<Case> = cases(constructs)) => {
    let first: Failure | undefined;
    return fc.property(source, ({ program, ...looks }) => {
      if (first !== undefined) fc.pre((shrunk.get(first.kind) ?? 0) <= 2);
      try {
        check(program, looks, first);
        if (first === undefined) counts.checked++;
      } catch (error) {
        if (error instanceof Unsuitable) {
          if (first === undefined) counts.unsuitable++;
          const { message } = error;
          if (first === undefined) counts.reasons.set(message, (counts.reasons.get(message) ?? 0) + 1);
          fc.pre(false);
        }
        const failure = error instanceof Failure ? error : new Failure("error", String((error as Error).stack));
        if (first !== undefined && failure.kind !== first.kind) fc.pre(false);
        if (first === undefined) shrunk.set(failure.kind, (shrunk.get(failure.kind) ?? 0) + 1);
        first = failure;
        throw failure;
      }
    });
  };

  /** One program by its seed, or a given one; the smallest found that fails in the same way, if it fails. */
  const run = (seed: number, milliseconds: number, given?: Case): Finding | undefined => {
    const details = fc.check(property(), {
      seed,
      numRuns: 1,
      unbiased: true,
      maxSkipsPerRun: 20,
      ...(milliseconds > 0
        ? { interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false }
        : { endOnFailure: true }),
      ...(given === undefined ? {} : { examples: [[given]] }),
    });
    const found = details.counterexample?.[0];
    if (!details.failed || found === undefined) return undefined;
    const error = details.errorInstance;
    return {
      kind: error instanceof Failure ? error.kind : "error",
      message: error instanceof Error ? error.message : String(error),
      found,
      seed,
    };
  };
  return { property, run, counts, asked, times };
}
