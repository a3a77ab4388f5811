import { ts } from "../../frontend/ts.js";
import { booleanType, classSlot, constant, newScope } from "../../ir/build.js";
import { resolveType, unifyTypes } from "../../ir/type.js";
import { typeKey } from "../../ir/typeKey.js";
import { isOpenType, partsOf } from "../../ir/typeParts.js";
import type { ArrayType, Atom, FieldType, MapType, RecordType, Type, Value } from "../../ir/types.js";
import { typeFromChecker } from "./annotations.js";
import { hasEntry, keysOf, loadEntry, newMap, storeEntry } from "./entries.js";
import { keepOrder } from "./fieldOrder.js";
import { whereElement } from "./holes.js";
import { countedLoop } from "./iterate.js";
import { inBlock, type Lowering } from "./state.js";
import { branch, fillIndex, lengthOf, loadField, loadIndex, structureOf, test } from "./values.js";

/**
 * `structuredClone` of data whose type is known: copies of copies, and what is shared in the original is shared in the copy.
 * Undefined for instances, functions, and data that may contain itself.
 */
export function cloneData(l: Lowering, source: Atom, node: ts.Node): Value | undefined {
  return copyStructure(l, source, node, isData);
}

/** The same of instances, whose copies are of their class; host objects stay what they are. */
export function cloneState(l: Lowering, source: Atom, node: ts.Node): Value | undefined {
  return copyStructure(l, source, node, (type) => isData(type) || isInstance(type));
}

function copyStructure(l: Lowering, source: Atom, node: ts.Node, isCopied: (type: Type) => boolean): Value | undefined {
  const type = structureOf(l, source, node);
  const written = ts.isCallExpression(node) ? (node.arguments[0] ?? node) : node;
  const stated = isOpenType(type) ? typeFromChecker(l.program, written) : undefined;
  if (stated !== undefined) unifyTypes(type, stated);
  if (!isCopied(type) || !isPlain(type, isCopied, [])) return undefined;
  const copies = new Map<string, Copies>();
  for (const [key, { inside, count }] of innerTypes(type)) {
    if (count < 2) continue;
    const mapType: MapType = { kind: "map", storage: "Map", key: inside, value: inside };
    copies.set(key, { map: newMap(l, mapType), type: mapType });
  }
  return copyOf({ l, node, copies }, source, type);
}

/** From each object inside the original to its copy. */
interface Copies {
  readonly map: Value;
  readonly type: MapType;
}

interface Cloning {
  readonly l: Lowering;
  readonly node: ts.Node;
  /** Of the types whose objects may be met more than once. */
  readonly copies: ReadonlyMap<string, Copies>;
}

const primitives: ReadonlySet<string> = new Set(["number", "boolean", "string", "undefined"]);
const stays = (type: Type): boolean => primitives.has(type.kind) || type.kind === "opaque";

function isPlain(type: Type, isCopied: (type: Type) => boolean, around: readonly Type[]): boolean {
  const known = resolveType(type);
  if (primitives.has(known.kind)) return true;
  if (around.includes(known) || !isCopied(known)) return false;
  const isWhole = isInstance(known);
  return partsOf(known).every(
    (part) => (isWhole && resolveType(part.type).kind === "opaque") || isPlain(part.type, isCopied, [...around, known]),
  );
}

/** What is copied: no instances of classes, no functions. */
function isData(type: Type): boolean {
  if (type.kind === "map") return primitives.has(resolveType(type.key).kind);
  if (type.kind !== "record") return type.kind === "array" || type.kind === "tuple";
  return !isInstance(type) && type.functions === undefined;
}

const isInstance = (type: Type): boolean =>
  type.kind === "record" && (type.instance !== undefined || type.fields.some(({ name }) => name === classSlot));

interface InnerType {
  readonly inside: Type;
  /** In how many places; any number in an array or a map counts as two. */
  readonly count: number;
}

function innerTypes(root: Type): ReadonlyMap<string, InnerType> {
  const found = new Map<string, InnerType>();
  const walk = (type: Type, places: number): void => {
    const here = type.kind === "array" || type.kind === "map" ? 2 : places;
    for (const part of partsOf(type)) {
      const inside = resolveType(part.type);
      if (stays(inside)) continue;
      const key = typeKey(inside);
      found.set(key, { inside, count: (found.get(key)?.count ?? 0) + here });
      walk(inside, here);
    }
  };
  walk(root, 1);
  return found;
}

/** A copy of what stands in a slot: of an object that was met before, the same copy. */
function slotCopy(cloning: Cloning, value: Atom, declared: Type, isOptional: boolean): Atom {
  const { l, node } = cloning;
  const type = resolveType(declared);
  if (stays(type)) return value;
  if (!isOptional) return sharedCopy(cloning, value, type);
  return branch(
    l,
    test(l, "isNullish", value),
    node,
    (inner) => nothingLike(inner, value, node),
    (inner) => sharedCopy({ ...cloning, l: inner }, value, type),
  );
}

/** Undefined or null, whichever is there: not the original, which is another object as far as types know. */
const nothingLike = (l: Lowering, value: Atom, node: ts.Node): Atom =>
  branch(
    l,
    test(l, "eq", value, constant(undefined)),
    node,
    () => constant(undefined),
    () => constant(null),
  );

function sharedCopy(cloning: Cloning, value: Atom, type: Type): Atom {
  const { l, node } = cloning;
  const known = cloning.copies.get(typeKey(type));
  if (known === undefined) return copyOf(cloning, value, type);
  const { map, type: mapType } = known;
  return branch(
    l,
    hasEntry(l, map, value),
    node,
    (inner) => loadEntry(inner, map, value, mapType.value),
    (inner) => {
      const copy = copyOf({ ...cloning, l: inner }, value, type);
      storeEntry(inner, map, value, copy);
      return copy;
    },
  );
}

function copyOf(cloning: Cloning, value: Atom, type: Type): Value {
  switch (type.kind) {
    case "array":
      return copyArray(cloning, value, type);
    case "map":
      return copyMap(cloning, value, type);
    case "record":
      return copyRecord(cloning, value, type);
    case "tuple": {
      const { l } = cloning;
      const elements = type.elements.map((part, i) =>
        slotCopy(cloning, loadField(l, value, String(i), part), part, false),
      );
      return l.out.define(type, { kind: "makeArray", elements });
    }
    default:
      throw new Error(`clone: a ${type.kind}`);
  }
}

function copyArray(cloning: Cloning, value: Atom, type: ArrayType): Value {
  const { l } = cloning;
  if (primitives.has(resolveType(type.element).kind)) {
    return l.out.define(type, { kind: "slice", base: value, start: undefined, end: undefined });
  }
  const length = lengthOf(l, value);
  const copy = l.out.define(type, { kind: "newArray", length, fill: undefined, holesOf: value });
  countedLoop(l, length, (loop, index) => {
    whereElement(loop, value, index, (inner) => {
      const element = loadIndex(inner, value, index);
      fillIndex(inner, copy, index, slotCopy({ ...cloning, l: inner }, element, type.element, type.optional === true));
    });
  });
  return copy;
}

function copyMap(cloning: Cloning, value: Atom, type: MapType): Value {
  const { l, node } = cloning;
  const copy = newMap(l, type);
  const keys = keysOf(l, value, type, node);
  countedLoop(l, lengthOf(l, keys), (inner, index) => {
    const key = loadIndex(inner, keys, index);
    const content = type.storage === "Set" ? key : loadEntry(inner, value, key, type.value);
    storeEntry(inner, copy, key, slotCopy({ ...cloning, l: inner }, content, type.value, false));
  });
  return copy;
}

/** A field that may be missing is missing in the copy, too. */
function copyRecord(cloning: Cloning, value: Atom, type: RecordType): Value {
  const { l } = cloning;
  const fieldCopy = (inner: Lowering, { name, type: content, optional }: FieldType): Atom =>
    slotCopy({ ...cloning, l: inner }, loadField(inner, value, name, content), content, optional === true);
  const [sure, open] = [type.fields.filter((field) => !field.optional), type.fields.filter((field) => field.optional)];
  const fields = sure.map((field) => ({ name: field.name, value: fieldCopy(l, field) }));
  const copy = l.out.define(type, { kind: "makeRecord", fields });
  for (const field of open) {
    const { name } = field;
    const condition = l.out.define(booleanType, { kind: "hasField", base: value, name });
    const then = inBlock(l, (inner) => {
      const content = fieldCopy(inner, field);
      inner.out.push({ kind: "store", base: copy, key: { kind: "field", name }, value: content, linear: false });
    });
    const scope = newScope(l.program.ctx.ids);
    l.out.push({ kind: "if", scope, condition, then, else: [], results: [], span: undefined });
  }
  keepOrder(l, copy, [value]);
  return copy;
}
