import { atomType, classSlot, isReference } from "../../../ir/build.js";
import { ordersFields } from "../../../ir/operations.js";
import { resolveType } from "../../../ir/type.js";
import type { Atom, RecordType, Type } from "../../../ir/types.js";
import { visit } from "../../../ir/walk.js";
import { listedTypes } from "../fieldOrder.js";
import type { Activation } from "../state.js";

/** How the instances of classes are represented at run time. */
export interface ClassLayout {
  /** They know their class: it is asked for, or others see them. */
  knowsClass(record: RecordType): boolean;
  /** Code outside of the program sees them, so that they have the prototype of their class. */
  isSeen(record: RecordType): boolean;
  /** The program lists their fields, or hands them to code of the host, which may. */
  isListed(record: RecordType): boolean;
}

/** Adds types, and those that they refer to. */
export function deeply(seen: Set<Type>): (type: Type) => void {
  const see = (type: Type): void => {
    const present = resolveType(type);
    if (!isReference(present) || seen.has(present)) return;
    seen.add(present);
    if (present.kind === "array") see(present.element);
    else if (present.kind === "tuple") present.elements.forEach(see);
    else if (present.kind === "map") [present.key, present.value].forEach(see);
    else if (present.kind === "record") for (const field of present.fields) see(field.type);
  };
  return see;
}

/** The root's parameters and result, module data and what host code gets are seen; whatever they refer to as well. */
export function seenTypes(activations: readonly Activation[]): ReadonlySet<Type> {
  const seen = new Set<Type>();
  const see = deeply(seen);
  const seeAll = (atoms: readonly Atom[]): void => {
    for (const atom of atoms) see(atomType(atom));
  };
  const [root] = activations;
  if (root !== undefined) {
    seeAll(root.params);
    see(root.result);
  }
  for (const { body } of activations) {
    visit(body, (statement) => {
      if (statement.kind === "throw") seeAll(statement.args);
      if (statement.kind !== "let") return;
      const { operation, value } = statement;
      if (operation.kind === "global") see(value.type);
      if (operation.kind === "opaque" && !ordersFields(operation)) seeAll([value, ...operation.args]);
    });
  }
  return seen;
}

export function layOutClasses(activations: readonly Activation[]): ClassLayout {
  const seen = seenTypes(activations);
  const asked = new Set<Type>();
  const listed = listedTypes(activations);
  for (const { body } of activations) {
    visit(body, (statement) => {
      if (statement.kind !== "let") return;
      const { operation } = statement;
      if (operation.kind === "load" && operation.key.kind === "field" && operation.key.name === classSlot) {
        asked.add(resolveType(atomType(operation.base)));
      }
    });
  }
  return {
    knowsClass: (record) => record.instance !== undefined && (seen.has(record) || asked.has(record)),
    isSeen: (record) => record.instance !== undefined && seen.has(record),
    isListed: (record) => listed.has(record),
  };
}
