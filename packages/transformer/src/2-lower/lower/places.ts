import { checkerOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, fieldKey, isConstant, numberType, one } from "../../ir/build.js";
import { fieldOf, typeText } from "../../ir/type.js";
import type { Atom, Type, Variable } from "../../ir/types.js";
import { isAccessor, loadProperty, storeAccessor } from "./accessors.js";
import { isDictionaryType } from "./annotations.js";
import { isDeclaredConstant } from "./captures.js";
import { beforeDeclaration, cellPlace, needsCell } from "./cells.js";
import type { NewInstance } from "./classes/construct.js";
import { hasSetter, loadSuper, pendingInstance, storeSuper } from "./classes/members.js";
import { accessedName, findMember } from "./classes/model.js";
import { replacesMethod } from "./classes/replacedMethods.js";
import { loadStatic, staticObject, staticSlot, storeStatic } from "./classes/statics.js";
import { entryType, noteDictionary } from "./dictionaries.js";
import { acceptsKey, loadEntry, storeEntry } from "./entries.js";
import { asAtom, lowerExpression, lowerOperand } from "./expressions.js";
import { functionObject, propertyOfValue } from "./functions/objects.js";
import { type Access, guardBase, guardLength, guardTarget, isAccess } from "./implicit.js";
import { fit } from "./mixing.js";
import { assignedDeclaration } from "./module.js";
import { moduleVariable } from "./moduleVariables.js";
import { forName, keyNames, loadByName } from "./namedKeys.js";
import { skipParentheses } from "./operators.js";
import { isPrelude } from "./prelude.js";
import { isModuleQualifier } from "./qualifiers.js";
import { type ClassValue, isFunctionValue, isRefused, type Lowering, refuse, report, standIn } from "./state.js";
import {
  asArray,
  asNumber,
  assign,
  compute,
  fieldOrNew,
  isUnread,
  lengthOf,
  loadField,
  loadIndex,
  named,
  read,
  refuseTupleIndex,
  storeIndex,
  structureOf,
  typeOf,
} from "./values.js";

/** Something that can be assigned, its base and index evaluated. */
export type Place = Target & {
  /** As it is written, of what may not be there. */
  readonly access?: Access;
};
type Target =
  | { readonly kind: "variable"; readonly variable: Variable }
  | { readonly kind: "element"; readonly base: Atom; readonly index: Atom; readonly type: Type }
  | { readonly kind: "field"; readonly base: Atom; readonly name: string; readonly type: Type }
  | { readonly kind: "entry"; readonly base: Atom; readonly key: Atom; readonly type: Type }
  /** A key that is one of a few names. */
  | {
      readonly kind: "named";
      readonly base: Atom;
      readonly key: Atom;
      readonly names: readonly string[];
      readonly node: ts.ElementAccessExpression;
    }
  | { readonly kind: "length"; readonly base: Atom }
  /** A field of an instance whose record is not made yet. */
  | { readonly kind: "pending"; readonly instance: NewInstance; readonly name: string }
  | { readonly kind: "accessor"; readonly base: Atom; readonly name: string; readonly node: ts.Node }
  | { readonly kind: "staticAccessor"; readonly cls: ClassValue; readonly name: string; readonly node: ts.Node }
  | { readonly kind: "super"; readonly node: ts.PropertyAccessExpression }
  | { readonly kind: "refused" };

const refused: Place = { kind: "refused" };

export function lowerPlace(l: Lowering, expression: ts.Expression): Place {
  const place = lowerTarget(l, expression);
  const access = skipParentheses(expression);
  return "base" in place && isAccess(access) ? { ...place, access } : place;
}

function lowerTarget(l: Lowering, expression: ts.Expression): Place {
  const node = skipParentheses(expression);
  if (ts.isIdentifier(node)) return variablePlace(l, node);
  if (ts.isPropertyAccessExpression(node)) {
    if (ts.isIdentifier(node.name) && isModuleQualifier(l, node.expression)) return modulePlace(l, node.name);
    if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return { kind: "super", node };
    const name = accessedName(node.name);
    const instance = pendingInstance(l, node, name);
    if (instance !== undefined) return { kind: "pending", instance, name };
    const target = lowerOperand(l, node.expression);
    if (target.kind === "class") return staticPlace(l, target, name, node);
    const base = isFunctionValue(target) ? (functionObject(l, target, name, node.expression) ?? target) : target;
    if (isFunctionValue(base)) {
      if (base.kind === "closure") report(l, "functionProperty", node, { name });
      else report(l, "unknownFunctionValue", node.expression);
      return refused;
    }
    if (isRefused(l, base)) return refused;
    const type = structureOf(l, base, node.expression);
    if (hasSetter(l, base, name, node) || isAccessor(l, base, name, node))
      return { kind: "accessor", base, name, node };
    if (type.kind === "map") return entryPlace(l, base, constant(node.name.text), node);
    if (type.kind === "array" && node.name.text === "length") return { kind: "length", base };
    return fieldPlace(l, base, name, node);
  }
  if (ts.isElementAccessExpression(node)) {
    const base = lowerExpression(l, node.expression);
    const index = lowerExpression(l, node.argumentExpression);
    if (isRefused(l, base, index)) return refused;
    const type = structureOf(l, base, node.expression);
    if (type.kind === "tuple" || type.kind === "record") {
      if (index.kind === "constant") {
        return namedPlace(l, base, String(index.value), node);
      }
      const names = type.kind === "record" ? keyNames(l, type, node) : undefined;
      if (names !== undefined) return { kind: "named", base, key: index, names, node };
      if (type.kind === "record") return entryPlace(l, base, index, node);
      refuseTupleIndex(l, type, node);
      return refused;
    }
    if (type.kind === "map") return entryPlace(l, base, index, node);
    const array = asArray(l, base, node.expression);
    if (array === undefined) return refused;
    return { kind: "element", base, index: asNumber(l, index, node.argumentExpression), type: array.element };
  }
  report(l, "unsupportedSyntax", node, { syntax: "an assignment to this" });
  return refused;
}

function modulePlace(l: Lowering, node: ts.Identifier): Place {
  const declaration = assignedDeclaration(l, node);
  if (declaration === undefined) {
    report(l, "assignedModuleBinding", node, { name: node.text });
    return refused;
  }
  const variable = moduleVariable(l, declaration, node);
  return variable === undefined ? refused : { kind: "field", ...variable };
}

function variablePlace(l: Lowering, node: ts.Identifier): Place {
  const found = l.scope.lookup(node.text);
  if (found === undefined) return modulePlace(l, node);
  if (found.binding.kind === "cell") return cellPlace(l, found.binding, found.scope);
  if (found.binding.kind === "pending") {
    beforeDeclaration(l, found.binding.declaration, found.scope, node);
    return refused;
  }
  if (found.binding.kind !== "variable") {
    report(l, isDeclaredConstant(l, node) ? "assignedConstant" : "assignedCapture", node, { name: node.text });
    return refused;
  }
  if (found.scope.owner !== l.activation) {
    if (needsCell(l, found.binding.declaration)) return refused;
    report(l, "recursiveCapture", node, { name: node.text });
    return refused;
  }
  return { kind: "variable", variable: found.binding.variable };
}

function namedPlace(l: Lowering, base: Atom, name: string, node: ts.Node): Place {
  const isSet = hasSetter(l, base, name, node) || isAccessor(l, base, name, node);
  return isSet ? { kind: "accessor", base, name, node } : fieldPlace(l, base, name, node);
}

function fieldPlace(l: Lowering, base: Atom, name: string, node: ts.Node): Place {
  const type = structureOf(l, base, node);
  if (type.kind === "record" && type.functions !== undefined) {
    const field = propertyOfValue(l, base, name, node);
    if (field !== undefined) return { kind: "field", base, name: field.name, type: field.type };
    report(l, "unknownField", node, { name, type: "function" });
    return refused;
  }
  if (type.kind === "record" && replacesMethod(l, type, name, node)) return refused;
  const slot =
    type.kind === "record"
      ? fieldOrNew(l, type, name, node).type
      : type.kind === "tuple"
        ? type.elements[Number(name)]
        : undefined;
  if (slot === undefined) {
    report(l, "unknownField", node, { name, type: typeText(type) });
    return refused;
  }
  if (isUnread(slot)) {
    report(l, "opaqueField", node, { name, type: typeText(type) });
    return refused;
  }
  return { kind: "field", base, name, type: slot };
}

function entryPlace(l: Lowering, base: Atom, key: Atom, node: ts.Node): Place {
  const type = typeOf(base);
  if (type.kind === "record" && isOpen(l, node)) noteDictionary(l, type);
  const content = entryType(l, type, node);
  if (content === undefined || (type.kind === "map" && !acceptsKey(l, type, key, node))) return refused;
  return { kind: "entry", base, key, type: content };
}

/** Whether the checker knows of no fields, or of an index signature: a store under a computed key may add an entry. */
function isOpen(l: Lowering, node: ts.Node): boolean {
  if (!ts.isElementAccessExpression(node)) return false;
  const { frontend } = l.program.ctx;
  const type = frontend.typeOf(node.expression);
  return isDictionaryType(type, checkerOf(type)) || type.getProperties().length === 0;
}

export function readPlace(l: Lowering, place: Place): Atom {
  if ("base" in place && place.access !== undefined) guardBase(l, place.base, "it", place.access);
  switch (place.kind) {
    case "variable":
      return read(l, place.variable);
    case "element":
      return loadIndex(l, place.base, place.index);
    case "field":
      return loadField(l, place.base, place.name, place.type);
    case "entry":
      return loadEntry(l, place.base, place.key, place.type);
    case "named": {
      const { base, key, names, node } = place;
      return loadByName(l, key, names, node, (at, name) => asAtom(at, loadProperty(at, base, name, node), node));
    }
    case "length":
      return lengthOf(l, place.base);
    case "pending":
      return readPending(l, place);
    case "accessor": {
      const value = loadProperty(l, place.base, place.name, place.node);
      if (isFunctionValue(value)) return refuse(l, "unknownFunctionValue", place.node);
      return value;
    }
    case "staticAccessor":
      return asAtom(l, loadStatic(l, place.cls, place.name, place.node), place.node);
    case "super":
      return asAtom(l, loadSuper(l, place.node), place.node);
    case "refused":
      return standIn(l);
  }
}

export function writePlace(l: Lowering, place: Place, value: Atom, node: ts.Node): void {
  if ("base" in place && place.access !== undefined) guardTarget(l, place.base, place.access);
  switch (place.kind) {
    case "variable": {
      const stored = fit(l, place.variable.type, value, node, place.variable);
      if (stored !== undefined) assign(l, place.variable, named(l, stored, place.variable.name));
      break;
    }
    case "element": {
      const stored = fit(l, place.type, value, node, typeOf(place.base));
      if (stored === undefined) break;
      if (isPrelude(node)) {
        const key = { kind: "index", index: place.index } as const;
        l.out.push({ kind: "store", base: place.base, key, value: stored, linear: false, exists: true });
        break;
      }
      if (l.program.growing.has(arrayElement(place.base))) {
        const length = compute(l, "add", place.index, one);
        l.out.push({ kind: "resize", base: place.base, length, atLeast: true });
      }
      storeIndex(l, place.base, place.index, stored);
      break;
    }
    case "field": {
      const stored = fit(l, place.type, value, node, { record: typeOf(place.base), name: place.name });
      if (stored === undefined) break;
      l.out.push({ kind: "store", base: place.base, key: fieldKey(place.name), value: stored, linear: false });
      break;
    }
    case "entry": {
      const stored = fit(l, place.type, value, node, typeOf(place.base));
      if (stored !== undefined) storeEntry(l, place.base, place.key, stored);
      break;
    }
    case "named":
      forName(l, place.key, place.names, node, (at, name) => {
        writePlace(at, namedPlace(at, place.base, name, place.node), value, node);
      });
      break;
    case "length": {
      const length = asNumber(l, value, node);
      guardLength(l, length, false, node);
      l.out.push({
        kind: "resize",
        base: place.base,
        length,
        atLeast: false,
        ...(isPrelude(node) || isConstant(value, 0) ? { shortens: true } : {}),
      });
      break;
    }
    case "pending":
      writePending(l, place, value, node);
      break;
    case "accessor":
      storeAccessor(l, place.base, place.name, value, node);
      break;
    case "staticAccessor":
      storeStatic(l, place.cls, place.name, value, node);
      break;
    case "super":
      storeSuper(l, place.node, value);
      break;
    case "refused":
      break;
  }
}

type Pending = Place & { readonly kind: "pending" };

/** The record may have been made since the place was evaluated. */
function readPending(l: Lowering, { instance, name }: Pending): Atom {
  if (instance.isPendingAt(l)) return instance.get(name);
  return loadField(l, instance.atom(), name, fieldOf(instance.type, name)?.type ?? numberType);
}

function writePending(l: Lowering, { instance, name }: Pending, value: Atom, node: ts.Node): void {
  if (instance.isPendingAt(l)) {
    instance.set(l, name, value, node);
    return;
  }
  const type = fieldOf(instance.type, name)?.type ?? numberType;
  writePlace(l, { kind: "field", base: instance.atom(), name, type }, value, node);
}

/** `C.name`: a static field of a class at module level is part of its module's memory. Storing in one that is inherited would make another. */
function staticPlace(l: Lowering, cls: ClassValue, name: string, node: ts.Node): Place {
  const member = findMember(cls, name, "set", true);
  if (member?.kind === "accessor") return { kind: "staticAccessor", cls, name, node };
  const isOwn = member?.kind === "field" && member.owner === cls;
  const object = isOwn ? staticObject(l, cls) : undefined;
  if (object !== undefined) return fieldPlace(l, object, staticSlot(cls, name), node);
  report(l, "staticField", node, { name: `${cls.name}.${name}` });
  return refused;
}

/** The element type as written in the array's type, not resolved: it tells where the array came from. */
const arrayElement = (base: Atom): Type => {
  const type = typeOf(base);
  return type.kind === "array" ? type.element : numberType;
};
