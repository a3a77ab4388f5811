import { BlockBuilder } from "../../ir/build.js";
import { Scope } from "./scope.js";
import type { Activation, Lowering, ProgramState } from "./state.js";

/** A place at the start of a function's body, outside of any other function. */
export const startOf = (program: ProgramState, activation: Activation): Lowering => ({
  program,
  activation,
  out: new BlockBuilder(program.ctx.ids),
  scope: new Scope(undefined, activation),
  jumps: [],
  returning: { kind: "function" },
  handlers: [],
  inlining: [],
});
