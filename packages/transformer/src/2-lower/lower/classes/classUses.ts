import type { ts } from "../../../frontend/ts.js";
import type { Atom } from "../../../ir/types.js";
import type { Argument } from "../arguments.js";
import type { Lambda } from "../functions/lambda.js";
import { isPrelude } from "../prelude.js";
import type { ClassValue, Lowering, Operand } from "../state.js";
import { typeOf } from "../values.js";
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

/** Whether a value is a class, as far as its type and what is known of it tell. */
export function asksClass(l: Lowering, value: Atom, node: ts.Expression): boolean {
  const type = typeOf(value);
  if (type.kind !== "record" || type.functions === undefined) return false;
  const isMade = [...(type.functions as Iterable<Lambda>)].some(({ fn }) => fn.kind === "closure" && fn.constructs);
  return isMade || (!isPrelude(node) && l.program.ctx.frontend.typeOf(node).getConstructSignatures().length > 0);
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
