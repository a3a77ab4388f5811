import { expect, test } from "vitest";
import { countLoops } from "../../packages/transformer/src/2-lower/countLoops.js";
import { enterSSA } from "../../packages/transformer/src/2-lower/enterSSA.js";
import { hoist } from "../../packages/transformer/src/5-schedule/hoist.js";
import { simplify } from "../../packages/transformer/src/5-schedule/simplify.js";
import { visit } from "../../packages/transformer/src/ir/walk.js";
import { checkRandom, type Pass } from "./randomCheck.js";

test("counting loops keeps what random functions compute, and finds loops to count", () => {
  let counted = 0;
  const count: Pass = (fn) => {
    visit(fn.body, (statement) => {
      if (statement.kind === "for") counted++;
    });
    return fn;
  };
  checkRandom([enterSSA, simplify, hoist, countLoops, count, simplify], 20_000, 100);
  expect(counted).toBeGreaterThan(50);
});
