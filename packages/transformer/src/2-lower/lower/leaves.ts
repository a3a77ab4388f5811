import type { ts } from "../../frontend/ts.js";
import { constant, newVariable, numberType, one, zero } from "../../ir/build.js";
import { resolveType, unifyTypes } from "../../ir/type.js";
import type { Atom, FieldType, MapType, RecordType, Type } from "../../ir/types.js";
import { keysOf, loadEntry, newMap, storeEntry } from "./entries.js";
import { countedLoop } from "./iterate.js";
import { freshType, isRefused, type Lowering } from "./state.js";
import {
  arrayOf,
  assign,
  branch,
  compute,
  fillIndex,
  lengthOf,
  loadField,
  loadIndex,
  newArray,
  read,
  storeIndex,
  test,
  tupleOf,
  typeOf,
} from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// Derivatives that are tables: one entry for each number of a structure, and the structure around them is kept.

/** Where a number is in a structure: fields, indices and keys from the outside. */
export type Path = readonly (string | Atom)[];

export interface Leaf {
  readonly path: Path;
  readonly value: Atom;
  /** Sets this number. */
  put(l: Lowering, value: Atom): void;
  /** Does something while this number of the structure is 1 and all others are 0. */
  unit<T>(l: Lowering, action: () => T): T;
}

/** A structure of the shape of `base`, in the place of each of its numbers what `make` gives for it. */
export function mapLeaves(
  l: Lowering,
  base: Atom,
  node: ts.Node,
  make: (inner: Lowering, leaf: Leaf) => Atom,
  path: Path = [],
): Atom {
  if (isRefused(l, base)) return base;
  return mapType(l, { base, node, make, around: [] }, path);
}

interface Mapping {
  readonly base: Atom;
  readonly node: ts.Node;
  readonly make: (inner: Lowering, leaf: Leaf) => Atom;
  /** A structure that may contain itself has no end. */
  readonly around: readonly Type[];
}

function mapType(l: Lowering, mapping: Mapping, path: Path): Atom {
  const { base, node, make, around } = mapping;
  const type = typeOf(base);
  const name = "the structure";
  if (around.includes(type)) return withoutDerivative(l, name, base, node);
  const deeper = (inner: Lowering, part: Atom, step: string | Atom): Atom =>
    mapType(inner, { ...mapping, base: part, around: [...around, type] }, [...path, step]);
  switch (type.kind) {
    case "number":
      return make(l, { path, value: base, put: () => {}, unit: (_, action) => action() });
    case "array": {
      const element = freshType(l.program);
      const isFlat = resolveType(type.element).kind === "number";
      const length = lengthOf(l, base);
      const probe = newArray(l, arrayOf(element), length);
      countedLoop(l, length, (inner, index) => {
        const value = loadIndex(inner, base, index);
        const put: Leaf["put"] = (at, atom) => storeIndex(at, base, index, atom);
        const made = whereThere(inner, value, type.optional, node, (at) =>
          isFlat ? make(at, leafAt([...path, index], value, put)) : deeper(at, value, index),
        );
        unifyTypes(element, typeOf(made));
        fillIndex(inner, probe, index, made);
      });
      return probe;
    }
    case "map": {
      if (type.storage === "Set") return withoutDerivative(l, name, base, node);
      const content = freshType(l.program);
      const made = newMap(l, { ...type, value: content });
      overEntries(l, base, type, node, (inner, key, value) => {
        const put: Leaf["put"] = (at, atom) => storeEntry(at, base, key, atom);
        const isNumber = resolveType(type.value).kind === "number";
        const one = isNumber ? make(inner, leafAt([...path, key], value, put)) : deeper(inner, value, key);
        unifyTypes(content, typeOf(one));
        storeEntry(inner, made, key, one);
      });
      return made;
    }
    case "tuple": {
      const parts = type.elements.map((part, i) => {
        const slot = { name: String(i), type: part };
        return field(l, { mapping, path, slot }, deeper);
      });
      const elements = parts.map((part) => part ?? constant(undefined));
      return tupleOf(l, elements);
    }
    case "record": {
      const fields = type.fields.flatMap((slot) => {
        const value = field(l, { mapping, path, slot }, deeper);
        return value === undefined ? [] : [{ name: slot.name, value }];
      });
      const made: RecordType = {
        kind: "record",
        name: undefined,
        fields: fields.map((one) => ({ name: one.name, type: typeOf(one.value) })),
      };
      return l.out.define(made, { kind: "makeRecord", fields });
    }
    default:
      return withoutDerivative(l, name, base, node);
  }
}

interface Field {
  readonly mapping: Mapping;
  readonly path: Path;
  readonly slot: FieldType;
}

function field(
  l: Lowering,
  { mapping, path, slot }: Field,
  deeper: (inner: Lowering, part: Atom, step: string) => Atom,
): Atom | undefined {
  const { base, make, node } = mapping;
  const { name, optional } = slot;
  const part = resolveType(slot.type);
  if (!hasLeaves(part)) return undefined;
  const value = loadField(l, base, name, part);
  return whereThere(l, value, optional, node, (inner) => {
    if (part.kind !== "number") return deeper(inner, value, name);
    const put: Leaf["put"] = (at, atom) =>
      at.out.push({ kind: "store", base, key: { kind: "field", name }, value: atom, linear: false });
    return make(inner, leafAt([...path, name], value, put));
  });
}

const leafKinds: ReadonlySet<string> = new Set(["number", "array", "tuple", "record", "map"]);
const hasLeaves = (type: Type): boolean => leafKinds.has(type.kind);

/** What is made of something; undefined where that is missing. */
const whereThere = (
  l: Lowering,
  value: Atom,
  isOpen: boolean | undefined,
  node: ts.Node,
  make: (inner: Lowering) => Atom,
): Atom => (isOpen ? branch(l, test(l, "isNullish", value), node, () => constant(undefined), make) : make(l));

function overEntries(
  l: Lowering,
  base: Atom,
  type: MapType,
  node: ts.Node,
  action: (inner: Lowering, key: Atom, value: Atom) => void,
): void {
  const keys = keysOf(l, base, type, node);
  countedLoop(l, lengthOf(l, keys), (inner, index) => {
    const key = loadIndex(inner, keys, index);
    action(inner, key, loadEntry(inner, base, key, type.value));
  });
}

const leafAt = (path: Path, value: Atom, put: Leaf["put"]): Leaf => ({
  path,
  value,
  put,
  unit: (l, action) => {
    put(l, one);
    const result = action();
    put(l, zero);
    return result;
  },
});

/** How many numbers a structure has. */
export function countLeaves(l: Lowering, base: Atom, node: ts.Node): Atom {
  const type = typeOf(base);
  if (type.kind === "number") return one;
  if (type.kind === "array" && type.optional !== true && resolveType(type.element).kind === "number")
    return lengthOf(l, base);
  const count = (inner: Lowering, part: Atom, isOpen: boolean | undefined): Atom =>
    isOpen
      ? branch(
          inner,
          test(inner, "isNullish", part),
          node,
          () => zero,
          (at) => countLeaves(at, part, node),
        )
      : countLeaves(inner, part, node);
  const sum = newVariable(l.program.ctx.ids, "count", numberType);
  const add = (inner: Lowering, more: Atom): void => assign(inner, sum, compute(inner, "add", read(inner, sum), more));
  if (type.kind === "array") {
    assign(l, sum, zero);
    countedLoop(l, lengthOf(l, base), (inner, index) => {
      add(inner, count(inner, loadIndex(inner, base, index), type.optional));
    });
    return read(l, sum);
  }
  if (type.kind === "map") {
    assign(l, sum, zero);
    overEntries(l, base, type, node, (inner, _key, value) => add(inner, countLeaves(inner, value, node)));
    return read(l, sum);
  }
  const slots: readonly FieldType[] =
    type.kind === "tuple"
      ? type.elements.map((element, i) => ({ name: String(i), type: element }))
      : type.kind === "record"
        ? type.fields
        : [];
  const counts = slots
    .filter((slot) => hasLeaves(resolveType(slot.type)))
    .map(({ name, type: part, optional }) => count(l, loadField(l, base, name, resolveType(part)), optional));
  return counts.reduce((total, one) => compute(l, "add", total, one), zero as Atom);
}

/** What is at a place of a structure. */
export const loadPath = (l: Lowering, base: Atom, path: Path): Atom =>
  path.reduce<Atom>((at, step) => {
    const type = typeOf(at);
    if (typeof step !== "string")
      return type.kind === "map" ? loadEntry(l, at, step, type.value) : loadIndex(l, at, step);
    // A tuple of one type, as an array.
    if (type.kind === "array") return loadIndex(l, at, constant(Number(step)));
    const part =
      type.kind === "tuple"
        ? type.elements[Number(step)]
        : type.kind === "record"
          ? type.fields.find(({ name }) => name === step)?.type
          : undefined;
    return loadField(l, at, step, part ?? numberType);
  }, base);

/** Sets the number at a place of a structure. */
export function storePath(l: Lowering, base: Atom, path: Path, value: Atom): void {
  const last = path.at(-1);
  const at = loadPath(l, base, path.slice(0, -1));
  if (last === undefined) return;
  if (typeof last !== "string" && typeOf(at).kind === "map") storeEntry(l, at, last, value);
  else if (typeof last !== "string") storeIndex(l, at, last, value);
  else if (typeOf(at).kind === "array") storeIndex(l, at, constant(Number(last)), value);
  else l.out.push({ kind: "store", base: at, key: { kind: "field", name: last }, value, linear: false });
}
