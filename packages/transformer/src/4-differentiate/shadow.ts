import { isDifferentiableStorage } from "../3-analyze/activity.js";
import { isReference } from "../ir/build.js";
import type { FieldType, RecordType, Type } from "../ir/types.js";

/** The type of the memory that holds tangents or cotangents: the same structure with only its numbers and references. */
export function shadowType(type: Type): Type {
  return convert(type, new Map());
}

function convert(type: Type, seen: Map<Type, Type>): Type {
  const known = seen.get(type);
  if (known !== undefined) return known;
  switch (type.kind) {
    case "array":
      return { ...type, element: convert(type.element, seen) };
    case "map": {
      const key = type.key;
      const made = {
        kind: "map" as const,
        storage: type.storage === "Set" ? ("Map" as const) : type.storage,
        key,
        value: key,
      };
      seen.set(type, made);
      made.value = convert(type.value, seen);
      return made;
    }
    case "tuple":
      return { kind: "tuple", elements: type.elements.map((element) => convert(element, seen)) };
    case "record": {
      const fields: FieldType[] = [];
      const shadow: RecordType = {
        kind: "record",
        name: type.name === undefined ? undefined : `${type.name}Cotangent`,
        fields,
        ...(type.isMerged ? { isMerged: true } : {}),
      };
      seen.set(type, shadow);
      for (const field of type.fields) {
        if (bearsNumbers(field.type)) fields.push({ ...field, type: convert(field.type, seen) });
      }
      return type.variable === undefined && sameFields(type, shadow) ? type : shadow;
    }
    default:
      return type;
  }
}

/** Whether a cotangent has a part for this type: numbers, and structures (an integer array's cotangent is zeros). */
export function bearsNumbers(type: Type): boolean {
  if (type.kind === "number") return true;
  if (type.kind === "array") return isDifferentiableStorage(type.storage) ? bearsNumbers(type.element) : true;
  if (type.kind === "map") return bearsNumbers(type.value);
  return isReference(type);
}

const sameFields = (a: RecordType, b: RecordType): boolean =>
  a.fields.length === b.fields.length && a.fields.every((field, i) => field.type === b.fields[i]?.type);
