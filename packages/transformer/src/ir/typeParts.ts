import { resolveType } from "./type.js";
import type { Type } from "./types.js";

/** What a type is made of, by the name that it has there. */
export interface TypePart {
  readonly name: string;
  readonly type: Type;
}

const none: readonly TypePart[] = [];

/** The parts of a type that is resolved. What functions capture is not part of theirs. */
export function partsOf(type: Type): readonly TypePart[] {
  switch (type.kind) {
    case "array":
      return [{ name: "element", type: type.element }];
    case "tuple":
      return type.elements.map((element, i) => ({ name: String(i), type: element }));
    case "map":
      return [
        { name: "key", type: type.key },
        { name: "value", type: type.value },
      ];
    case "record":
      return type.functions === undefined ? type.fields : none;
    case "union":
      return type.fields;
    default:
      return none;
  }
}

/** Whether a part of the type is not known yet. */
export function isOpenType(type: Type): boolean {
  const met = new Set<Type>();
  const isOpen = (part: Type): boolean => {
    const present = resolveType(part);
    if (present.kind === "variable") return true;
    if (met.has(present)) return false;
    met.add(present);
    return partsOf(present).some((inner) => isOpen(inner.type));
  };
  return isOpen(type);
}
