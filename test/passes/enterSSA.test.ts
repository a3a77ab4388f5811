import { test } from "vitest";
import { enterSSA } from "../../packages/transformer/src/2-lower/enterSSA.js";
import { checkRandom } from "./randomCheck.js";

test("entering SSA keeps what random functions compute", () => {
  checkRandom([enterSSA], 1, 150);
});
