import { checkerOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { booleanType, classSlot, numberType, opaqueType, stringType } from "../../ir/build.js";
import { resolveType, typesEqual, unifyTypes } from "../../ir/type.js";
import type { FieldType, MapStorage, MapType, RecordType, Storage, Type } from "../../ir/types.js";
import { classesOfType, fieldsOfClasses } from "./classes/fromChecker.js";
import { unknownFunction } from "./functions/apply.js";
import { isPrelude } from "./prelude.js";
import { freshType, type ProgramState } from "./state.js";
import { unionAt } from "./unions.js";

const storages: ReadonlySet<string> = new Set<Storage>([
  "Float64Array",
  "Float32Array",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
]);

export type TypedStorage = Exclude<Storage, "Array">;

export const isStorage = (name: string): name is TypedStorage => storages.has(name);

/** The checker's type at a node as a type of the IR; undefined if it has none. */
export function typeFromChecker(program: ProgramState, node: ts.Node): Type | undefined {
  return isPrelude(node) ? undefined : convert(program, program.ctx.frontend.typeOf(node));
}

/** The same of a value that the program makes: what no type stands for in it, what is stored there will tell. */
export function structureFromChecker(program: ProgramState, node: ts.Node): Type | undefined {
  program.conversion.leavesOpen = true;
  for (const partly of program.conversion.partlyRead) program.conversion.recordTypes.delete(partly);
  program.conversion.partlyRead.clear();
  const type = typeFromChecker(program, node);
  program.conversion.leavesOpen = false;
  return type;
}

/** A type of the checker as a type of the IR; undefined if there is none. */
export const typeOfChecker = (program: ProgramState, type: ts.Type): Type | undefined => convert(program, type);

const has = (type: ts.Type, flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0;

/** Whether the type says that a value may be undefined or null. */
export const isOptionalType = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.some((part) => has(part, nullish)) : has(type, nullish);

const nullish = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;

function convert(program: ProgramState, type: ts.Type): Type | undefined {
  const known = program.conversion.recordTypes.get(type);
  if (known !== undefined && program.conversion.partlyRead.has(type)) notePartlyRead(program);
  if (known !== undefined) return known;
  if (program.conversion.unmetTypes.has(type)) return undefined;
  // `type Nested = number | Nested[]` contains itself without a new record between: it is of several kinds.
  const outer = program.conversion.converting.get(type);
  if (outer === program.conversion.recordTypes.size) return undefined;
  const before = program.conversion.converting.size === 0 ? program.conversion.recordTypes.size : undefined;
  program.conversion.converting.set(type, program.conversion.recordTypes.size);
  const converted = convertNew(program, type);
  if (outer === undefined) program.conversion.converting.delete(type);
  else program.conversion.converting.set(type, outer);
  if (before === undefined) return converted;
  const meeting = program.conversion.meeting.splice(0);
  const side = (at: 0 | 1): Type => ({ kind: "tuple", elements: meeting.map((pair) => pair[at]) });
  const meet = unifyTypes(side(0), side(1));
  if (!meet) program.conversion.unmetTypes.add(type);
  if (!meet || program.conversion.openTypes.size > 0) {
    for (const made of [...program.conversion.recordTypes.keys()].slice(before))
      program.conversion.recordTypes.delete(made);
    program.conversion.openTypes.clear();
  }
  return meet ? converted : undefined;
}

function convertNew(program: ProgramState, type: ts.Type): Type | undefined {
  if (has(type, ts.TypeFlags.NumberLike)) return numberType;
  if (has(type, ts.TypeFlags.BooleanLike)) return booleanType;
  if (has(type, ts.TypeFlags.StringLike)) return stringType;
  if (has(type, ts.TypeFlags.BigIntLike | ts.TypeFlags.ESSymbolLike)) return opaqueType;
  if (type.isUnion()) return convertUnion(program, type);
  const checker = checkerOf(type);
  if (has(type, ts.TypeFlags.TypeParameter)) {
    const bound = checker.getBaseConstraintOfType(type);
    if (bound !== undefined && bound !== type && !has(bound, ts.TypeFlags.Unknown)) return convert(program, bound);
    return openPart(program, type);
  }
  if (has(type, ts.TypeFlags.Never)) return openPart(program, type);
  if (!has(type, ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return undefined;
  if (checker.isTupleType(type)) return convertTuple(program, type as ts.TupleTypeReference);
  if (checker.isArrayType(type)) {
    const element = checker.getTypeArguments(type as ts.TypeReference)[0];
    const converted = element === undefined ? undefined : convert(program, element);
    if (converted === undefined || element === undefined) return undefined;
    const array: Type = { kind: "array", storage: "Array", element: converted };
    return isOptionalType(element) ? { ...array, optional: true } : array;
  }
  const name = type.symbol?.name ?? "";
  if (isStorage(name)) return { kind: "array", storage: name, element: numberType };
  if (isHostType(type) && isMatchName(name))
    return { kind: "array", storage: "Array", element: stringType, optional: true };
  const map = mapStorage(name);
  if (map !== undefined && isHostType(type)) return convertMap(program, type, map);
  if (isDictionaryType(type, checker)) return convertDictionary(program, type);
  return convertRecord(program, type);
}

/** What a regular expression finds: a list of texts, which has its place beside them. */
export const isMatchName = (name: string): boolean => name === "RegExpMatchArray" || name === "RegExpExecArray";

/** A part of a structure: what it is, the values tell. */
function openPart(program: ProgramState, type: ts.Type): Type | undefined {
  if (program.conversion.converting.size < 2) return undefined;
  program.conversion.openTypes.add(type);
  return freshType(program);
}

/** Of a part that is always null or undefined, the values tell what it is. */
function partType(program: ProgramState, type: ts.Type): Type {
  return has(type, nullish) ? freshType(program) : (convert(program, type) ?? unknownPart(program, type));
}

function unknownPart(program: ProgramState, type: ts.Type): Type {
  if (program.conversion.leavesOpen) {
    program.conversion.openTypes.add(type);
    return freshType(program);
  }
  notePartlyRead(program);
  return unreadType;
}

/** What the program makes holds boxes there, what it gets from outside does not. */
function mixedPart(program: ProgramState, declaration: ts.Node): Type {
  if (program.conversion.leavesOpen) return unionAt(program, declaration);
  notePartlyRead(program);
  return unreadType;
}

function notePartlyRead({ conversion: { converting, partlyRead } }: ProgramState): void {
  for (const around of converting.keys()) partlyRead.add(around);
}

/** Of what may be undefined or null, the rest; of several records, one with the fields of all. */
function convertUnion(program: ProgramState, type: ts.UnionType): Type | undefined {
  const present = type.types.filter((part) => !has(part, nullish));
  const converted = present.map((part) => convert(program, part));
  const first = converted[0];
  if (first === undefined) return undefined;
  // A record that is being converted does not have all its fields yet.
  const isOpen = present.some((part) => program.conversion.converting.has(part));
  const meets = (part: Type | undefined): boolean => {
    if (part === undefined || !isOpen || first.kind !== "record" || part.kind !== "record")
      return part !== undefined && unifyTypes(first, part);
    program.conversion.meeting.push([first, part]);
    return true;
  };
  if (!converted.every(meets)) return undefined;
  program.conversion.recordTypes.set(type, first);
  const record = resolveType(first);
  if (record.kind === "record" && type.aliasSymbol !== undefined) {
    (record as { name: string | undefined }).name = type.aliasSymbol.name;
  }
  return first;
}

function convertTuple(program: ProgramState, type: ts.TupleTypeReference): Type | undefined {
  const { elementFlags } = type.target;
  const elements = checkerOf(type)
    .getTypeArguments(type)
    .map((element) => convert(program, element));
  if (elementFlags.some((flag) => flag !== ts.ElementFlags.Required)) {
    const first = elements[0];
    if (first === undefined) return undefined;
    if (!elements.every((element) => element !== undefined && typesEqual(first, element))) return undefined;
    const optional = elementFlags.some((flag) => (flag & ts.ElementFlags.Optional) !== 0);
    const array: Type = { kind: "array", storage: "Array", element: first };
    return optional ? { ...array, optional } : array;
  }
  const known = elements.filter((element) => element !== undefined);
  if (known.length !== elements.length) return undefined;
  const isEmpty = (element: Type): boolean => element.kind === "array" && element.element.kind === "variable";
  const first = known.find((element) => !isEmpty(element)) ?? known[0] ?? freshType(program);
  const isSame = (element: Type): boolean =>
    isEmpty(element) ? unifyTypes(first, element) : typesEqual(first, element);
  if (known.every(isSame)) return { kind: "array", storage: "Array", element: first, isTuple: true };
  return { kind: "tuple", elements: known };
}

const unreadType: Type = { kind: "opaque", isUnread: true };

const mapStorages: Readonly<Partial<Record<string, MapStorage>>> = {
  Map: "Map",
  ReadonlyMap: "Map",
  Set: "Set",
  ReadonlySet: "Set",
  // Without iteration nobody can tell them from the others.
  WeakMap: "Map",
  WeakSet: "Set",
};
/** How a class of the standard library stores its entries. */
export const mapStorage = (name: string): MapStorage | undefined => mapStorages[name];

function convertMap(program: ProgramState, type: ts.Type, storage: MapStorage): Type | undefined {
  const [first, second] = checkerOf(type).getTypeArguments(type as ts.TypeReference);
  if (first === undefined) return undefined;
  const map = { kind: "map" as const, storage, key: opaqueType, value: opaqueType };
  program.conversion.recordTypes.set(type, map);
  const key = convert(program, first);
  const value = storage === "Set" ? key : second === undefined ? undefined : convert(program, second);
  if (key === undefined || value === undefined) {
    program.conversion.recordTypes.delete(type);
    return undefined;
  }
  map.key = key;
  map.value = value;
  return map;
}

/** An object with an index signature; fields beside it must be of the same type. A text has one as well. */
export const isDictionaryType = (type: ts.Type, checker: ts.TypeChecker): boolean =>
  has(type, ts.TypeFlags.Object | ts.TypeFlags.Intersection) &&
  checker.getIndexInfosOfType(type).length > 0 &&
  !checker.isArrayType(type) &&
  !checker.isTupleType(type);

const keyOfDictionary = (type: ts.Type): Type =>
  checkerOf(type)
    .getIndexInfosOfType(type)
    .every(({ keyType }) => has(keyType, ts.TypeFlags.NumberLike))
    ? numberType
    : stringType;

/** A dictionary of which only the keys are known: what it holds has no type of the IR by what the checker says. */
export function openDictionary(program: ProgramState, node: ts.Node): MapType | undefined {
  if (isPrelude(node)) return undefined;
  const { frontend } = program.ctx;
  const type = frontend.checker().getNonNullableType(frontend.typeOf(node));
  const isOne =
    isDictionaryType(type, frontend.checker()) && type.getCallSignatures().length === 0 && !isHostType(type);
  return isOne ? { kind: "map", storage: "Object", key: keyOfDictionary(type), value: freshType(program) } : undefined;
}

function convertDictionary(program: ProgramState, type: ts.Type): Type | undefined {
  const checker = checkerOf(type);
  if (type.getCallSignatures().length > 0 || isHostType(type)) return undefined;
  const map = { kind: "map" as const, storage: "Object" as const, key: keyOfDictionary(type), value: opaqueType };
  program.conversion.recordTypes.set(type, map);
  const contents = [
    ...checker.getIndexInfosOfType(type).map((info) => info.type),
    ...checker.getPropertiesOfType(type).map((property) => checker.getTypeOfSymbol(property)),
  ].map((part) => convert(program, part));
  const first = contents[0];
  if (first === undefined || !contents.every((part) => part !== undefined && typesEqual(first, part))) {
    program.conversion.recordTypes.delete(type);
    return undefined;
  }
  map.value = first;
  return map;
}

/** Fields of unsupported types become opaque, and reading one is refused. Class instances have no other kind of field here. */
function convertRecord(program: ProgramState, type: ts.Type): Type | undefined {
  const checker = checkerOf(type);
  if (type.getConstructSignatures().length > 0) return isOfLibrary(type) ? undefined : unknownFunction();
  if (type.getCallSignatures().length > 0) return unknownFunction();
  if (checker.getIndexInfosOfType(type).length > 0) return undefined;
  const classes = classesOfType(program, type);
  if (classes === undefined && isHostType(type))
    return inertTypes.has(type.symbol?.name ?? "") ? opaqueType : undefined;
  const fields: FieldType[] = [];
  const symbolName = type.aliasSymbol?.name ?? type.symbol?.name;
  const name = symbolName === undefined || symbolName.startsWith("__") ? undefined : symbolName;
  const plain: RecordType = { kind: "record", name, fields };
  const record = classes === undefined ? plain : { ...plain, instance: { classes: new Set(classes), open: true } };
  program.conversion.recordTypes.set(type, record);
  if (classes !== undefined) fields.push({ name: classSlot, type: opaqueType });
  const nameOf = ({ name }: ts.Symbol): string => name.replace(/^__@(iterator|toPrimitive)@.*$/, "@@$1");
  const properties =
    classes === undefined
      ? checker.getPropertiesOfType(type).map((property) => ({ property, isEverywhere: true }))
      : fieldsOfClasses(program, type, classes);
  for (const { property, isEverywhere } of properties) {
    const accessor = (property.flags & ts.SymbolFlags.Accessor) !== 0;
    const declared = checker.getTypeOfSymbol(property);
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0 || isOptionalType(declared) || !isEverywhere;
    const mixed = property.declarations?.find((one) => program.facts.mixed.has(one));
    const converted = accessor
      ? unreadType
      : mixed === undefined
        ? partType(program, declared)
        : mixedPart(program, mixed);
    fields.push(
      optional ? { name: nameOf(property), type: converted, optional } : { name: nameOf(property), type: converted },
    );
  }
  return record;
}

/** Types of the standard library whose values hold nothing that has a derivative. */
const inertTypes: ReadonlySet<string> = new Set(["Date", "RegExp", "URL", "TextEncoder", "TextDecoder"]);

/** Types of the standard library (Map, Date, Promise) and of classes, whose state is not in their visible fields. */
const isHostType = (type: ts.Type): boolean =>
  type.symbol?.name !== "__type" && (isOfLibrary(type) || (type.symbol?.declarations ?? []).some(ts.isClassLike));

const isOfLibrary = ({ symbol }: ts.Type): boolean =>
  (symbol?.declarations ?? []).some((declaration) =>
    /[\\/]lib\.[\w.]+\.d\.ts$/.test(declaration.getSourceFile().fileName),
  );
