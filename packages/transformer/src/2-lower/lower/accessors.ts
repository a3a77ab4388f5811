import type { ts } from "../../frontend/ts.js";
import { booleanType, constant } from "../../ir/build.js";
import { fieldOf, resolveType } from "../../ir/type.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import { hasSetter, loadMember, storeMember, storePlain } from "./classes/members.js";
import { asAtom } from "./expressions.js";
import { callValue } from "./functions/apply.js";
import { isSymbolSlot } from "./propertyNames.js";
import { type Lowering, type Operand, type ProgramState, refuse } from "./state.js";
import { branch, fieldOrNew, loadField, loadSlot, typeOf } from "./values.js";

// A getter or setter of an object literal is a function in a slot of its own. Reading the property calls what that slot holds.

type Access = "get" | "set";

const accesses: readonly Access[] = ["get", "set"];

export const accessorSlot = (access: Access, name: string): string => `@@${access} ${name}`;

/** The property whose getter a slot holds; undefined for a slot of any other kind. */
export const gotFrom = (slot: string): string | undefined => (slot.startsWith("@@get ") ? slot.slice(6) : undefined);

export const isAccessorSlot = (slot: string): boolean => slot.startsWith("@@get ") || slot.startsWith("@@set ");

/** What a property is, over all objects that a value may be. */
type Meaning = "field" | "accessor" | "either";

/** A property of a record that was taken for one kind or another: objects of the other kind may join the type later. */
export interface PropertyUse {
  readonly node: ts.Node;
  readonly type: RecordType;
  readonly name: string;
  readonly meaning: Meaning;
}

function meaningOf({ fields }: RecordType, name: string): Meaning {
  const slots = fields.filter((field) => accesses.some((access) => field.name === accessorSlot(access, name)));
  if (slots.length === 0) return "field";
  return slots.some((slot) => slot.optional !== true) ? "accessor" : "either";
}

function meaningAt(l: Lowering, base: Atom, name: string, node: ts.Node): Meaning {
  const type = typeOf(base);
  if (type.kind !== "record" || type.functions !== undefined) return "field";
  if (l.program.facts.accessors.has(node)) return "either";
  const meaning = meaningOf(type, name);
  l.program.properties.push({ node, type, name, meaning });
  return meaning;
}

/** Properties that turned out to be accessors of some objects are either of the two in the next attempt. */
export function checkProperties({ properties, facts }: ProgramState): void {
  for (const { node, type, name, meaning } of properties) {
    if (meaningOf(resolveType(type) as RecordType, name) !== meaning) facts.accessors.add(node);
  }
}

/** Whether a property is, or may be, an accessor of an object literal. */
export const isAccessor = (l: Lowering, base: Atom, name: string, node: ts.Node): boolean =>
  meaningAt(l, base, name, node) !== "field";

/** Reads a property: a method or accessor of a class, an accessor of an object literal, or a field. */
export const loadProperty = (l: Lowering, base: Atom, name: string, node: ts.Node, named: ts.Node = node): Operand =>
  loadMember(l, base, name, node) ?? loadAccessor(l, base, name, node) ?? loadSlot(l, base, name, named);

/** Calls the getter of an object literal; undefined if the property is a field of all objects that are possible. */
export function loadAccessor(l: Lowering, base: Atom, name: string, node: ts.Node): Atom | undefined {
  const meaning = meaningAt(l, base, name, node);
  if (meaning === "field") return undefined;
  const get = (at: Lowering): Atom => {
    const getter = loadGetter(at, base, name);
    return asAtom(at, callValue(at, getter, { args: [], node, receiver: base }), node);
  };
  if (meaning === "accessor") {
    const isThere = fieldOf(typeOf(base) as RecordType, accessorSlot("get", name)) !== undefined;
    return isThere ? get(l) : constant(undefined);
  }
  return branch(l, has(l, base, accessorSlot("get", name)), node, get, (at) => loadSlot(at, base, name, node));
}

/** The getter that an object literal among instances has itself, or else what its class says. */
export function loadOwnAccessor(
  l: Lowering,
  base: Atom,
  name: string,
  node: ts.Node,
  ofClass: (at: Lowering) => Operand | undefined,
): Operand | undefined {
  if (!isAccessor(l, base, name, node)) return ofClass(l);
  const get = (at: Lowering): Atom =>
    asAtom(at, callValue(at, loadGetter(at, base, name), { args: [], node, receiver: base }), node);
  const other = (at: Lowering): Atom => asAtom(at, ofClass(at) ?? constant(undefined), node);
  return branch(l, has(l, base, accessorSlot("get", name)), node, get, other);
}

const loadGetter = (l: Lowering, base: Atom, name: string): Atom => loadFunction(l, base, accessorSlot("get", name));

function loadFunction(l: Lowering, base: Atom, slot: string): Atom {
  const field = fieldOrNew(l, typeOf(base) as RecordType, slot);
  return loadField(l, base, slot, field.type);
}

const has = (l: Lowering, base: Atom, name: string): Atom =>
  l.out.define(booleanType, { kind: "hasField", base, name });

/** Assigns a property that is an accessor of some object that is possible: of a class, or of an object literal. */
export function storeAccessor(l: Lowering, base: Atom, name: string, value: Atom, node: ts.Node): void {
  const meaning = meaningAt(l, base, name, node);
  if (meaning === "field") {
    storeMember(l, base, name, value, node);
    return;
  }
  const slot = accessorSlot("set", name);
  const type = typeOf(base) as RecordType;
  if (meaning === "accessor" && fieldOf(type, slot) === undefined) {
    refuse(l, "unsupportedMethod", node, { name, type: "an object without a setter for it" });
    return;
  }
  const set = (at: Lowering): Atom => {
    callValue(at, loadFunction(at, base, slot), { args: [value], node, forEffect: true, receiver: base });
    return constant(undefined);
  };
  if (meaning === "accessor") {
    set(l);
    return;
  }
  branch(l, has(l, base, slot), node, set, (at) => {
    if (hasSetter(at, base, name, node)) storeMember(at, base, name, value, node);
    else storePlain(at, base, name, value, node);
    return constant(undefined);
  });
}

/** What can be listed or taken under a key that is not known: no object with an accessor or a symbol among its properties. */
export const hasAccessors = (type: Type): boolean =>
  type.kind === "record" && type.fields.some(({ name }) => isAccessorSlot(name) || isSymbolSlot(name));
