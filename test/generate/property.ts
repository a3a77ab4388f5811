import fc from "fast-check";
import { type Case, cases } from "./arbitrary.js";
import { createChecker, Failure } from "./check.js";
import { Unsuitable } from "./duals/values.js";

export interface Counts {
  checked: number;
  unsuitable: number;
  refused: number;
}

/** A failed program, as small as it became. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
  readonly found: Case;
  readonly seed: number;
}

/** Runs one program after the other; the checker and its compilers are shared. */
export function createProperty() {
  const check = createChecker();
  const counts: Counts = { checked: 0, unsuitable: 0, refused: 0 };

  /** The property for one run of fast-check: while it shrinks, only failures of the first kind count. */
  const property = () => {
    let kind: string | undefined;
    return fc.property(cases(), ({ program, off }) => {
      try {
        check(program, off);
        counts.checked++;
      } catch (error) {
        if (error instanceof Unsuitable || (kind !== undefined && !(error instanceof Failure))) {
          counts.unsuitable++;
          fc.pre(false);
        }
        const name = error instanceof Failure ? error.kind : "error";
        if (kind !== undefined && name !== kind) fc.pre(false);
        kind = name;
        throw error;
      }
    });
  };

  /** One program by its seed; the smallest program found that fails in the same way, if it fails. */
  const run = (seed: number, milliseconds: number): Finding | undefined => {
    const details = fc.check(property(), {
      seed,
      numRuns: 1,
      unbiased: true,
      maxSkipsPerRun: 20,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
    });
    const found = details.counterexample?.[0];
    if (!details.failed || found === undefined) return undefined;
    const error = details.errorInstance;
    const message = error instanceof Error ? error.message : String(error);
    return {
      kind: error instanceof Failure ? error.kind : "error",
      message: error instanceof Failure ? message : `${message}\n${(error as Error).stack ?? ""}`,
      found,
      seed,
    };
  };
  return { property, run, counts };
}
