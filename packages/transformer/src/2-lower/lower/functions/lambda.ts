import { ts } from "../../../frontend/ts.js";
import { constant } from "../../../ir/build.js";
import type { Atom, LambdaRef, RecordType, Value } from "../../../ir/types.js";
import { captured } from "../captures.js";
import { noteDeclared, readCell, storeEarly } from "../cells.js";
import { constructorClosure } from "../classes/construct.js";
import { noteClassValue } from "../classes/frames.js";
import { kindOfChecker } from "../kinds.js";
import { parametersOf } from "../parameters.js";
import { callPrelude, isPrelude } from "../prelude.js";
import {
  type Activation,
  type Builtin,
  type ClassValue,
  type Closure,
  type FunctionValue,
  idOf,
  isFunctionValue,
  type Lowering,
  type Operand,
  type ProgramState,
  refuse,
  standIn,
} from "../state.js";

/** A function that is a value at run time somewhere in the program. */
export interface Lambda extends LambdaRef {
  readonly fn: Closure | Builtin;
  /** Itself, and the functions in whose bodies it was made: a call of one of these from its own body is a recursion. */
  readonly origins: Set<ts.Node>;
}

/** Where such a value is made: what it captures is known in the end, and added to its fields then. */
export interface FunctionSite {
  readonly lambda: Lambda;
  readonly type: RecordType;
  readonly activation: Activation;
  readonly fields: { readonly name: string; readonly value: Atom }[];
  readonly node: ts.Node;
  /** Values of a lower number exist where it is made. */
  readonly order: number;
}

/** Functions that capture nothing, made at the start of the root if each must be one object. */
export interface Singles {
  readonly at: Lowering;
  readonly made: Map<Lambda, Value>;
}

/** The slot that says which function it is. */
export const codeSlot = "code";

/** The function as a value at run time: one for each evaluation of its expression or declaration. */
export function functionAtom(l: Lowering, fn: FunctionValue, node: ts.Node): Atom {
  if (fn.kind === "iteration") return fn.asValue?.(l) ?? refuse(l, "generatorCode", node);
  if (fn.kind === "class") return classAtom(l, fn, node);
  if (fn.kind === "derived") {
    makeInstance(fn);
    const closure = callPrelude(l, "asFunction", [fn], node);
    return isFunctionValue(closure) ? functionAtom(l, closure, node) : closure;
  }
  if (fn.kind === "builtin" && fn.thing !== undefined) return refuse(l, "unsupportedType", node, { name: fn.name });
  if (fn.kind === "builtin") {
    const atom = makeFunction(l, fn, node);
    l.program.functionsMade.set(atom, fn);
    return atom;
  }
  const problem = problemOf(fn);
  if (problem !== undefined) return refuse(l, problem, node, { name: fn.name });
  const { made, declaration } = fn;
  const { facts, ownRecords } = l.program;
  if (made !== undefined) {
    const { atom, cell, scope } = made;
    const record = cell === undefined ? captured(l.activation, scope.owner, atom, l.program) : readCell(l, cell, scope);
    ownRecords.add(record);
    return record;
  }
  if (declaration !== undefined && fn.scope !== undefined && !facts.values.has(declaration)) {
    facts.values.add(declaration);
    return standIn(l);
  }
  const atom = makeFunction(l, fn, node);
  if (fn.scope === undefined || fn.thing !== undefined) l.program.functionsMade.set(atom, fn);
  else ownRecords.add(atom);
  return atom;
}

/** A class as a value: the function that makes its instances, which only `new` calls. */
function classAtom(l: Lowering, cls: ClassValue, node: ts.Node): Atom {
  if (cls.scope !== undefined) return localClassAtom(l, cls);
  const atom = makeFunction(l, constructorClosure(l.program, cls), node);
  l.program.functionsMade.set(atom, cls);
  return atom;
}

function localClassAtom(l: Lowering, cls: ClassValue): Atom {
  noteClassValue(l.program, cls);
  if (cls.value !== undefined) return captured(l.activation, cls.value.owner, cls.value.atom, l.program);
  l.program.facts.values.add(cls.node);
  return standIn(l);
}

/** The value of a class inside a function, where it is declared. */
export function holdClass(l: Lowering, cls: ClassValue): void {
  if (!l.program.facts.values.has(cls.node)) return;
  const atom = makeHere(l, lambdaOf(l.program, constructorClosure(l.program, cls)), cls.node);
  cls.value = { atom, owner: l.activation };
}

function problemOf({ node }: Closure): "functionWithoutBody" | "asyncCode" | undefined {
  if (node.body === undefined) return "functionWithoutBody";
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ? "asyncCode" : undefined;
}

/** A method or an accessor of an object literal. */
export const methodOf = (l: Lowering, node: ts.MethodDeclaration | ts.AccessorDeclaration): Closure => ({
  kind: "closure",
  node,
  scope: l.scope.home,
  name: node.name.getText().replace(/\W/g, "") || "f",
});

/** Declares the name of a function known now; with its value, if that is needed somewhere. */
export function declareHeld(l: Lowering, name: ts.Identifier, fn: FunctionValue): void {
  l.scope.declare(name.text, { kind: "function", value: held(l, name, fn) });
}

function held(l: Lowering, name: ts.Identifier, fn: FunctionValue): FunctionValue {
  if (fn.kind !== "closure" || fn.scope === undefined || fn.declaration !== undefined) return fn;
  if (!l.program.facts.values.has(name) || problemOf(fn) !== undefined) return { ...fn, declaration: name };
  const own = l.scope.own(name.text);
  const atom = makeHere(l, lambdaOf(l.program, fn), name);
  noteDeclared(l.program, atom, name);
  const cell = own?.kind === "cell" && storeEarly(l, name, atom) ? own : undefined;
  return { ...fn, declaration: name, made: { atom, scope: l.scope, cell } };
}

/** Functions written as arguments, where a parameter is a value somewhere: they are made by the caller, once, however often they are handed on. */
export function madeArguments(l: Lowering, called: Closure, args: readonly Operand[]): readonly Operand[] {
  const parameters = parametersOf(called.node).slice(called.boundArguments ?? 0);
  return args.map((arg, i) => {
    const name = parameters[i]?.name;
    return name !== undefined && ts.isIdentifier(name) && isFunctionValue(arg) ? held(l, name, arg) : arg;
  });
}

function makeFunction(l: Lowering, fn: Closure | Builtin, node: ts.Node): Atom {
  const lambda = lambdaOf(l.program, fn);
  const { singles, facts } = l.program;
  if (!lambda.isStatic || facts.keys.size === 0 || singles === undefined) return makeHere(l, lambda, node);
  const known = singles.made.get(lambda);
  const single = known ?? makeHere(singles.at, lambda, node);
  singles.made.set(lambda, single);
  return captured(l.activation, singles.at.activation, single, l.program);
}

export function makeHere(l: Lowering, lambda: Lambda, node: ts.Node): Value {
  const { fn, origins } = lambda;
  makeInstance(fn);
  for (const origin of [...l.activation.origins, ...l.inlining.map((one) => one.node)]) origins.add(origin);
  const type: RecordType = { kind: "record", name: undefined, fields: [], functions: new Set([lambda]) };
  const fields = [{ name: codeSlot, value: constant(lambda.code) }];
  const value = l.out.define(type, { kind: "makeRecord", fields }, { name: hint(fn) });
  l.program.sites.push({ lambda, type, activation: l.activation, fields, node, order: value.id });
  return value;
}

const hint = (fn: Closure | Builtin): string | undefined =>
  fn.kind === "closure" && fn.name !== "f" ? fn.name : undefined;

/** An arrow function in a constructor, by itself or with a marker: the instance that it sees must have been made. */
function makeInstance(fn: Operand): void {
  if (fn.kind === "derived") {
    makeInstance(fn.of);
    if (fn.custom !== undefined) makeInstance(fn.custom.rule);
    return;
  }
  if (fn.kind !== "closure" || !usesThis(fn.node)) return;
  const self = fn.scope?.lookup("this")?.binding;
  if (self?.kind === "instance") self.instance.atom();
}

export function lambdaOf(program: ProgramState, fn: Closure | Builtin): Lambda {
  const key =
    fn.kind === "builtin"
      ? fn.name
      : [fn.node, fn.scope, fn.home, fn.constructs].map((one) => partKey(program, one)).join("|");
  const known = program.lambdas.get(key);
  if (known !== undefined) return known;
  const lambda: Lambda = {
    name: fn.name,
    code: program.lambdas.size,
    isStatic: fn.kind === "builtin" || fn.scope === undefined,
    signature: fn.kind === "builtin" ? "number" : signatureOf(program, fn),
    ...(fn.kind === "closure" && fn.coroutine !== undefined ? { isCoroutine: true } : {}),
    fn,
    origins: new Set(fn.kind === "builtin" ? [] : [fn.node]),
  };
  program.lambdas.set(key, lambda);
  return lambda;
}

const partKey = (program: ProgramState, part: object | undefined): string =>
  part === undefined ? "" : String(idOf(program, part));

/** Generators of one function are one type of argument, others are not: what they give may differ. */
function signatureOf(program: ProgramState, { node, coroutine }: Closure): string {
  if (coroutine !== undefined) return `generator ${coroutine.owner.ref.id}`;
  const { frontend } = program.ctx;
  const checker = frontend.checkerAt(node);
  const taken = node.parameters.map((parameter) => checker.typeToString(frontend.typeOf(parameter))).join(", ");
  const given = isPrelude(node) ? undefined : frontend.typeOf(node).getCallSignatures()[0]?.getReturnType();
  const kind = given && kindOfChecker(program, given);
  return kind === undefined || kind === "number" ? taken : `${taken} => ${kind}`;
}

/** Whether `this` means something in the function: its own, or of an arrow function the one around it. */
export function usesThis(node: ts.Node): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (child.kind === ts.SyntaxKind.ThisKeyword || child.kind === ts.SyntaxKind.SuperKeyword) found = true;
    const hasOwn = ts.isFunctionLike(child) && !ts.isArrowFunction(child);
    if (!hasOwn && !ts.isClassLike(child)) ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}
