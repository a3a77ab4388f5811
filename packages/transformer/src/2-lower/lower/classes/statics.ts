import { privateSlot } from "../../../frontend/privateStatics.js";
import { ts } from "../../../frontend/ts.js";
import { constant, stringType } from "../../../ir/build.js";
import { fieldOf } from "../../../ir/type.js";
import type { Atom, FieldType, RecordType } from "../../../ir/types.js";
import { isOptionalType, typeFromChecker } from "../annotations.js";
import { type Argument, lowerArguments } from "../arguments.js";
import { callFunction } from "../calls.js";
import { classNamed } from "../functions/calledWith.js";
import { spreadCall } from "../functions/spread.js";
import { storesIn } from "../functions/storedInto.js";
import { storesOf } from "../functions/stores.js";
import { wholeTable } from "../functions/tables.js";
import { fold, madeByMarker } from "../module.js";
import { skipParentheses } from "../operators.js";
import { Scope } from "../scope.js";
import { type ClassValue, type Lowering, type Operand, refuse } from "../state.js";
import { loadField, typeOf } from "../values.js";
import { localStatics } from "./localStatics.js";
import { closureOf } from "./members.js";
import { findMember, hasModifier, type Member, memberName, nestedClass } from "./model.js";

/** `C.name`: a constant, a field of the class as an object of its module, a getter, or a static method as a value. */
export function loadStatic(l: Lowering, cls: ClassValue, name: string, node: ts.Node): Operand {
  const member = findMember(cls, name, "get", true);
  if (member === undefined && name === "name") return classText(l, cls);
  if (member === undefined) return refuse(l, "unknownField", node, { name, type: cls.name });
  if (member.kind !== "field") {
    const fn = closureOf(member);
    if (fn === undefined) return constant(undefined);
    return member.kind === "accessor" ? callFunction(l, fn, [], node, false, cls) : fn;
  }
  const declaration = member.node as ts.PropertyDeclaration;
  if (member.owner !== cls && isStoredBelow(l, member.owner, name))
    return refuse(l, "staticField", node, { name: `${cls.name}.${name}` });
  if (isConstant(declaration) && declaration.initializer !== undefined) {
    const held = skipParentheses(declaration.initializer);
    const nested = ts.isClassExpression(held) && cls.scope === undefined ? nestedClass(l, held, name) : undefined;
    if (nested !== undefined) return nested;
    const folded = fold(l.program, declaration.initializer, 0);
    if (folded !== undefined) return folded;
  }
  const marked = markedField(l, member);
  if (marked !== undefined) return marked;
  const table = member.owner.scope === undefined ? wholeTable(l, declaration) : undefined;
  if (table !== undefined) return table;
  const object = staticObject(l, member.owner);
  const slot = staticSlot(member.owner, name);
  const field = object === undefined ? undefined : fieldOf(typeOf(object) as RecordType, slot);
  if (object === undefined || field === undefined) {
    return refuse(l, "staticField", node, { name: `${cls.name}.${name}` });
  }
  return loadField(l, object, slot, field.type);
}

/** `static step = checkpoint(f)`, which stays what it is. */
function markedField(l: Lowering, { owner, node }: Member): Operand | undefined {
  if (node === undefined || !ts.isPropertyDeclaration(node) || node.initializer === undefined) return undefined;
  if (owner.scope !== undefined || (!isConstant(node) && isReplaced(l, node))) return undefined;
  const scope = new Scope(undefined, l.activation);
  scope.declare("this", { kind: "function", value: owner });
  return madeByMarker(l, node, node.initializer, scope);
}

/** Whether the program stores something in a class under the name, or under one that is not known. */
function isReplaced(l: Lowering, { name }: ts.PropertyDeclaration): boolean {
  const { frontend } = l.program.ctx;
  const isClass = (object: ts.Expression): boolean => frontend.typeOf(object).getConstructSignatures().length > 0;
  return frontend.sourceFiles().some((file) => {
    const { places, receivers } = storesIn(l.program, file);
    const isNamed = (place: (typeof places)[number]): boolean =>
      ts.isPropertyAccessExpression(place) ? place.name.text === memberName(name) : isClass(place.expression);
    return places.some(isNamed) || receivers.some(isClass);
  });
}

/** Whether the program stores under the name in another class than the one that has the field: that gets a field of its own. */
function isStoredBelow(l: Lowering, owner: ClassValue, name: string): boolean {
  const { frontend } = l.program.ctx;
  const isElsewhere = (object: ts.Expression): boolean =>
    (object.kind === ts.SyntaxKind.ThisKeyword || classNamed(l.program, object) !== owner.node) &&
    frontend.typeOf(object).getConstructSignatures().length > 0;
  return frontend.sourceFiles().some((file) =>
    storesIn(l.program, file).places.some((place) => {
      const isNamed = ts.isPropertyAccessExpression(place) && place.name.text === name;
      return isNamed && isElsewhere(place.expression);
    }),
  );
}

/** Nothing is stored under its name. A #private one only the class's own text can name. */
function isConstant(declaration: ts.PropertyDeclaration): boolean {
  if (hasModifier(declaration, ts.SyntaxKind.ReadonlyKeyword)) return true;
  const { name } = declaration;
  if (!ts.isPrivateIdentifier(name)) return false;
  const isStored = (node: ts.Node): boolean =>
    storesOf(node).some((place) => ts.isPropertyAccessExpression(place) && place.name.text === name.text) ||
    (ts.forEachChild(node, (child) => isStored(child) || undefined) ?? false);
  return !isStored(declaration.parent);
}

/** What a class is called when the program runs. */
const classText = (l: Lowering, { tag, name }: ClassValue): Atom =>
  tag.global === undefined
    ? constant(name)
    : l.out.define(stringType, { kind: "opaque", text: "$0.name", args: [tag], isPure: true });

/** `C.name = value` where that is a setter. */
export function storeStatic(l: Lowering, cls: ClassValue, name: string, value: Atom, node: ts.Node): void {
  const member = findMember(cls, name, "set", true);
  const set = member === undefined ? undefined : closureOf(member);
  if (set === undefined)
    refuse(l, "unsupportedMethod", node, { name, type: `${cls.name}, which has no setter for it` });
  else callFunction(l, set, [value], node, true, cls);
}

/** The name of a static field in the object that holds it: what only the class's own text may name has accessors. */
export const staticSlot = (cls: ClassValue, name: string): string =>
  name.startsWith("#") && cls.tag.global !== undefined ? privateSlot(name) : name;

/** The class itself as the object that holds its static fields; its record for a class inside a function. */
export function staticObject(l: Lowering, cls: ClassValue): Atom | undefined {
  const local = localStatics(l, cls);
  if (local !== undefined) return local;
  const { global } = cls.tag;
  if (global === undefined) return undefined;
  const type = l.program.statics.get(cls) ?? staticType(l, cls);
  l.program.statics.set(cls, type);
  return l.out.define(type, global, { name: cls.name });
}

function staticType(l: Lowering, cls: ClassValue): RecordType {
  const fields: FieldType[] = cls.node.members.flatMap((member) => {
    if (!ts.isPropertyDeclaration(member) || !hasModifier(member, ts.SyntaxKind.StaticKeyword)) return [];
    const name = memberName(member.name);
    const type = typeFromChecker(l.program, member);
    if (name === undefined || type === undefined) return [];
    const isPrivate = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].some((kind) =>
      hasModifier(member, kind),
    );
    const field: FieldType = { name: staticSlot(cls, name), type, ...(isPrivate ? { isPrivate } : {}) };
    return [isOptionalType(l.program.ctx.frontend.typeOf(member)) ? { ...field, optional: true } : field];
  });
  return { kind: "record", name: undefined, fields };
}

/** `C.name(…)`; the class is the method's `this`. */
export const callStaticMethod = (l: Lowering, cls: ClassValue, name: string, node: ts.CallExpression): Operand =>
  callStatic(l, cls, name, lowerArguments(l, node.arguments), node);

/** The same with arguments at hand. */
export function callStatic(
  l: Lowering,
  cls: ClassValue,
  name: string,
  given: readonly Argument[],
  node: ts.Node,
): Operand {
  const member = findMember(cls, name, "get", true);
  const method =
    member === undefined || member.kind === "accessor" ? undefined : (closureOf(member) ?? markedField(l, member));
  if (method === undefined) return refuse(l, "unsupportedMethod", node, { name, type: cls.name });
  const { fn, args } = spreadCall(l, method, given, node);
  return callFunction(l, fn, args, node, false, cls);
}
