import type { Expected } from "../expected.js";
import type { Program } from "../program/program.js";
import type { Services } from "../services.js";
import { modules } from "./modules.js";
import { passes } from "./passes.js";
import { pullback } from "./pullback.js";
import { second } from "./second.js";
import { strict } from "./strict.js";

/** One more way to look at a program; throws a Failure, or Unsuitable where it has nothing to say. */
export type Oracle = (program: Program, expected: readonly Expected[], services: Services) => void;

/** Every oracle beside value, gradient and pushforward, and for one program out of how many it is asked. */
export const oracles: Readonly<Record<string, { readonly check: Oracle; readonly everyNth: number }>> = {
  pullback: { check: pullback, everyNth: 3 },
  second: { check: second, everyNth: 5 },
  passes: { check: passes, everyNth: 8 },
  modules: { check: modules, everyNth: 8 },
  strict: { check: strict, everyNth: 20 },
};
