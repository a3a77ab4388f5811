import { type Rewritten, rewrittenPrototypes } from "../../../frontend/frontend.js";
import { booleanType, classSlot, opaqueType } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import type { ClassValue, Lowering } from "../state.js";
import { loadField, test } from "../values.js";

/** Tells whether an instance that is there is of one of some very classes, further down too. */
export function classTest(
  l: Lowering,
  base: Atom,
  possible: readonly ClassValue[],
): (at: Lowering, classes: readonly ClassValue[]) => Atom {
  const tag = possible.every(hasOtherPrototype) ? undefined : loadField(l, base, classSlot, opaqueType);
  const isOf = (at: Lowering, cls: ClassValue): Atom =>
    tag === undefined || hasOtherPrototype(cls) ? hasPrototype(at, base, cls) : test(at, "eq", tag, cls.tag);
  return (at, classes) => classes.map((cls) => isOf(at, cls)).reduce((a, b) => test(at, "or", a, b));
}

/** `C.prototype = { … }` has no constructor of its own, so that its instances do not name their class. */
const hasOtherPrototype = ({ node }: ClassValue): boolean =>
  node.name !== undefined && rewrittenPrototypes(node.getSourceFile() as Rewritten).has(node.name.text);

const hasPrototype = (l: Lowering, base: Atom, { tag }: ClassValue): Atom =>
  l.out.define(booleanType, {
    kind: "opaque",
    text: "Object.getPrototypeOf($0) === $1.prototype",
    args: [base, tag],
    isPure: true,
  });
