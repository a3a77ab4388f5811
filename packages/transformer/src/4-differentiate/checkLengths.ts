import { type BlockBuilder, booleanType, fieldKey, isReference, newScope, numberType } from "../ir/build.js";
import type { Atom, Key, Type, Value } from "../ir/types.js";
import { openPartOf, overParts, slotsOf, whereThere } from "./parts.js";
import { bearsNumbers } from "./shadow.js";

/**
 * Throws where an array of what is given is shorter or longer than that of `like`, or a field is missing. `says` is how the message starts:
 * `the rule of f gave`.
 */
export function checkLengths(given: Value, like: Value, says: string, path: string, out: BlockBuilder): void {
  checkThere(given, like.type, says, path, out);
  if (!hasArray(like.type)) return;
  if (like.type.kind === "array") {
    checkLength(given, out.define(numberType, { kind: "length", base: like }), says, path, out);
    if (!hasArray(like.type.element)) return;
  }
  overParts(like, out, false, (inner, key, part) => {
    if (!hasArray(part)) return;
    const load = (base: Value): Value => inner.define(part, { kind: "load", base, key }, { linear: true });
    checkLengths(load(given), load(like), says, `${path}${keyText(key)}`, inner);
  });
}

/** Throws where a field that may be missing is, and should not be. */
export function checkThere(given: Value, like: Type, says: string, path: string, out: BlockBuilder): void {
  if (given.type.kind !== "record" || like.kind !== "record") return;
  const own = new Map(slotsOf(given.type).map((slot) => [slot.name, slot]));
  for (const { name, type, isOpen } of slotsOf(like)) {
    const slot = own.get(name);
    if (isOpen || slot?.isOpen !== true || !bearsNumbers(type)) continue;
    const value = openPartOf(given, fieldKey(name), slot.type, out);
    const text = `new TypeError("${says} nothing at ${path}.${name}")`;
    whereThere(value, out, () => {}, {
      otherwise: (inner) => inner.push({ kind: "throw", text, args: [], span: undefined }),
    });
  }
}

/** Throws unless an array has so many elements. */
export function checkLength(given: Value, wanted: Atom, says: string, path: string, out: BlockBuilder): void {
  const length = out.define(numberType, { kind: "length", base: given });
  const condition = out.primitive("ne", [length, wanted], booleanType);
  const at = path === "" ? "" : ` at ${path}`;
  const text = `new TypeError(\`${says} \${$0} elements${at}, and not \${$1}\`)`;
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
