import { ts } from "../../../frontend/ts.js";
import { constant, primitive } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import { type Argument, plainArguments } from "../arguments.js";
import { readsArguments } from "../argumentsObject.js";
import { asAtom } from "../expressions.js";
import { concatenate, copyArray, type Part } from "../literals.js";
import { parametersOf } from "../parameters.js";
import { isAssignment } from "../scope.js";
import { isFunctionValue, isRefused, type Lowering, type Operand } from "../state.js";
import { asArray, loadIndex, typeOf } from "../values.js";

interface SpreadCall {
  readonly fn: Operand;
  readonly args: readonly Operand[];
}

/**
 * A call with an array spread in it: of a function known now, as many elements as it has parameters, of which some may be missing;
 * what is more is the array of its rest.
 */
export function spreadCall(l: Lowering, fn: Operand, given: readonly Argument[], node: ts.Node): SpreadCall {
  const first = given.findIndex((argument) => argument.spread);
  if (first < 0) return { fn, args: plainArguments(l, given, node) };
  if (!isFunctionValue(fn)) return spreadToValue(l, fn, given, node);
  if (fn.kind !== "closure") return { fn, args: plainArguments(l, given, node) };
  const leading = given.slice(0, first).map(({ operand }) => operand);
  const all = readsArguments(fn.node) ? undefined : joined(l, given.slice(first), node);
  if (all === undefined) return { fn, args: plainArguments(l, given, node) };
  const parameters = parametersOf(fn.node);
  const hasRest = parameters.at(-1)?.dotDotDotToken !== undefined;
  const fixed = parameters.length - (hasRest ? 1 : 0);
  const args: Operand[] = leading.slice(0, fixed);
  for (let i = args.length; i < fixed; i++) args.push(loadIndex(l, all, constant(i - leading.length)));
  if (!hasRest) return { fn, args };
  return {
    fn: { ...fn, isPacked: true },
    args: [...args, restOf(l, leading.slice(fixed), all, fixed - leading.length, node)],
  };
}

/** What a function that is a value is given: the array that is spread stands for the arguments in it until the function is known. */
function spreadToValue(l: Lowering, fn: Atom, given: readonly Argument[], node: ts.Node): SpreadCall {
  const first = given.findIndex((argument) => argument.spread);
  const all = joined(l, given.slice(first), node);
  if (all === undefined) return { fn, args: plainArguments(l, given, node) };
  const array = l.out.define(typeOf(all), primitive("identity", all));
  l.program.spreads.add(array);
  return { fn, args: [...given.slice(0, first).map(({ operand }) => operand), array] };
}

function restOf(l: Lowering, before: readonly Operand[], all: Atom, taken: number, node: ts.Node): Atom {
  if (before.length > 0) {
    const parts = before.map((operand): Part => ({ kind: "one", value: asAtom(l, operand, node) }));
    return concatenate(l, [...parts, { kind: "many", array: all }], node);
  }
  const array = asArray(l, all, node);
  if (array?.storage !== "Array") return copyArray(l, all, node);
  return l.out.define(array, {
    kind: "slice",
    base: all,
    start: constant(Math.max(taken, 0)),
    end: undefined,
    iterates: true,
  });
}

/** The arguments from the first spread one on, as one array. */
function joined(l: Lowering, given: readonly Argument[], node: ts.Node): Atom | undefined {
  const parts: Part[] = [];
  for (const { operand, spread } of given) {
    if (isFunctionValue(operand)) {
      if (spread) return undefined;
      parts.push({ kind: "one", value: asAtom(l, operand, node) });
      continue;
    }
    if (isRefused(l, operand)) return undefined;
    if (spread && asArray(l, operand, node) === undefined) return undefined;
    parts.push(spread ? { kind: "many", array: operand } : { kind: "one", value: operand });
  }
  const [only, ...more] = parts;
  return only?.kind === "many" && more.length === 0 ? only.array : concatenate(l, parts, node);
}

/** Whether a rest parameter is only read, so that its elements stay the arguments. */
export function isOnlyRead(declaration: ts.ParameterDeclaration | ts.VariableDeclaration): boolean {
  if (!ts.isIdentifier(declaration.name)) return false;
  const { text } = declaration.name;
  let only = true;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === text && node !== declaration.name && !isRead(node)) only = false;
    ts.forEachChild(node, visit);
  };
  visit(ts.findAncestor(declaration, ts.isFunctionLike) ?? declaration.getSourceFile());
  return only;
}

/** `f(...list)`, `f.apply(self, list)`: a call gets what is in it. */
export function isHandedOn(list: ts.Expression): boolean {
  const { parent } = list;
  if (!ts.isCallExpression(parent)) return ts.isSpreadElement(parent);
  const { expression: callee, arguments: given } = parent;
  return given[1] === list && ts.isPropertyAccessExpression(callee) && callee.name.text === "apply";
}

function isRead(name: ts.Identifier): boolean {
  const { parent } = name;
  if (isHandedOn(name)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression !== name || parent.name.text === "length";
  if (!ts.isElementAccessExpression(parent) || parent.expression !== name) return false;
  const around = parent.parent;
  if (ts.isBinaryExpression(around)) return around.left !== parent || !isAssignment(around.operatorToken.kind);
  return !ts.isPrefixUnaryExpression(around) && !ts.isPostfixUnaryExpression(around) && !ts.isDeleteExpression(around);
}
