import { type BlockBuilder, booleanType, isReference, newScope, numberType } from "../ir/build.js";
import type { Atom, Key, Type, Value } from "../ir/types.js";
import { overParts } from "./parts.js";

/** Throws where an array of what a rule gives is shorter or longer than that of `like`. */
export function checkLengths(given: Value, like: Value, name: string, path: string, out: BlockBuilder): void {
  if (!hasArray(like.type)) return;
  if (like.type.kind === "array") {
    checkLength(given, out.define(numberType, { kind: "length", base: like }), name, path, out);
    if (!hasArray(like.type.element)) return;
  }
  overParts(like, out, false, (inner, key, part) => {
    if (!hasArray(part)) return;
    const load = (base: Value): Value => inner.define(part, { kind: "load", base, key }, { linear: true });
    checkLengths(load(given), load(like), name, `${path}${keyText(key)}`, inner);
  });
}

/** Throws unless an array of what a rule gives has so many elements. */
export function checkLength(given: Value, wanted: Atom, name: string, path: string, out: BlockBuilder): void {
  const length = out.define(numberType, { kind: "length", base: given });
  const condition = out.primitive("ne", [length, wanted], booleanType);
  const at = path === "" ? "" : ` at ${path}`;
  const text = `new TypeError(\`the rule of ${name} gave \${$0} elements${at}, and not \${$1}\`)`;
  out.push({
    kind: "if",
    scope: newScope(out.ids),
    condition,
    then: [{ kind: "throw", text, args: [length, wanted], span: undefined }],
    else: [],
    results: [],
    span: undefined,
  });
}

const keyText = (key: Key): string => (key.kind === "field" ? `.${key.name}` : "[…]");

function hasArray(type: Type): boolean {
  if (!isReference(type)) return false;
  if (type.kind === "array") return true;
  if (type.kind === "record") return type.fields.some((field) => hasArray(field.type));
  return type.kind === "tuple" && type.elements.some(hasArray);
}
