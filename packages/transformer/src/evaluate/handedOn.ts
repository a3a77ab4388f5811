import { usesThis } from "../2-lower/lower/functions/lambda.js";
import { ts } from "../frontend/ts.js";
import { findProperty } from "./heap.js";
import { functionAround, isMethodOf, laterOf, partsOf, placesOf, valuesOf } from "./later.js";
import type { Machine } from "./machine.js";
import { alternatives, isThing, type Thing } from "./things.js";

// An object of a package may be changed under another name: a local one, a parameter, `this`, what a function gives. It is followed
// through all functions that may be called later, from where one names it, or something that it is a part of.

/** Whether functions that may be called later store under a name in an object that they hand on. Where it is lost sight of, they may. */
export function isStoredElsewhere(
  machine: Machine,
  thing: Thing,
  key: string,
  mayBeCalled: (fn: ts.Node) => boolean,
): boolean {
  const following = new Following(machine, thing, key, mayBeCalled);
  return laterOf(machine).mentions.some(({ node, fn }) => {
    const given = node.kind === ts.SyntaxKind.ThisKeyword ? (isMethodOf(machine, fn, thing) ? [thing] : []) : undefined;
    const things = (given ?? valuesOf(machine, node, fn).flatMap((value) => alternatives(value) ?? [])).filter(isThing);
    const holders = things.filter((one) => following.leadsToIt(one));
    return holders.length > 0 && mayBeCalled(fn) && holders.some((holder) => following.isChangedBy(node, holder));
  });
}

class Following {
  private readonly leading = new Map<Thing, boolean>();
  private readonly seen = new Map<ts.Node, Set<Thing>>();

  constructor(
    private readonly machine: Machine,
    private readonly thing: Thing,
    private readonly key: string,
    private readonly mayBeCalled: (fn: ts.Node) => boolean,
  ) {}

  /** It is the object, or has it as a part. */
  leadsToIt(from: Thing): boolean {
    if (from === this.thing) return true;
    const known = this.leading.get(from);
    if (known !== undefined) return known;
    const found = new Set([from]);
    for (const one of found) for (const part of partsIn(one)) found.add(part);
    const leads = found.has(this.thing);
    this.leading.set(from, leads);
    return leads;
  }

  /** Whether what becomes of an expression that gives this object changes the one that is asked for. */
  isChangedBy(node: ts.Node, given: Thing): boolean {
    const before = this.seen.get(node) ?? new Set();
    if (before.has(given)) return false;
    this.seen.set(node, before.add(given));
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
      return parent.expression === node && this.isChangedByAccess(parent, given);
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
      return parent.expression !== node && this.isChangedByCall(parent, node, given);
    if (ts.isVariableDeclaration(parent) && parent.initializer === node)
      return !ts.isIdentifier(parent.name) || this.isChangedByName(parent, parent.name, given);
    if (ts.isBinaryExpression(parent)) return this.isChangedByOperator(parent, node, given);
    if (ts.isConditionalExpression(parent)) return parent.condition !== node && this.isChangedBy(parent, given);
    if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent))
      return this.isChangedBy(parent, given);
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node))
      return this.isChangedByCallers(node, given);
    return !isHarmless(parent, node);
  }

  private isChangedByAccess(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, given: Thing): boolean {
    const name = ts.isPropertyAccessExpression(access)
      ? access.name.text
      : ts.isStringLiteralLike(access.argumentExpression)
        ? access.argumentExpression.text
        : undefined;
    const isStore = placesOf(access.parent).includes(access);
    if (isStore && given === this.thing && this.mayBeKey(access)) return true;
    const { parent } = access;
    if (ts.isCallExpression(parent) && parent.expression === access)
      return givesItself(given, name) && this.isChangedBy(parent, given);
    const parts = name === undefined ? partsIn(given) : [given.properties.get(name)?.value];
    const leading = parts.flatMap((part) => alternatives(part) ?? []).filter((part) => isThing(part));
    return leading.some((part) => this.leadsToIt(part) && this.isChangedBy(access, part));
  }

  private mayBeKey(access: ts.Expression): boolean {
    const { key, isMethod } = partsOf(this.machine, access, access.parent);
    return !isMethod && (key ?? this.key) === this.key;
  }

  private isChangedByOperator(
    { left, right, operatorToken }: ts.BinaryExpression,
    node: ts.Node,
    given: Thing,
  ): boolean {
    const { kind } = operatorToken;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
      if (node !== right) return false;
      if (!ts.isIdentifier(left)) return true;
      const declaration = this.machine.frontend.declarationOf(left);
      const isLocal = declaration !== undefined && functionAround(this.machine, declaration) !== undefined;
      return !isLocal || this.isChangedByName(declaration, left, given);
    }
    const passes =
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      (kind === ts.SyntaxKind.CommaToken && node === right);
    return passes && this.isChangedBy(node.parent, given);
  }

  /** Wherever a local name or parameter stands for it. */
  private isChangedByName(declaration: ts.Node, { text }: ts.Identifier, given: Thing): boolean {
    const { frontend } = this.machine;
    const within = functionAround(this.machine, declaration) ?? declaration.getSourceFile();
    const own = ts.getNameOfDeclaration(declaration as ts.Declaration);
    let found = false;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && node !== own && node.text === text && !isOnlyName(node))
        found ||= frontend.declarationOf(node) === declaration && this.isChangedBy(node, given);
      if (!found) ts.forEachChild(node, visit);
    };
    visit(within);
    return found;
  }

  private isChangedByCall(call: ts.CallExpression | ts.NewExpression, node: ts.Node, given: Thing): boolean {
    const at = call.arguments?.indexOf(node as ts.Expression) ?? -1;
    if (ts.isCallExpression(call) && placesOf(call).includes(node as ts.Expression) && at === 0)
      return given === this.thing && (partsOf(this.machine, node as ts.Expression, call).key ?? this.key) === this.key;
    const { expression } = call;
    const isRelayed = ts.isPropertyAccessExpression(expression) && /^(call|apply)$/.test(expression.name.text);
    const callees = this.functionsOf(isRelayed ? expression.expression : expression);
    if (callees === undefined) return !isRelayed || at > 0 || this.isChangedByReceivers(given);
    return callees.some((fn) => {
      if (isRelayed && expression.name.text === "apply" && at > 0) return true;
      const index = isRelayed ? at - 1 : at;
      return index < 0 ? usesThis(fn) : this.isChangedByParameter(fn, index, given);
    });
  }

  /** It is `this` of a function of which it is not known which it is. */
  private isChangedByReceivers(given: Thing): boolean {
    const { stores, mentions } = laterOf(this.machine);
    const isThis = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.ThisKeyword;
    const stored =
      given === this.thing &&
      stores.some(
        ({ object, key, isMethod, fn }) =>
          isThis(object) && !isMethod && (key ?? this.key) === this.key && this.mayBeCalled(fn),
      );
    return (
      stored || mentions.some(({ node, fn }) => isThis(node) && this.mayBeCalled(fn) && this.isChangedBy(node, given))
    );
  }

  private isChangedByParameter(fn: ts.FunctionLikeDeclaration, index: number, given: Thing): boolean {
    if (usesArguments(fn) || fn.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)) return true;
    const parameter = fn.parameters[index];
    if (parameter === undefined) return false;
    return !ts.isIdentifier(parameter.name) || this.isChangedByName(parameter, parameter.name, given);
  }

  /** The functions that a callee may be, none for those of the language; undefined if that is not known. */
  private functionsOf(callee: ts.Expression): readonly ts.FunctionLikeDeclaration[] | undefined {
    const around = functionAround(this.machine, callee);
    const values = around === undefined ? [] : valuesOf(this.machine, callee, around);
    const things = values.flatMap((value) => alternatives(value) ?? [undefined]);
    const declared = ts.isIdentifier(callee) ? this.machine.frontend.declarationOf(callee) : undefined;
    if (declared !== undefined && ts.isFunctionDeclaration(declared)) return [declared];
    if (things.length === 0 || !things.every((one) => isThing(one))) return undefined;
    const functions = things.flatMap((one) => (one.native !== undefined ? [] : [one.code?.node]));
    return functions.every((one) => one !== undefined && !ts.isClassLike(one))
      ? (functions as ts.FunctionLikeDeclaration[])
      : undefined;
  }

  /** What a function gives goes to those that call it. */
  private isChangedByCallers(node: ts.Node, given: Thing): boolean {
    const fn = enclosing(node);
    if (fn === undefined) return true;
    const names = new Set([nameOf(fn), ...this.namesOf(fn)]);
    names.delete(undefined);
    if (names.size === 0) return true;
    // What is called on a local name is followed from where that has got it.
    const isReceiver = node.kind === ts.SyntaxKind.ThisKeyword;
    const mayCall = ({ expression }: ts.CallExpression): boolean =>
      this.functionsOf(expression)?.some((one) => one === fn) ?? !isReceiver;
    return laterOf(this.machine).calls.some(
      (call) => names.has(calleeName(call)) && mayCall(call) && this.isChangedBy(call, given),
    );
  }

  /** The names of the properties that hold a function. */
  private namesOf(fn: ts.Node): readonly string[] {
    const made = this.machine.made.get(fn) ?? [];
    return [...this.thing.properties].flatMap(([name, { value }]) => (made.some((one) => one === value) ? [name] : []));
  }
}

function partsIn(thing: Thing): readonly Thing[] {
  const values = [...[...thing.properties.values()].map(({ value }) => value), ...thing.items];
  return values.flatMap((value) => alternatives(value) ?? []).filter((part) => isThing(part));
}

/** Whether a method of an object may give the object: `return this`. */
function givesItself(thing: Thing, name: string | undefined): boolean {
  const values = name === undefined ? partsIn(thing) : [findProperty(thing, name)?.value];
  return values
    .flatMap((value) => alternatives(value) ?? [])
    .some((one) => {
      const node = isThing(one) ? one.code?.node : undefined;
      return node !== undefined && !ts.isClassLike(node) && usesThis(node);
    });
}

/** It is looked at, and nothing more. */
const isHarmless = (parent: ts.Node, node: ts.Node): boolean =>
  ts.isExpressionStatement(parent) ||
  ts.isTypeOfExpression(parent) ||
  ts.isVoidExpression(parent) ||
  ts.isPrefixUnaryExpression(parent) ||
  ts.isIfStatement(parent) ||
  (ts.isIterationStatement(parent, false) !== false && !ts.isForOfStatement(parent)) ||
  (ts.isSwitchStatement(parent) && parent.expression === node) ||
  ts.isCaseClause(parent);

const isOnlyName = ({ parent }: ts.Identifier): boolean => ts.isFunctionLike(parent) || ts.isLabeledStatement(parent);

function usesArguments({ body }: ts.FunctionLikeDeclaration): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === "arguments") {
      const { parent } = node;
      found ||= !(ts.isPropertyAccessExpression(parent) && parent.name.text === "length");
    }
    if (!found && !(ts.isFunctionLike(node) && !ts.isArrowFunction(node))) ts.forEachChild(node, visit);
  };
  if (body !== undefined) ts.forEachChild(body, visit);
  return found;
}

const enclosing = (node: ts.Node): ts.Node | undefined => {
  let at: ts.Node | undefined = node.parent;
  while (at !== undefined && !ts.isFunctionLike(at)) at = at.parent;
  return at;
};

const nameOf = (fn: ts.Node): string | undefined => {
  const { name } = fn as ts.FunctionLikeDeclaration;
  if (name !== undefined && ts.isIdentifier(name)) return name.text;
  return ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name) ? fn.parent.name.text : undefined;
};

const calleeName = ({ expression }: ts.CallExpression): string | undefined =>
  ts.isIdentifier(expression)
    ? expression.text
    : ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : undefined;
