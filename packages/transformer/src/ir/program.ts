import type { FunctionRef, IRFunction, Program } from "./types.js";

/** The root first, then the other functions in program order. */
export const functionsOf = ({ root, functions }: Program): readonly IRFunction[] => [
  root,
  ...[...functions.values()].filter((fn) => fn.ref.id !== root.ref.id),
];

/** The function that a call means; the root is the program's root also where it calls itself. */
export const findFunction = ({ root, functions }: Program, ref: FunctionRef): IRFunction | undefined =>
  ref.id === root.ref.id ? root : functions.get(ref.id);
