import { test } from "vitest";
import { enterSSA } from "../../packages/transformer/src/2-lower/enterSSA.js";
import { scalarReplace } from "../../packages/transformer/src/2-lower/scalarReplace.js";
import { simplify } from "../../packages/transformer/src/5-schedule/simplify.js";
import { checkRandom } from "./randomCheck.js";

test("scalar replacement keeps what random functions compute", () => {
  checkRandom([enterSSA, scalarReplace, simplify, scalarReplace], 10_000, 100);
});
