import { test } from "vitest";
import { countLoops } from "../../packages/transformer/src/2-lower/countLoops.js";
import { enterSSA } from "../../packages/transformer/src/2-lower/enterSSA.js";
import { hoist } from "../../packages/transformer/src/5-schedule/hoist.js";
import { simplify } from "../../packages/transformer/src/5-schedule/simplify.js";
import { sink } from "../../packages/transformer/src/5-schedule/sink.js";
import { checkRandom } from "./randomCheck.js";

test("hoisting and sinking keep what random functions compute", () => {
  checkRandom([enterSSA, hoist, sink, simplify, hoist, countLoops, simplify, hoist, sink, simplify], 30_000, 80);
});
