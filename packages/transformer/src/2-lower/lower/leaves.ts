import type { ts } from "../../frontend/ts.js";
import { constant, newVariable, numberType, one, zero } from "../../ir/build.js";
import { resolveType, unifyTypes } from "../../ir/type.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import { cotangentType } from "./cotangentType.js";
import { countedLoop } from "./iterate.js";
import { freshType, isRefused, type Lowering, refuse } from "./state.js";
import {
  arrayOf,
  assign,
  compute,
  fillIndex,
  lengthOf,
  loadField,
  loadIndex,
  newArray,
  read,
  storeIndex,
  typeOf,
} from "./values.js";

// Derivatives that are tables: one entry for each number of a structure, and the structure around them is kept.

/** Where a number is in a structure: fields and indices from the outside. */
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
  if (isIrregular(typeOf(base))) return refuse(l, "nestedInput", node, { name: "the structure" });
  return mapType(l, { base, node, make, around: [] }, path);
}

/** Which numbers a structure has, only its values say: those under keys, in fields that may be missing, or of one of several records. */
export function isIrregular(type: Type, around: readonly Type[] = []): boolean {
  const present = resolveType(type);
  if (around.includes(present)) return false;
  const has = (part: Type): boolean => isIrregular(part, [...around, present]);
  switch (present.kind) {
    case "map":
      return cotangentType(present) !== undefined;
    case "array":
      return has(present.element);
    case "tuple":
      return present.elements.some(has);
    case "record":
      return present.fields.some(
        ({ type: inner, optional }) => (optional === true && cotangentType(inner) !== undefined) || has(inner),
      );
    default:
      return false;
  }
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
  if (around.includes(type)) return refuse(l, "nestedInput", node, { name });
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
        const made = isFlat
          ? make(
              inner,
              leafAt([...path, index], value, (at, atom) => storeIndex(at, base, index, atom)),
            )
          : deeper(inner, value, index);
        unifyTypes(element, typeOf(made));
        fillIndex(inner, probe, index, made);
      });
      return probe;
    }
    case "tuple": {
      const parts = type.elements.map((part, i) => field(l, { mapping, path, name: String(i), type: part }, deeper));
      const elements = parts.map((part) => part ?? constant(undefined));
      return l.out.define({ kind: "tuple", elements: elements.map(typeOf) }, { kind: "makeArray", elements });
    }
    case "record": {
      const fields = type.fields.flatMap(({ name: own, type: part }) => {
        const value = field(l, { mapping, path, name: own, type: part }, deeper);
        return value === undefined ? [] : [{ name: own, value }];
      });
      const made: RecordType = {
        kind: "record",
        name: undefined,
        fields: fields.map((one) => ({ name: one.name, type: typeOf(one.value) })),
      };
      return l.out.define(made, { kind: "makeRecord", fields });
    }
    default:
      return refuse(l, "nestedInput", node, { name });
  }
}

interface Field {
  readonly mapping: Mapping;
  readonly path: Path;
  readonly name: string;
  readonly type: Type;
}

function field(
  l: Lowering,
  { mapping, path, name, type }: Field,
  deeper: (inner: Lowering, part: Atom, step: string) => Atom,
): Atom | undefined {
  const { base, make } = mapping;
  const part = resolveType(type);
  if (part.kind !== "number" && part.kind !== "array" && part.kind !== "tuple" && part.kind !== "record")
    return undefined;
  const value = loadField(l, base, name, part);
  if (part.kind !== "number") return deeper(l, value, name);
  return make(
    l,
    leafAt([...path, name], value, (at, atom) =>
      at.out.push({ kind: "store", base, key: { kind: "field", name }, value: atom, linear: false }),
    ),
  );
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
export function countLeaves(l: Lowering, base: Atom): Atom {
  const type = typeOf(base);
  const part = (name: string, of: Type): Atom => {
    const inner = resolveType(of);
    if (inner.kind === "number") return one;
    return inner.kind === "array" || inner.kind === "tuple" || inner.kind === "record"
      ? countLeaves(l, loadField(l, base, name, inner))
      : zero;
  };
  if (type.kind === "number") return one;
  if (type.kind === "array") {
    const length = lengthOf(l, base);
    const element = resolveType(type.element);
    if (element.kind === "number") return length;
    const count = newVariable(l.program.ctx.ids, "count", numberType);
    assign(l, count, zero);
    countedLoop(l, length, (inner, index) => {
      assign(
        inner,
        count,
        compute(inner, "add", read(inner, count), countLeaves(inner, loadIndex(inner, base, index))),
      );
    });
    return read(l, count);
  }
  const parts =
    type.kind === "tuple"
      ? type.elements.map((element, i) => part(String(i), element))
      : type.kind === "record"
        ? type.fields.map((own) => part(own.name, own.type))
        : [];
  return parts.reduce((sum, one) => compute(l, "add", sum, one), zero as Atom);
}

/** What is at a place of a structure. */
export const loadPath = (l: Lowering, base: Atom, path: Path): Atom =>
  path.reduce<Atom>((at, step) => {
    if (typeof step !== "string") return loadIndex(l, at, step);
    const type = typeOf(at);
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
  if (typeof last !== "string") storeIndex(l, at, last, value);
  else if (typeOf(at).kind === "array") storeIndex(l, at, constant(Number(last)), value);
  else l.out.push({ kind: "store", base: at, key: { kind: "field", name: last }, value, linear: false });
}
