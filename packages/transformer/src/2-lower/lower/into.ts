import type { ts } from "../../frontend/ts.js";
import { isReference } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { callGradient, recordOf } from "./derived.js";
import { asAtom } from "./expressions.js";
import { isBuiltIn } from "./instanceKey.js";
import { loadPath, mapLeaves } from "./leaves.js";
import { type Derived, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { loadField, typeOf } from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

/** `grad(f, { into: true })(buffer, …)` inside of a differentiated function: the gradient, which is then put into what is given. */
export function callInto(l: Lowering, derived: Derived, [given, ...args]: readonly Operand[], node: ts.Node): Operand {
  const { into: _, ...choices } = derived.choices;
  if (given === undefined) return withoutDerivative(l, derived.name, given, node);
  const buffer = asAtom(l, given, node);
  const made = asAtom(l, callGradient(l, { ...derived, choices }, args, node), node);
  if (isRefused(l, made) || isRefused(l, buffer)) return standIn(l);
  const part = (name: string): Atom => loadField(l, made, name, fieldType(typeOf(made), name));
  const isPlain = derived.marker === "grad";
  const gradient = isPlain ? made : part("grad");
  if (!isReference(typeOf(gradient))) return refuse(l, "intoNumber", node, { name: derived.name });
  const others = args.filter((operand): operand is Atom => !isBuiltIn(operand) && isReference(typeOf(operand as Atom)));
  checkFits(l, derived.name, [buffer, gradient, ...others]);
  mapLeaves(l, buffer, node, (inner, leaf) => {
    const number = loadPath(inner, gradient, leaf.path);
    leaf.put(inner, number);
    return number;
  });
  if (isPlain) return buffer;
  const fields = [
    { name: "value", value: part("value") },
    { name: "grad", value: buffer },
    ...(derived.choices.aux ? [{ name: "aux", value: part("aux") }] : []),
  ];
  const type = recordOf(Object.fromEntries(fields.map(({ name, value }) => [name, typeOf(value)])));
  return l.out.define(type, { kind: "makeRecord", fields });
}

const fieldType = (type: Type, name: string): Type =>
  (type.kind === "record" ? type.fields.find((field) => field.name === name)?.type : undefined) ?? {
    kind: "undefined",
  };

/** Throws as the derivative of a module does. */
function checkFits(l: Lowering, name: string, args: readonly Atom[]): void {
  const places = args.map((_, i) => `$${i}`).join(", ");
  const text = `checkInto(${JSON.stringify(name)}, ${places})`;
  l.out.define({ kind: "undefined" }, { kind: "opaque", text, args, imports: ["checkInto"] });
}
