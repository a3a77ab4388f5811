import { describe, expect, test } from "vitest";
import { enterSSA } from "../../packages/transformer/src/2-lower/enterSSA.js";
import { simplify } from "../../packages/transformer/src/5-schedule/simplify.js";
import { allOptimizations, type Context } from "../../packages/transformer/src/context.js";
import { Reporter } from "../../packages/transformer/src/diagnostics/report.js";
import {
  BlockBuilder,
  constant,
  createIds,
  newFunctionRef,
  newValue,
  numberType,
} from "../../packages/transformer/src/ir/build.js";
import { evaluate } from "../../packages/transformer/src/ir/eval.js";
import type { Atom, IRFunction, PrimitiveName, Value } from "../../packages/transformer/src/ir/types.js";
import { verify } from "../../packages/transformer/src/ir/verify.js";
import { checkRandom } from "./randomCheck.js";
import { createRandom } from "./randomFunctions.js";

test("simplifying keeps what random functions compute", () => {
  checkRandom([enterSSA, simplify], 40_000, 150);
});

const context = (ids: Context["ids"]): Context => ({
  ids,
  frontend: undefined as unknown as Context["frontend"],
  reporter: new Reporter(),
  optimizations: allOptimizations,
});

describe("linear values", () => {
  test("obey the laws of real numbers", () => {
    for (let seed = 1; seed < 400; seed++) {
      const { fn, ids } = linearFunction(seed);
      const simple = simplify(fn, context(ids));
      verify(simple, "primal");
      const args = [1.25, -0.75, 3.5];
      const expected = run(fn, args);
      run(simple, args).forEach((value, i) => {
        expect(Math.abs(value - (expected[i] ?? 0)), `seed ${seed}`).toBeLessThan(
          1e-9 * (1 + Math.abs(expected[i] ?? 0)),
        );
      });
    }
  });

  test("a primal zero is not dropped, a linear one is", () => {
    for (const linear of [false, true]) {
      const ids = createIds();
      const x = newValue(ids, numberType, { name: "x", linear });
      const out = new BlockBuilder(ids);
      const sum = out.primitive("add", [x, constant(0)], numberType, { linear });
      const fn = { ref: newFunctionRef(ids, "f"), params: [x], body: out.block, results: [sum], span: undefined };
      expect(Object.is(run(simplify(fn, context(ids)), [-0])[0], linear ? -0 : 0)).toBe(true);
    }
  });
});

const run = (fn: IRFunction, args: readonly unknown[]): readonly number[] =>
  evaluate({ root: fn, functions: new Map() }, args) as number[];

function linearFunction(seed: number): { readonly fn: IRFunction; readonly ids: Context["ids"] } {
  const random = createRandom(seed);
  const ids = createIds();
  const params = ["x", "y", "z"].map((name) => newValue(ids, numberType, { name }));
  const out = new BlockBuilder(ids);
  const values: Value[] = [...params];
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const atom = (): Atom => (random() < 0.35 ? constant(pick([0, 1, -1, 2, 3, 0.5])) : pick(values));
  for (let i = 0; i < 14; i++) {
    const name = pick<PrimitiveName>(["add", "sub", "mul", "mul", "neg", "div", "pow", "add"]);
    const args =
      name === "neg" ? [atom()] : name === "pow" ? [pick(params), constant(pick([2, 3, 4, -1, 0]))] : [atom(), atom()];
    if (name === "div") args[1] = pick(params);
    if (name === "div" && random() < 0.5) args[0] = constant(1);
    values.push(out.primitive(name, args, numberType, { linear: true }));
  }
  const results = values.slice(-3);
  return { fn: { ref: newFunctionRef(ids, "f"), params, body: out.block, results, span: undefined }, ids };
}
