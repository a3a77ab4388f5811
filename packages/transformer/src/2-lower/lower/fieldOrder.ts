import { atomType, constant, undefinedType } from "../../ir/build.js";
import { orderFields, ordersFields } from "../../ir/operations.js";
import { resolveType } from "../../ir/type.js";
import type { Atom, Type } from "../../ir/types.js";
import { visit } from "../../ir/walk.js";
import { deeply } from "./classes/layout.js";
import type { Activation, Lowering } from "./state.js";

// Who lists the fields of a record sees their order. Records of one type may have several, so a copy is told which one it has; of a
// type that nobody lists, `finishFunctions` leaves that out.

/** Gives a record that was made of others, and of fields by name, the order that JavaScript gives it. */
export function keepOrder(l: Lowering, copy: Atom, parts: readonly (Atom | string)[]): void {
  const given = parts.map((part) => (typeof part === "string" ? constant(part) : part));
  l.out.define(undefinedType, orderFields(copy, given));
}

/** The types of records whose fields the program lists, hands to code of the host, which may, or copies into what is listed. */
export function listedTypes(activations: readonly Activation[]): ReadonlySet<Type> {
  const listed = new Set<Type>();
  const list = deeply(listed);
  const copies: (readonly Type[])[] = [];
  const typeOf = (atom: Atom): Type => resolveType(atomType(atom));
  for (const { body } of activations) {
    visit(body, (statement) => {
      if (statement.kind !== "let") return;
      const { operation } = statement;
      if (operation.kind === "keysOf") listed.add(typeOf(operation.base));
      if (operation.kind !== "opaque") return;
      if (ordersFields(operation)) copies.push(operation.args.map(typeOf));
      else if (!operation.text.startsWith("refuseShared(")) operation.args.map(typeOf).forEach(list);
    });
  }
  for (let before = -1; before < listed.size; ) {
    before = listed.size;
    for (const [copy, ...parts] of copies)
      if (copy !== undefined && listed.has(copy)) for (const part of parts) listed.add(part);
  }
  return listed;
}
