import { isDifferentiableStorage } from "../3-analyze/activity.js";
import { must } from "../diagnostics/must.js";
import type { Type } from "../ir/types.js";
import { bearsNumbers } from "./shadow.js";

/** Whether a tangent or cotangent of this type has the numbers of what it belongs to. */
export function fitsTangent(given: Type, of: Type, around: readonly Type[] = []): boolean {
  if (!bearsNumbers(of) || around.includes(of)) return true;
  const inside = [...around, of];
  switch (of.kind) {
    case "number":
      return given.kind === "number";
    case "array":
      // Of whole numbers there is nothing to give.
      if (!isDifferentiableStorage(of.storage)) return true;
      return given.kind === "array" && given.storage === of.storage && fitsTangent(given.element, of.element, inside);
    case "tuple":
      return (
        given.kind === "tuple" &&
        given.elements.length === of.elements.length &&
        of.elements.every((element, i) => fitsTangent(must(given.elements[i]), element, inside))
      );
    case "record":
      return (
        given.kind === "record" &&
        of.fields.every((field) => {
          if (!bearsNumbers(field.type) || field.optional) return true;
          const part = given.fields.find(({ name }) => name === field.name);
          return part !== undefined && fitsTangent(part.type, field.type, inside);
        })
      );
    default:
      return true;
  }
}
