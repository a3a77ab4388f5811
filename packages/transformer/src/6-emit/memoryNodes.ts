import type { AliasClass } from "../3-analyze/aliases.js";
import { anyEntry, anyIndex } from "../3-analyze/slots.js";
import { isOptionalSlot } from "../ir/type.js";
import type { Accumulate, Atom, Fill, Key, RemoveEntry, Resize, Span, Store, TapeStore, Type } from "../ir/types.js";
import { storageOf } from "./entries.js";
import { type Surroundings, slotOf, variableOf } from "./operations.js";
import { binary, type Expression, literal, type Node } from "./tree.js";

/** `base[key] = value`, `base[key] += value`. */
export function put(around: Surroundings, statement: Store | Accumulate): Node {
  const { key } = statement;
  if (key.kind === "entry" && (statement.kind === "accumulate" || storageOf(statement.base) !== "Object"))
    return putEntry(around, statement, key.key);
  const variable = variableOf(statement.base);
  const setter = variable && around.globalSetter?.(variable);
  if (setter !== undefined) return assignElsewhere(around, statement, setter);
  const target = slotOf(statement.base, statement.key, around);
  const value = around.atom(statement.value);
  // A slot that is missing so far counts as 0.
  const isOpen = statement.kind === "accumulate" && isOptionalSlot(statement.base, statement.key);
  return {
    kind: "put",
    target,
    operator: statement.kind === "accumulate" && !isOpen ? "+=" : "=",
    value: isOpen ? binary("+", binary("??", target, literal(0)), value) : value,
    writes: slotsWritten(around, statement.base, statement.key),
    span: spanOf(statement.value) ?? spanOf(statement.base),
  };
}

/** Only the module that declares a variable can assign it. */
function assignElsewhere(around: Surroundings, statement: Store | Accumulate, setter: string): Node {
  const { base, key } = statement;
  const value = around.atom(statement.value);
  const assigned = statement.kind === "store" ? value : binary("+", slotOf(base, key, around), value);
  return {
    kind: "perform",
    value: { kind: "call", callee: setter, args: [assigned], effect: {} },
    writes: slotsWritten(around, base, key),
    span: spanOf(statement.value),
  };
}

/** `map.set(key, value)`, `set.add(key)`, `addEntry(map, key, value)`. */
function putEntry(around: Surroundings, statement: Store | Accumulate, key: Atom): Node {
  const { base, value } = statement;
  const storage = storageOf(base);
  const [object, name, content] = [around.atom(base), around.atom(key), around.atom(value)];
  const writes = slotsWritten(around, base, statement.key);
  const span = spanOf(value) ?? spanOf(base);
  if (statement.kind === "accumulate") {
    const add: Expression = {
      kind: "call",
      callee: around.helper("addEntry"),
      args: [object, name, content],
      effect: {},
    };
    return { kind: "perform", value: add, writes, span };
  }
  if (storage === undefined) {
    const target = slotOf(base, statement.key, around);
    return { kind: "put", target, operator: "=", value: content, writes, span };
  }
  const isSet = storage === "Set";
  const args = isSet ? [name] : [name, content];
  return {
    kind: "perform",
    value: { kind: "method", object, name: isSet ? "add" : "set", args, effect: {} },
    writes,
    span,
  };
}

/** `map.delete(key)`, `map.clear()`, `delete object[key]`. */
export function removeEntry(around: Surroundings, { base, key }: RemoveEntry): Node {
  const { aliases } = around;
  const writes = [aliases.slotOf(base, anyEntry), aliases.lengthOf(base)];
  const object = around.atom(base);
  const span = spanOf(base);
  const isObject = storageOf(base) === "Object";
  const value: Expression =
    key !== undefined && isObject
      ? { kind: "delete", target: slotOf(base, { kind: "entry", key }, around) }
      : key === undefined
        ? { kind: "method", object, name: "clear", args: [], effect: {} }
        : { kind: "method", object, name: "delete", args: [around.atom(key)], effect: {} };
  return { kind: "perform", value, writes, span };
}

/** `tape[position] = value`; a tape of numbers holds a boolean as 1 or 0. */
export function putOnTape(around: Surroundings, statement: TapeStore): Node {
  const value = around.atom(statement.value);
  const target = slotOf(statement.tape, { kind: "index", index: statement.position }, around);
  return {
    kind: "put",
    target,
    operator: "=",
    value: around.isCoded(statement.tape)
      ? { kind: "conditional", test: value, then: literal(1), else: literal(0) }
      : value,
    writes: target.effect?.reads ?? [],
    tape: true,
    span: spanOf(statement.value),
  };
}

export function fill(around: Surroundings, statement: Fill): Node {
  const { start, end } = statement;
  const args = [around.atom(statement.value)];
  if (start !== undefined || end !== undefined) args.push(start === undefined ? literal(0) : around.atom(start));
  if (end !== undefined) args.push(around.atom(end));
  return {
    kind: "perform",
    value: { kind: "method", object: around.atom(statement.base), name: "fill", args, effect: {} },
    writes: [around.aliases.slotOf(statement.base, anyIndex)],
    span: spanOf(statement.base),
  };
}

/** `while (a.length < n) a.push(0);`, or `a.length = n`. */
export function resize(around: Surroundings, statement: Resize): Node[] {
  const { aliases } = around;
  const { base } = statement;
  const span = spanOf(base);
  const reads = [aliases.lengthOf(base)];
  const length = { kind: "member", object: around.atom(base), name: "length", effect: { reads } } as const;
  const wanted = around.atom(statement.length);
  // New cells of the user's own array are holes, which read as undefined.
  const isShadow = base.kind === "value" && base.type.kind === "array" && base.linear;
  const empty = isShadow ? emptyOf(base.type.element) : literal(undefined);
  const writes = [aliases.slotOf(base, anyIndex), aliases.lengthOf(base)];
  const test = binary("<", length, wanted);
  const grow: Node = { kind: "while", head: [], test, body: [push(around, base, empty)], span };
  if (statement.atLeast && statement.beside !== undefined) {
    const place = slotOf(base, { kind: "index", index: statement.beside }, around);
    const isNever = statement.length.kind === "constant" && Number(statement.length.value) <= 0;
    return [...(isNever ? [] : [grow]), { kind: "put", target: place, operator: "??=", value: empty, writes, span }];
  }
  if (statement.atLeast) return [grow];
  return [{ kind: "put", target: length, operator: "=", value: wanted, writes, span }];
}

/** `base.push(value)`. */
export function push(around: Surroundings, base: Atom, value: Expression): Node {
  const { aliases } = around;
  return {
    kind: "perform",
    value: { kind: "method", object: around.atom(base), name: "push", args: [value], effect: {} },
    writes: [aliases.slotOf(base, anyIndex), aliases.lengthOf(base)],
    span: spanOf(base),
  };
}

function slotsWritten(around: Surroundings, base: Atom, key: Key): readonly AliasClass[] {
  const { aliases } = around;
  const slot = aliases.slotOf(base, key);
  const mayGrow = (key.kind !== "field" || isOptionalSlot(base, key)) && base.kind === "value" && !isTyped(base.type);
  return mayGrow ? [slot, aliases.lengthOf(base)] : [slot];
}

const spanOf = (atom: Atom): Span | undefined => (atom.kind === "value" ? atom.span : undefined);
const isTyped = (type: Type): boolean => type.kind === "array" && type.storage !== "Array";

/** What a new cell of an array starts with. */
function emptyOf(type: Type): Expression {
  switch (type.kind) {
    case "array":
      return type.storage === "Array" ? { kind: "array", elements: [] } : newTyped(type.storage);
    case "tuple":
      return { kind: "array", elements: type.elements.map(emptyOf) };
    case "record":
      // It will be stored before it is read; without what it refers to it would be no such object.
      if (type.fields.some((field) => field.type.kind === "record" && !field.optional)) return literal(undefined);
      return {
        kind: "object",
        fields: type.fields
          .filter((field) => field.type.kind !== "record")
          .map((field) => ({ name: field.name, value: emptyOf(field.type) })),
      };
    case "number":
      return literal(0);
    default:
      return literal(undefined);
  }
}
const newTyped = (storage: string): Expression => ({
  kind: "call",
  callee: storage,
  construct: true,
  args: [literal(0)],
});
