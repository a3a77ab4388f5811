import { ts } from "../../frontend/ts.js";
import { booleanType, constant } from "../../ir/build.js";
import { resolveType, typeText } from "../../ir/type.js";
import type { Atom, MapType, RecordType, Type } from "../../ir/types.js";
import { hasAccessors } from "./accessors.js";
import { isDictionaryType } from "./annotations.js";
import { lowerPrivateIn } from "./classes/instanceOf.js";
import {
  acceptsKey,
  commonType,
  dictionaryOf,
  freshMapType,
  hasEntry,
  loadEntry,
  newMap,
  removeEntry,
} from "./entries.js";
import { asAtom, lowerExpression, lowerName } from "./expressions.js";
import { functionAtom, methodOf } from "./functions/lambda.js";
import { guardObject } from "./implicit.js";
import { hasKnown } from "./knownKeys.js";
import { hasListed, listedFields, loadListed } from "./listedFields.js";
import { put, putAll } from "./maps.js";
import { alwaysThrows, lacksProperty } from "./missingProperties.js";
import { skipParentheses } from "./operators.js";
import { callPrelude, isPrelude } from "./prelude.js";
import { knownName } from "./propertyNames.js";
import { isRefused, type Lowering, type ProgramState, refuse, report, standIn } from "./state.js";
import { structureOf, typeOf, when } from "./values.js";
import { whenThere } from "./whenThere.js";

// Objects used as dictionaries: their keys are known at run time only.

/** Whether an object literal is a dictionary: by what is expected where it stands, or by how it is written. */
export function isDictionaryLiteral(l: Lowering, node: ts.ObjectLiteralExpression): boolean {
  if (l.program.facts.dictionaries.has(node)) return true;
  if (node.properties.some((property) => isComputed(l, property))) return true;
  const checker = l.program.ctx.frontend.checkerAt(node);
  const expected = checker.getContextualType(node);
  if (expected === undefined) return false;
  const present = checker.getNonNullableType(expected);
  const parts = present.isUnion() ? present.types : [present];
  return parts.some((part) => !isPattern(part) && isDictionaryType(part, checker));
}

/** `const { kind, ...rest } = { … }`: the pattern asks for an object with these fields and any others. */
const isPattern = (type: ts.Type): boolean => (type as { readonly pattern?: unknown }).pattern !== undefined;

const isComputed = (l: Lowering, property: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(property) &&
  ts.isComputedPropertyName(property.name) &&
  knownName(l, property.name) === undefined;

/** `{ a: 1, [k]: v, ...other }` with entries in place of fields. */
export function lowerDictionaryLiteral(l: Lowering, node: ts.ObjectLiteralExpression): Atom {
  const type = freshMapType(l, "Object", node);
  const dictionary = newMap(l, type);
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const { expression } = property;
      const source = lowerExpression(l, expression);
      whenThere(l, source, expression, (at) => assignAll(at, dictionary, type, source, expression));
      continue;
    }
    const key = keyOf(l, property);
    const operand = contentOf(l, property);
    if (key === undefined || operand === undefined)
      report(l, "unsupportedSyntax", property, { syntax: "this property of a dictionary" });
    else put(l, dictionary, type, { key, value: operand }, property);
  }
  return dictionary;
}

function keyOf(l: Lowering, { name }: ts.ObjectLiteralElementLike): Atom | undefined {
  if (name === undefined) return undefined;
  const known = knownName(l, name);
  if (known !== undefined) return constant(known);
  return ts.isComputedPropertyName(name) ? lowerExpression(l, name.expression) : undefined;
}

function contentOf(l: Lowering, property: ts.ObjectLiteralElementLike): Atom | undefined {
  if (ts.isPropertyAssignment(property)) return lowerExpression(l, property.initializer);
  if (ts.isMethodDeclaration(property)) return functionAtom(l, methodOf(l, property), property);
  if (!ts.isShorthandPropertyAssignment(property)) return undefined;
  return asAtom(l, lowerName(l, property.name, property.name.text), property);
}

/** Every entry of a dictionary, or field of a record, as an entry of another. */
export function assignAll(l: Lowering, dictionary: Atom, type: MapType, source: Atom, node: ts.Node): void {
  if (isRefused(l, source)) return;
  const from = structureOf(l, source, node);
  if (from.kind === "map" && from.storage === "Object") putAll(l, dictionary, type, source, node);
  else if (from.kind === "record") {
    for (const field of listedFields(l, from, node)) {
      const copy = (at: Lowering): void => {
        put(at, dictionary, type, { key: constant(field.name), value: loadListed(at, source, field, node) }, node);
      };
      if (field.isOptional) when(l, hasListed(l, source, field, node), copy);
      else copy(l);
    }
  } else if (from.kind !== "undefined") report(l, "unknownSpread", node);
}

/** `record[key]` where the key is known at run time only: the one type of all fields, or undefined after a report. */
export function entryType(l: Lowering, type: Type, node: ts.Node): Type | undefined {
  if (type.kind === "map") {
    if (type.storage === "Object") return type.value;
    report(l, "dynamicKey", node, { type: typeText(type) });
    return undefined;
  }
  if (type.kind !== "record") return undefined;
  const content = hasAccessors(type) ? undefined : commonType(type);
  l.program.viewed.push({ type, node });
  if (content === undefined) {
    if (type.fields.length === 0) noteDictionary(l, type);
    report(l, "dynamicKey", node, { type: typeText(type) });
  }
  return content;
}

/** `object[key]` of a dictionary, or of a record whose fields are of one type. */
export function lowerEntry(l: Lowering, base: Atom, key: Atom, node: ts.ElementAccessExpression): Atom {
  const type = typeOf(base);
  const content = entryType(l, type, node);
  if (content === undefined) return standIn(l);
  if (type.kind === "map" && !acceptsKey(l, type, key, node.argumentExpression)) return standIn(l);
  return loadEntry(l, base, key, content);
}

/** `object.name` of a dictionary. */
export const lowerNamedEntry = (l: Lowering, base: Atom, name: string, type: MapType): Atom =>
  loadEntry(l, base, constant(name), type.value);

/** `key in object`. */
export function lowerIn(l: Lowering, node: ts.BinaryExpression): Atom {
  if (ts.isPrivateIdentifier(node.left)) return lowerPrivateIn(l, node.left, node);
  const key = lowerExpression(l, node.left);
  const base = lowerExpression(l, node.right);
  if (isRefused(l, key, base)) return standIn(l);
  const type = structureOf(l, base, node.right);
  guardObject(l, base, node);
  const known =
    type.kind === "record" && key.kind === "constant" ? hasKnown(l, base, type, String(key.value), node) : undefined;
  if (known !== undefined) return known;
  const isList = type.kind === "array" || type.kind === "tuple";
  if (isList && key.kind === "constant" && lacksProperty(l, type, key.value, node)) return constant(false);
  const element = isPrelude(node) && isList ? hasEntry(l, base, key, true) : hasElement(l, base, key, node);
  if (element !== undefined) return element;
  const isScalar = type.kind === "number" || type.kind === "boolean" || type.kind === "string";
  if (isScalar && (node.flags & ts.NodeFlags.JavaScriptFile) !== 0)
    return alwaysThrows(l, "Cannot use 'in' operator to search in what is no object", node);
  if (dictionaryOf(l, type, node.right) === undefined)
    return refuse(l, "unsupportedSyntax", node, { syntax: "the operator in" });
  // A name that is known asks nothing of the other fields, which may be of several types.
  if (type.kind === "record" && key.kind === "constant") {
    const name = String(key.value);
    return name in {} ? constant(true) : l.out.define(booleanType, { kind: "hasField", base, name, inherited: true });
  }
  return hasEntry(l, base, key, true);
}

/** Whether a list has an element at an index, which may be one of the texts that `for … in` gives. */
export function hasElement(l: Lowering, base: Atom, key: Atom, node: ts.Node): Atom | undefined {
  if (typeOf(base).kind !== "array") return undefined;
  const index = l.program.indices.get(key) ?? (typeOf(key).kind === "number" ? key : undefined);
  return index && asAtom(l, callPrelude(l, "hasIndex", [base, index], node), node);
}

/** `delete object[key]`. */
export function lowerDelete(l: Lowering, node: ts.DeleteExpression): Atom {
  const target = skipParentheses(node.expression);
  const isMember = ts.isPropertyAccessExpression(target);
  if (!isMember && !ts.isElementAccessExpression(target))
    return refuse(l, "unsupportedSyntax", node, { syntax: "delete" });
  const base = lowerExpression(l, target.expression);
  const key = isMember ? constant(target.name.text) : lowerExpression(l, target.argumentExpression);
  if (isRefused(l, base, key)) return standIn(l);
  const type = structureOf(l, base, target.expression);
  if (type.kind === "record") noteDictionary(l, type);
  if (type.kind !== "map" || type.storage !== "Object")
    return refuse(l, "unsupportedSyntax", node, { syntax: "delete" });
  removeEntry(l, base, key);
  return constant(true);
}

/**
 * Entries are added to a record, or removed from it, under names that are not known: it is a dictionary wherever it was made, if
 * that is known. The program is lowered again with this fact.
 */
export function noteDictionary(l: Lowering, type: RecordType): void {
  l.program.dictionaries.push(type);
}

/** The literals that turned out to be dictionaries. */
export function checkDictionaries({ dictionaries, literals, facts }: ProgramState): void {
  const records = new Set(dictionaries.map(resolveType));
  for (const { node, type } of literals) if (records.has(resolveType(type))) facts.dictionaries.add(node);
}
