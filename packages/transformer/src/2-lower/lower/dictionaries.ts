import { ts } from "../../frontend/ts.js";
import { classSlot, constant } from "../../ir/build.js";
import { resolveType, typeText, unifyTypes } from "../../ir/type.js";
import type { Atom, MapType, RecordType, Type } from "../../ir/types.js";
import { isDictionaryType } from "./annotations.js";
import { lowerArguments, plainArguments } from "./arguments.js";
import { acceptsKey, asMap, freshMapType, hasEntry, loadEntry, newMap, removeEntry } from "./entries.js";
import { asAtom, lowerExpression, lowerName } from "./expressions.js";
import { functionAtom, methodOf } from "./functions/lambda.js";
import { propertyName } from "./literals.js";
import { listOf, mappedItems, type Part, put, putAll, putPair } from "./maps.js";
import { skipParentheses } from "./operators.js";
import { isRefused, type Lowering, type Operand, refuse, report, standIn } from "./state.js";
import { loadField, structureOf, typeOf } from "./values.js";

// Objects used as dictionaries: their keys are known at run time only.

/** Whether an object literal is a dictionary: by what is expected where it stands, or by how it is written. */
export function isDictionaryLiteral(l: Lowering, node: ts.ObjectLiteralExpression): boolean {
  if (node.properties.some(isComputed)) return true;
  const checker = l.program.ctx.frontend.checker();
  const expected = checker.getContextualType(node);
  if (expected === undefined) return false;
  const present = checker.getNonNullableType(expected);
  const parts = present.isUnion() ? present.types : [present];
  return parts.some((part) => !isPattern(part) && isDictionaryType(part, checker));
}

/** `const { kind, ...rest } = { … }`: the pattern asks for an object with these fields and any others. */
const isPattern = (type: ts.Type): boolean => (type as { readonly pattern?: unknown }).pattern !== undefined;

const isComputed = (property: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(property) &&
  ts.isComputedPropertyName(property.name) &&
  propertyName(property.name) === undefined;

/** `{ a: 1, [k]: v, ...other }` with entries in place of fields. */
export function lowerDictionaryLiteral(l: Lowering, node: ts.ObjectLiteralExpression): Atom {
  const type = freshMapType(l, "Object");
  const dictionary = newMap(l, type);
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      assignAll(l, dictionary, type, lowerExpression(l, property.expression), property.expression);
      continue;
    }
    const key = keyOf(l, property);
    const operand = contentOf(l, property);
    if (key === undefined || operand === undefined) report(l, "unknownFunctionValue", property);
    else put(l, dictionary, type, { key, value: operand }, property);
  }
  return dictionary;
}

function keyOf(l: Lowering, { name }: ts.ObjectLiteralElementLike): Atom | undefined {
  if (name === undefined) return undefined;
  const known = propertyName(name);
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
function assignAll(l: Lowering, dictionary: Atom, type: MapType, source: Atom, node: ts.Node): void {
  if (isRefused(l, source)) return;
  const from = structureOf(l, source, node);
  if (from.kind === "map" && from.storage === "Object") putAll(l, dictionary, type, source, node);
  else if (from.kind === "record") {
    for (const { name, type: content } of from.fields) {
      put(l, dictionary, type, { key: constant(name), value: loadField(l, source, name, content) }, node);
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
  const content = commonType(type);
  if (content === undefined) report(l, "dynamicKey", node, { type: typeText(type) });
  return content;
}

function commonType({ fields }: RecordType): Type | undefined {
  const [first, ...others] = fields;
  if (first === undefined || fields.some(({ name }) => name === classSlot)) return undefined;
  const content = resolveType(first.type);
  if (content.kind === "opaque") return undefined;
  return others.every((field) => unifyTypes(content, field.type)) ? content : undefined;
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
  const key = lowerExpression(l, node.left);
  const base = lowerExpression(l, node.right);
  if (isRefused(l, key, base)) return standIn(l);
  const type = structureOf(l, base, node.right);
  if (type.kind !== "map" || type.storage !== "Object")
    return refuse(l, "unsupportedSyntax", node, { syntax: "the operator in" });
  return hasEntry(l, base, key, true);
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
  if (type.kind !== "map" || type.storage !== "Object")
    return refuse(l, "unsupportedSyntax", node, { syntax: "delete" });
  removeEntry(l, base, key);
  return constant(true);
}

const parts: ReadonlySet<string> = new Set<Part>(["keys", "values", "entries"]);

/** `Object.keys(o)` and its like where o is a dictionary; undefined where it is something else. */
export function lowerObjectFunction(l: Lowering, name: string, node: ts.CallExpression): Operand | undefined {
  const [first, second] = node.arguments;
  if (first === undefined) return undefined;
  if (name === "fromEntries") return fromEntries(l, first, node);
  if (!parts.has(name) && name !== "hasOwn" && name !== "assign") return undefined;
  if (!isDictionary(l, first)) return undefined;
  const args = plainArguments(l, lowerArguments(l, node.arguments), node);
  const [base, ...rest] = args.map((operand) => asAtom(l, operand, node));
  if (base === undefined || isRefused(l, base, ...rest)) return standIn(l);
  const type = asMap(l, base, first);
  if (type === undefined) return standIn(l);
  if (name === "assign") {
    rest.forEach((source, i) => {
      assignAll(l, base, type, source, node.arguments[i + 1] ?? node);
    });
    return base;
  }
  if (name !== "hasOwn") return listOf(l, base, type, name as Part, node);
  const [key] = rest;
  if (key === undefined || second === undefined) return undefined;
  return acceptsKey(l, type, key, second) ? hasEntry(l, base, key) : standIn(l);
}

/** By the checker: the argument is not evaluated yet. */
function isDictionary(l: Lowering, node: ts.Expression): boolean {
  const { frontend } = l.program.ctx;
  const literal = skipParentheses(node);
  if (ts.isObjectLiteralExpression(literal)) return isDictionaryLiteral(l, literal);
  return isDictionaryType(frontend.typeOf(node), frontend.checker());
}

function fromEntries(l: Lowering, source: ts.Expression, node: ts.CallExpression): Atom {
  const type = freshMapType(l, "Object");
  const dictionary = newMap(l, type);
  const mapped = mappedItems(l, skipParentheses(source));
  if (mapped !== undefined) {
    mapped((inner, item) => putPair(inner, dictionary, type, item, node));
    return dictionary;
  }
  const entries = lowerExpression(l, source);
  if (isRefused(l, entries)) return standIn(l);
  putAll(l, dictionary, type, entries, source);
  return dictionary;
}
