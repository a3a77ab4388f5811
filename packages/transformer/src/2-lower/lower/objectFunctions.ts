import { freezing } from "../../3-analyze/checkFrozen.js";
import { ts } from "../../frontend/ts.js";
import { constant, fieldKey, isReference, opaqueType, stringType, undefinedType, zero } from "../../ir/build.js";
import { typeText } from "../../ir/type.js";
import type { Atom, MapType, RecordType, Type } from "../../ir/types.js";
import { isAccessor, loadProperty, storeAccessor } from "./accessors.js";
import { lowerArguments, plainArguments } from "./arguments.js";
import { callFunction } from "./calls.js";
import { hasSetter } from "./classes/members.js";
import { replacesMethod } from "./classes/replacedMethods.js";
import { assignAll, hasElement, noteDictionary } from "./dictionaries.js";
import { acceptsKey, dictionaryOf, freshMapType, hasEntry, keysOf, newMap } from "./entries.js";
import { asAtom } from "./expressions.js";
import { keepOrder } from "./fieldOrder.js";
import { refuseFrozenWrites } from "./frozen.js";
import { propertyOfValue } from "./functions/objects.js";
import { guardListed } from "./implicit.js";
import { countedLoop } from "./iterate.js";
import { hasListed, listedFields, loadListed } from "./listedFields.js";
import { listOf, type Part, pair, putIterable } from "./maps.js";
import { fit } from "./mixing.js";
import { loadByName, mostNames } from "./namedKeys.js";
import { negate } from "./operators.js";
import { knownName } from "./propertyNames.js";
import { freshType, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { newUnionType } from "./unions.js";
import {
  agree,
  arrayOf,
  fieldOrNew,
  fillIndex,
  lengthOf,
  loadIndex,
  mayBeMissing,
  newArray,
  structureOf,
  test,
  typeOf,
  when,
} from "./values.js";
import { whenThere } from "./whenThere.js";

/** `Object.keys(o)` and its like, for dictionaries and for records, whose keys are those that they have at run time. */
export function lowerObjectFunction(l: Lowering, name: string, node: ts.CallExpression): Operand | undefined {
  const [first] = node.arguments;
  if (first === undefined || !known.has(name)) return undefined;
  if (name === "fromEntries") {
    const type = freshMapType(l, "Object", node);
    const dictionary = newMap(l, type);
    return putIterable(l, dictionary, type, first) ? dictionary : standIn(l);
  }
  const operands = plainArguments(l, lowerArguments(l, node.arguments), node);
  const [base, ...rest] = operands.map((operand) => asAtom(l, operand, node));
  if (base === undefined || isRefused(l, base, ...rest)) return standIn(l);
  if (name === "freeze") {
    refuseFrozenWrites(l, node);
    if (isReference(typeOf(base))) l.out.define(undefinedType, { kind: "opaque", text: freezing, args: [base] });
    return base;
  }
  const type = structureOf(l, base, first);
  guardListed(l, base, first);
  if (name === "assign" && type.kind === "record") {
    for (const [i, source] of rest.entries()) assignFields(l, base, type, source, node.arguments[i + 1] ?? node);
    const before = ts.isObjectLiteralExpression(first) ? first.properties : undefined;
    const names = before?.map(({ name: written }) => written && knownName(l, written));
    if (names?.every((one) => one !== undefined)) keepOrder(l, base, [...names, ...rest]);
    return base;
  }
  const element = name === "hasOwn" && rest[0] !== undefined ? hasElement(l, base, rest[0], node) : undefined;
  if (element !== undefined) return element;
  const dictionary = dictionaryOf(l, type, node);
  if (dictionary === undefined) return callFunction(l, { kind: "builtin", name: `Object.${name}` }, operands, node);
  return ofDictionary(l, name, { base, rest, type: dictionary }, node);
}

const known: ReadonlySet<string> = new Set(["keys", "values", "entries", "hasOwn", "assign", "fromEntries", "freeze"]);

interface Arguments {
  readonly base: Atom;
  readonly rest: readonly Atom[];
  readonly type: MapType;
}

function ofDictionary(l: Lowering, name: string, { base, rest, type }: Arguments, node: ts.CallExpression): Operand {
  if (name === "assign") {
    for (const [i, source] of rest.entries()) {
      const argument = node.arguments[i + 1] ?? node;
      whenThere(l, source, argument, (at) => assignAll(at, base, type, source, argument));
    }
    return base;
  }
  if (name === "hasOwn") {
    const [key] = rest;
    return key !== undefined && acceptsKey(l, type, key, node) ? hasEntry(l, base, key) : standIn(l);
  }
  const record = typeOf(base);
  const isMixed = name !== "keys" && type.value.kind === "opaque" && record.kind === "record";
  return isMixed ? listOfMixed(l, base, record, name as Part, node) : listOf(l, base, type, name as Part, node);
}

/** The fields of a record are of several kinds: each is read by its name, as the keys come. */
function listOfMixed(l: Lowering, base: Atom, record: RecordType, part: Part, node: ts.CallExpression): Atom {
  const names = listedFields(l, record, node).map((field) => field.name);
  if (names.length === 0) return newArray(l, arrayOf(freshType(l.program)), zero);
  if (names.length > mostNames) return refuse(l, "dynamicKey", node, { type: typeText(record) });
  const keys = keysOf(l, base, { kind: "map", storage: "Object", key: stringType, value: opaqueType }, node);
  const length = lengthOf(l, keys);
  const union = newUnionType(l.program, node);
  const element = freshType(l.program);
  const list = newArray(l, arrayOf(element), length);
  countedLoop(l, length, (inner, index) => {
    const key = loadIndex(inner, keys, index);
    const load = (at: Lowering, name: string): Atom => {
      const value = asAtom(at, loadProperty(at, base, name, node), node);
      return fit(at, union, value, node) ?? standIn(at);
    };
    const value = loadByName(inner, key, names, node, load);
    const item = part === "entries" ? pair(inner, key, value) : value;
    if (agree(inner, element, typeOf(item), node, item)) fillIndex(inner, list, index, item);
  });
  return list;
}

/** `Object.assign(record, source)`: the fields that the source has. */
function assignFields(l: Lowering, base: Atom, type: RecordType, source: Atom, node: ts.Node): void {
  const from = structureOf(l, source, node);
  if (from.kind === "undefined") return;
  if (from.kind === "map" && from.storage === "Object") {
    noteDictionary(l, type);
    return;
  }
  if (from.kind !== "record") {
    refuse(l, "unknownSpread", node);
    return;
  }
  const assign = (at: Lowering): void => {
    for (const listed of listedFields(at, from, node)) {
      const { name } = listed;
      const put = (inner: Lowering): void => {
        const value = loadListed(inner, source, listed, node);
        if (hasSetter(inner, base, name, node) || isAccessor(inner, base, name, node)) {
          storeAccessor(inner, base, name, value, node);
          return;
        }
        if (replacesMethod(inner, type, name, node)) return;
        const field =
          type.functions === undefined ? fieldOrNew(inner, type, name) : propertyOfValue(inner, base, name, node);
        if (field === undefined) refuse(inner, "functionProperty", node, { name });
        else if (agree(inner, field.type, typeOf(value), node, value))
          inner.out.push({ kind: "store", base, key: fieldKey(field.name), value, linear: false });
      };
      if (listed.isOptional) when(at, hasListed(at, source, listed, node), put);
      else put(at);
    }
  };
  if (mayBeMissing(l, source)) when(l, negate(l, test(l, "isNullish", source)), assign);
  else assign(l);
}

/** `Object.prototype.hasOwnProperty.call(object, key)`. */
export function lowerHasOwnCall(l: Lowering, node: ts.CallExpression): Operand | undefined {
  return node.arguments.length === 2 ? lowerObjectFunction(l, "hasOwn", node) : undefined;
}

/** `object.hasOwnProperty(key)`. */
export function lowerHasOwn(l: Lowering, base: Atom, type: Type, node: ts.CallExpression): Atom | undefined {
  const isList = type.kind === "array";
  const dictionary = isList ? undefined : dictionaryOf(l, type, node);
  const [argument] = node.arguments;
  if (argument === undefined || ts.isSpreadElement(argument) || (!isList && dictionary === undefined)) return undefined;
  const [key] = plainArguments(l, lowerArguments(l, node.arguments), node).map((one) => asAtom(l, one, node));
  if (dictionary === undefined)
    return key && (hasElement(l, base, key, node) ?? refuse(l, "dynamicKey", argument, { type: typeText(type) }));
  return key !== undefined && acceptsKey(l, dictionary, key, argument) ? hasEntry(l, base, key) : constant(false);
}
