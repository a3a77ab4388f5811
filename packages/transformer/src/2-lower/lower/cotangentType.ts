import { resolveType } from "../../ir/type.js";
import type { FieldType, RecordType, Type } from "../../ir/types.js";

/**
 * The type of a cotangent, or a tangent, of a value while types are still being found out: the same structure with only its numbers.
 * Undefined for what has none, or is not known well enough yet.
 */
export function cotangentType(type: Type): Type | undefined {
  return convert(type, new Map());
}

function convert(given: Type, seen: Map<Type, Type>): Type | undefined {
  const type = resolveType(given);
  const known = seen.get(type);
  if (known !== undefined) return known;
  switch (type.kind) {
    case "number":
      return type;
    case "array": {
      const element = resolveType(type.element);
      // What is stored later says what it holds: numbers, or there is nothing to differentiate.
      if (element.kind === "variable") return type;
      const converted = convert(element, seen);
      return converted === undefined ? undefined : { ...type, element: converted };
    }
    case "tuple": {
      const elements = type.elements.map((element) => convert(element, seen));
      return { kind: "tuple", elements: elements.map((element) => element ?? { kind: "undefined" }) };
    }
    case "map": {
      const made = { ...type, storage: type.storage === "Set" ? ("Map" as const) : type.storage, value: type.value };
      seen.set(type, made);
      const value = convert(type.value, seen);
      if (value === undefined) return undefined;
      made.value = value;
      return made;
    }
    case "record": {
      if (type.functions !== undefined) return undefined;
      const fields: FieldType[] = [];
      const made: RecordType = { kind: "record", name: undefined, fields };
      seen.set(type, made);
      for (const field of type.fields) {
        const converted = convert(field.type, seen);
        if (converted !== undefined) fields.push({ ...field, type: converted });
      }
      return made;
    }
    default:
      return undefined;
  }
}
