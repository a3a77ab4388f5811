import type { ts } from "../../../frontend/ts.js";
import type { Argument } from "../arguments.js";
import type { ClassValue, Lowering, Operand } from "../state.js";
import { givenTo, instantiate } from "./construct.js";
import { callStatic, loadStatic } from "./statics.js";

/** What is asked of a class that is only known when the program runs. */
export interface ClassUse {
  /** The name of a member. */
  readonly name?: string;
  /** Uses of one key are the same. */
  readonly key: string;
  readonly run: (l: Lowering, cls: ClassValue, given: readonly Argument[], node: ts.Node) => Operand;
}

/** `new C(…)`. */
export const construction: ClassUse = {
  key: "new",
  run: (l, cls, given, node) => instantiate(l, cls, givenTo(l, cls, given, node), node),
};

/** `C.name`. */
export const staticMember = (name: string): ClassUse => ({
  name,
  key: `get ${name}`,
  run: (l, cls, _given, node) => loadStatic(l, cls, name, node),
});

/** `f.length`, which every function has. */
export const lengthUse = staticMember("length").key;

/** `C.name(…)`. */
export const staticCall = (name: string): ClassUse => ({
  name,
  key: `call ${name}`,
  run: (l, cls, given, node) => callStatic(l, cls, name, given, node),
});
