import { expect } from "vitest";
import { allOptimizations, type Context } from "../../packages/transformer/src/context.js";
import { Reporter } from "../../packages/transformer/src/diagnostics/report.js";
import { evaluate } from "../../packages/transformer/src/ir/eval.js";
import { printFunction } from "../../packages/transformer/src/ir/print.js";
import type { IRFunction } from "../../packages/transformer/src/ir/types.js";
import { verify } from "../../packages/transformer/src/ir/verify.js";
import { randomArguments, randomFunction } from "./randomFunctions.js";

export type Pass = (fn: IRFunction, ctx: Context) => IRFunction;

/** Runs passes on random functions: each must give valid SSA and the results and effects of the source, to the bit. */
export function checkRandom(passes: readonly Pass[], first: number, count = 60): void {
  for (let seed = first; seed < first + count; seed++) {
    const { fn, ids } = randomFunction(seed, 40);
    const ctx: Context = {
      ids,
      // Passes after lowering do not look at the program's text.
      frontend: undefined as unknown as Context["frontend"],
      reporter: new Reporter(),
      optimizations: allOptimizations,
    };
    const expected = outcomes(fn, seed);
    // A few functions append to the array whose length they loop to.
    if (expected === undefined) continue;
    let present: IRFunction = fn;
    passes.forEach((pass, i) => {
      const next = pass(present, ctx);
      verify(next, "primal");
      expect(outcomes(next, seed), `seed ${seed}, pass ${i}:\n${printFunction(next)}`).toEqual(expected);
      present = next;
    });
  }
}

/** Results and the arguments afterwards, since functions write to them; undefined if a run takes too long. */
function outcomes(fn: IRFunction, seed: number): readonly unknown[] | undefined {
  const all: unknown[] = [];
  for (let i = 0; i < 3; i++) {
    const args = randomArguments(seed * 3 + i);
    try {
      all.push({ results: evaluate({ root: fn, functions: new Map() }, args, { maximumSteps: 50_000 }), args });
    } catch (error) {
      if (/steps/.test(String(error))) return undefined;
      throw error;
    }
  }
  return all;
}
