import type { Block } from "../../ir/types.js";
import type { Activation, ProgramState } from "./state.js";

/** Every function of the program but the root, also those that call what is only known at run time. */
export const calledActivations = (program: ProgramState): readonly Activation[] => {
  const generated = [...program.applies.values(), ...program.comparisons].map(({ activation }) => activation);
  return [...new Set([...program.instances.values(), ...program.bases.values(), ...generated])];
};

/** The bodies of functions by number, as far as they have been lowered; one that has not been is empty. */
export const bodiesById = (program: ProgramState): ReadonlyMap<number, Block> =>
  new Map(calledActivations(program).map(({ ref, body }) => [ref.id, body]));
