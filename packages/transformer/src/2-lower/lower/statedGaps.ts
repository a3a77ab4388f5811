import { addField, fieldOf, resolveType } from "../../ir/type.js";
import type { ArrayType, FieldType, RecordType, Type } from "../../ir/types.js";

/**
 * What a rule is given, or gives, is copied: so its type has to say what may be missing. The values that a program has put there so far do not
 * say it where something is stored later, or by somebody else; the user's type does.
 */
export function openAsStated(type: Type, stated: Type, seen = new Set<Type>()): void {
  const [own, wanted] = [resolveType(type), resolveType(stated)];
  if (own === wanted || seen.has(own)) return;
  seen.add(own);
  if (own.kind === "array" && wanted.kind === "array") {
    if (wanted.optional) (own as { optional?: ArrayType["optional"] }).optional = true;
    openAsStated(own.element, wanted.element, seen);
  } else if (own.kind === "map" && wanted.kind === "map") openAsStated(own.value, wanted.value, seen);
  else if (own.kind === "tuple" && wanted.kind === "tuple")
    own.elements.forEach((element, i) => {
      const other = wanted.elements[i];
      if (other !== undefined) openAsStated(element, other, seen);
    });
  else if (own.kind === "record" && wanted.kind === "record") openFields(own, wanted, seen);
}

function openFields(own: RecordType, wanted: RecordType, seen: Set<Type>): void {
  const isOpen = (name: string): boolean => fieldOf(wanted, name)?.optional === true;
  const opened = own.fields.map((field): FieldType => (isOpen(field.name) ? { ...field, optional: true } : field));
  (own as { fields: readonly FieldType[] }).fields = opened;
  for (const { name, type, optional } of wanted.fields) {
    const field = fieldOf(own, name);
    if (field !== undefined) openAsStated(field.type, type, seen);
    else if (optional) addField(own, name, type);
  }
}
