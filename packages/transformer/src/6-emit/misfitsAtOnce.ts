import { isDifferentiableStorage } from "../3-analyze/activity.js";
import { bearsNumbers } from "../4-differentiate/shadow.js";
import { typeKey } from "../ir/typeKey.js";
import type { Type } from "../ir/types.js";

/** More comparisons than this are left to a call. */
const mostParts = 12;

/**
 * The condition that a direction has not the structure of an argument, written out for what is small: a call that looks at all structures
 * alike takes longer than the derivative of a short function. Undefined where a loop is needed, or a part may be missing.
 */
export function misfitsAtOnce(type: Type, given: string, like: string): string | undefined {
  const parts: string[] = [];
  const met: { readonly key: string; readonly at: string; readonly beside: string }[] = [];
  // What is one object in the argument has one tangent.
  const compare = (part: Type, at: string, beside: string): void => {
    const key = typeKey(part);
    for (const other of met)
      if (other.key === key) parts.push(`${beside} === ${other.beside} && ${at} !== ${other.at}`);
    met.push({ key, at, beside });
  };
  const look = (part: Type, at: string, beside: string): boolean => {
    if (!bearsNumbers(part)) return true;
    if (part.kind !== "number") compare(part, at, beside);
    switch (part.kind) {
      case "number":
        parts.push(`typeof ${at} !== "number"`);
        return true;
      case "array":
        // The elements of a list may be anything.
        if (part.storage === "Array" || part.optional || !isDifferentiableStorage(part.storage)) return false;
        parts.push(`!(${at} instanceof ${part.storage})`, `${at}.length !== ${beside}.length`);
        return true;
      case "tuple":
        return part.elements.every((element, i) => look(element, `${at}?.[${i}]`, `${beside}[${i}]`));
      case "record":
        return (
          part.instance === undefined &&
          part.isMerged !== true &&
          part.fields.every(
            (field) =>
              !field.optional &&
              /^[A-Za-z_$][\w$]*$/.test(field.name) &&
              look(field.type, `${at}?.${field.name}`, `${beside}.${field.name}`),
          )
        );
      default:
        return false;
    }
  };
  return look(type, given, like) && parts.length > 0 && parts.length <= mostParts
    ? parts.map((part) => (part.includes(" && ") ? `(${part})` : part)).join(" || ")
    : undefined;
}
