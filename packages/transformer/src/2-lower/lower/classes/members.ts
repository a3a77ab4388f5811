import { ts } from "../../../frontend/ts.js";
import { booleanType, constant } from "../../../ir/build.js";
import { fieldOf } from "../../../ir/type.js";
import type { Atom, RecordType } from "../../../ir/types.js";
import { loadOwnAccessor } from "../accessors.js";
import { type Argument, lowerArguments, plainArguments, spreadElements } from "../arguments.js";
import { callFunction, isStatement } from "../calls.js";
import { captured } from "../captures.js";
import { asAtom } from "../expressions.js";
import { spreadCall } from "../functions/spread.js";
import { callMath } from "../math.js";
import { libraryName } from "../module.js";
import { bindReceiver, boundName } from "../parameters.js";
import { callPrelude } from "../prelude.js";
import { Scope } from "../scope.js";
import { type ClassValue, type Closure, isFunctionValue, type Lowering, type Operand, refuse } from "../state.js";
import { agree, branch, fieldOrNew, loadField, typeOf } from "../values.js";
import type { NewInstance } from "./construct.js";
import { dispatch, possibleClasses } from "./dispatch.js";
import { bindsMethod, findMember, type Member } from "./model.js";
import { isAsked, markOf, presenceOf } from "./presence.js";

/** `this`: the receiver of a method, the instance that a constructor makes, or the class of a static method. */
export function lowerThis(l: Lowering, node: ts.Node): Operand {
  const found = l.scope.lookup("this");
  if (found === undefined) return refuse(l, "unboundThis", node);
  const { binding, scope } = found;
  switch (binding.kind) {
    case "instance":
      return captured(l.activation, scope.owner, binding.instance.atom(), l.program);
    case "function":
      return binding.value;
    case "value":
      if (binding.atom.kind === "constant") return refuse(l, "unboundThis", node);
      return captured(l.activation, scope.owner, binding.atom, l.program);
    default:
      throw new Error("lower: this is never assigned");
  }
}

/** The instance of which `node` is a plain field, if it is `this.name` in a constructor before the record is made. */
export function pendingInstance(l: Lowering, node: ts.PropertyAccessExpression, name: string): NewInstance | undefined {
  if (node.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const binding = l.scope.lookup("this")?.binding;
  if (binding?.kind !== "instance" || !binding.instance.isPendingAt(l)) return undefined;
  return fieldOf(binding.instance.type, name) === undefined ? undefined : binding.instance;
}

/** The method or accessor as a function that can be called. */
export function closureOf(member: Member): Closure | undefined {
  if (member.kind === "field" || member.node === undefined) return undefined;
  const { owner, node } = member;
  const declared = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
  const written = ts.getNameOfDeclaration(declared as ts.Declaration)?.getText() ?? "f";
  return { kind: "closure", node, scope: owner.scope, name: written.replace(/\W/g, ""), home: owner };
}

/** The function with `this` and first arguments fixed: `f.bind(self, a)`. */
export function bound(
  l: Lowering,
  fn: Closure | undefined,
  self: Operand,
  node: ts.Node,
  given: readonly Operand[] = [],
): Operand {
  if (fn === undefined) return refuse(l, "unknownFunctionValue", node);
  const seesOuter = ts.isArrowFunction(fn.node) && fn.home === undefined;
  const scope = new Scope(fn.scope, l.activation);
  if (!seesOuter) bindReceiver(scope, fn, self);
  const before = fn.boundArguments ?? 0;
  given.forEach((operand, i) => {
    const binding = isFunctionValue(operand)
      ? ({ kind: "function", value: operand } as const)
      : ({ kind: "value", atom: operand } as const);
    scope.declare(boundName(before + i), binding);
  });
  const { made: _made, declaration: _declaration, ...plain } = fn;
  return { ...plain, scope, isBound: true, boundArguments: before + given.length };
}

/** `f.call(self, …)`, `f.apply(self, xs)`, `f.bind(self, …)`; undefined for anything else. */
export function callOnFunction(l: Lowering, fn: Operand, name: string, node: ts.CallExpression): Operand | undefined {
  if (name !== "call" && name !== "apply" && name !== "bind") return undefined;
  const [receiver] = node.arguments;
  // A function that is called on nothing hands on nothing: `return fn.apply(this, arguments)`.
  const isUnseen = receiver !== undefined && (isNobody(l, receiver) || isMathItself(l, fn, receiver));
  const nobody = isUnseen ? receiver : undefined;
  const handed = nobody === undefined ? [] : [{ operand: constant(undefined), spread: false }];
  const [first, ...rest] = [...handed, ...lowerArguments(l, node.arguments.slice(handed.length))];
  if (first?.spread) return undefined;
  const self = first?.operand ?? constant(undefined);
  const given = name === "apply" ? spreadOf(l, rest) : rest;
  if (name === "bind" && fn.kind === "closure") return bound(l, fn, self, node, plainArguments(l, given, node));
  if (name === "bind") return callPrelude(l, "bindFunction", [fn, self, ...plainArguments(l, given, node)], node);
  // Math.max.apply(null, list)
  if (fn.kind === "builtin" && fn.name.startsWith("Math."))
    return callMath(l, fn.name.slice("Math.".length), given, node);
  const call = spreadCall(l, fn, given, node);
  return callFunction(l, call.fn, call.args, node, isStatement(node), self);
}

/** `Math.max.apply(Math, list)`. */
const isMathItself = (l: Lowering, fn: Operand, receiver: ts.Expression): boolean =>
  fn.kind === "builtin" && fn.name.startsWith("Math.") && libraryName(l, receiver) === "Math";

/** `this` in a function that was called without a receiver. */
function isNobody(l: Lowering, node: ts.Expression): boolean {
  if (node.kind !== ts.SyntaxKind.ThisKeyword) return false;
  const binding = l.scope.lookup("this")?.binding;
  return binding === undefined || (binding.kind === "value" && binding.atom.kind === "constant");
}

/** The one argument of `apply` after the receiver. */
const spreadOf = (l: Lowering, [list]: readonly Argument[]): readonly Argument[] =>
  list === undefined || isNothing(list.operand) ? [] : spreadElements(l, list.operand);

const isNothing = (operand: Operand): boolean => operand.kind === "constant" && operand.value === undefined;

/** Reads a name of an instance that is a method or an accessor in some class of it; undefined if it is only a field. */
export function loadMember(l: Lowering, base: Atom, name: string, node: ts.Node): Operand | undefined {
  const possible = possibleClasses(l, base, node);
  if (possible === undefined) return undefined;
  const find = (cls: ClassValue): Member | undefined => findMember(cls, name, "get");
  const members = possible.classes.flatMap((cls) => find(cls) ?? []);
  if (members.every((member) => member.kind === "field")) return undefined;
  const presence = presenceOf(l, base, name, node);
  if (presence !== undefined)
    return isAsked(node)
      ? markOf(l, presence, node)
      : refuse(l, "unsupportedMethod", node, { name, type: "what does not always have it" });
  const bind = possible.classes.filter((cls) => bindsMethod(cls, name));
  if (bind.length > 0 && bind.length < possible.classes.length) return refuse(l, "unboundThis", node);
  const run = (inner: Lowering, member: Member, self: Atom): Operand => {
    if (member.kind === "field") return loadPlain(inner, self, name);
    if (member.kind === "method") {
      const method = closureOf(member);
      if (method === undefined) return refuse(inner, "unknownFunctionValue", node);
      return bind.length === 0 ? method : bound(inner, method, self, node);
    }
    if (member.kind === "function") return bound(inner, closureOf(member), self, node);
    const getter = closureOf(member);
    return getter === undefined ? constant(undefined) : callFunction(inner, getter, [], node, false, self);
  };
  const plain = (at: Lowering): Operand => loadPlain(at, base, name);
  const ofClass = (at: Lowering): Operand | undefined => dispatch(at, base, possible, find, run, name, node, plain);
  if (!possible.isMixed) return ofClass(l);
  return ownFirst(
    l,
    { base, name, node },
    (at) => loadPlain(at, base, name),
    (at) => loadOwnAccessor(at, base, name, node, ofClass),
  );
}

interface Property {
  readonly base: Atom;
  readonly name: string;
  readonly node: ts.Node;
}

/** Where object literals are among the instances: what an object has itself comes before what its class says. */
function ownFirst(
  l: Lowering,
  { base, name, node }: Property,
  own: (at: Lowering) => Operand,
  ofClass: (at: Lowering) => Operand | undefined,
): Atom {
  const isOwn = l.out.define(booleanType, { kind: "hasField", base, name });
  const value = (at: Lowering, operand: Operand | undefined): Atom =>
    operand === undefined ? constant(undefined) : asAtom(at, operand, node);
  return branch(
    l,
    isOwn,
    node,
    (at) => value(at, own(at)),
    (at) => value(at, ofClass(at)),
  );
}

function loadPlain(l: Lowering, base: Atom, name: string): Atom {
  const field = fieldOf(typeOf(base) as RecordType, name);
  return field === undefined ? constant(undefined) : loadField(l, base, name, field.type);
}

/** True if assigning the name runs a setter, or fails because there is only a getter, in some class of the instance. */
export function hasSetter(l: Lowering, base: Atom, name: string, node: ts.Node): boolean {
  const possible = possibleClasses(l, base, node);
  return possible?.classes.some((cls) => findMember(cls, name, "set")?.kind === "accessor") ?? false;
}

export function storeMember(l: Lowering, base: Atom, name: string, value: Atom, node: ts.Node): void {
  const possible = possibleClasses(l, base, node);
  if (possible === undefined) return;
  const run = (inner: Lowering, member: Member, self: Atom): Operand => {
    if (member.kind === "field") {
      storePlain(inner, self, name, value, node);
      return constant(undefined);
    }
    const setter = closureOf(member);
    if (setter === undefined) return refuse(inner, "unsupportedMethod", node, { name, type: member.owner.name });
    callFunction(inner, setter, [value], node, true, self);
    return constant(undefined);
  };
  const ofClass = (at: Lowering): Operand | undefined =>
    dispatch(at, base, possible, (cls) => findMember(cls, name, "set"), run, name, node);
  if (!possible.isMixed) {
    ofClass(l);
    return;
  }
  const own = (at: Lowering): Operand => {
    storePlain(at, base, name, value, node);
    return constant(undefined);
  };
  ownFirst(l, { base, name, node }, own, ofClass);
}

export function storePlain(l: Lowering, base: Atom, name: string, value: Atom, node: ts.Node): void {
  const field = fieldOrNew(l, typeOf(base) as RecordType, name);
  if (agree(l, field.type, typeOf(value), node, value))
    l.out.push({ kind: "store", base, key: { kind: "field", name }, value, linear: false });
}

/** `base.name(…)`: a method of the classes that the instance may be of; undefined if the name is a field or nothing. */
export function callMember(l: Lowering, base: Atom, name: string, node: ts.CallExpression): Operand | undefined {
  const possible = possibleClasses(l, base, node);
  if (possible === undefined) return undefined;
  const find = (cls: ClassValue): Member | undefined => findMember(cls, name, "get");
  const members = possible.classes.flatMap((cls) => find(cls) ?? []);
  if (members.length === 0 || members.some((member) => member.kind === "field" || member.kind === "accessor")) {
    return undefined;
  }
  const given = lowerArguments(l, node.arguments);
  const call = (inner: Lowering, method: Operand, self: Atom): Operand => {
    const { fn, args } = spreadCall(inner, method, given, node);
    return callFunction(inner, fn, args, node, false, self);
  };
  return callEach(l, base, name, call, node);
}

/** The same with arguments at hand: how the iteration protocol and others call a method. */
export function invoke(
  l: Lowering,
  base: Atom,
  name: string,
  args: readonly Operand[],
  node: ts.Node,
  forEffect = false,
): Operand | undefined {
  const call = (inner: Lowering, method: Operand, self: Atom): Operand =>
    callFunction(inner, method, args, node, forEffect, self);
  return callEach(l, base, name, call, node);
}

/** One call for each class that the instance may be of. */
function callEach(
  l: Lowering,
  base: Atom,
  name: string,
  call: (inner: Lowering, method: Operand, self: Atom) => Operand,
  node: ts.Node,
): Operand | undefined {
  const possible = possibleClasses(l, base, node);
  if (possible === undefined) return undefined;
  const run = (inner: Lowering, member: Member, self: Atom): Operand => {
    const method = closureOf(member);
    if (method === undefined) return refuse(inner, "unsupportedMethod", node, { name, type: member.owner.name });
    return call(inner, method, self);
  };
  const ofClass = (at: Lowering): Operand | undefined =>
    dispatch(at, base, possible, (cls) => findMember(cls, name, "get"), run, name, node);
  if (!possible.isMixed || !possible.classes.some((cls) => findMember(cls, name, "get") !== undefined))
    return ofClass(l);
  const own = (at: Lowering): Operand => {
    const field = fieldOrNew(at, typeOf(base) as RecordType, name);
    return call(at, loadField(at, base, name, field.type), base);
  };
  return ownFirst(l, { base, name, node }, own, ofClass);
}

/** `super.name(…)`: the method of the base class, with this receiver. */
export function callSuperMethod(l: Lowering, callee: ts.PropertyAccessExpression, node: ts.CallExpression): Operand {
  const found = superMember(l, callee, "get");
  const given = lowerArguments(l, node.arguments);
  if (found === undefined) return refuse(l, "unsupportedMethod", callee, { name: callee.name.text, type: "super" });
  const method = found.member.kind === "accessor" ? undefined : closureOf(found.member);
  if (method === undefined) return refuse(l, "unknownFunctionValue", callee);
  const { fn, args } = spreadCall(l, method, given, node);
  return callFunction(l, fn, args, node, false, found.self);
}

/** `super.name`: a getter of the base class. */
export function loadSuper(l: Lowering, node: ts.PropertyAccessExpression): Operand {
  const found = superMember(l, node, "get");
  const getter = found?.member.kind === "accessor" ? closureOf(found.member) : undefined;
  if (found === undefined || getter === undefined) return refuse(l, "unknownFunctionValue", node);
  return callFunction(l, getter, [], node, false, found.self);
}

/** `super.name = value`: a setter of the base class, with this receiver. */
export function storeSuper(l: Lowering, place: ts.PropertyAccessExpression, value: Atom): void {
  const found = superMember(l, place, "set");
  const setter = found?.member.kind === "accessor" ? closureOf(found.member) : undefined;
  if (found === undefined || setter === undefined) refuse(l, "unknownFunctionValue", place);
  else callFunction(l, setter, [value], place, true, found.self);
}

function superMember(
  l: Lowering,
  node: ts.PropertyAccessExpression,
  access: "get" | "set",
): { readonly member: Member; readonly self: Operand } | undefined {
  const home = l.scope.lookup("super")?.binding;
  if (home?.kind !== "function" || home.value.kind !== "class" || home.value.base === undefined) return undefined;
  const self = lowerThis(l, node);
  const member = findMember(home.value.base, node.name.text, access, self.kind === "class");
  return member === undefined || member.kind === "field" ? undefined : { member, self };
}
