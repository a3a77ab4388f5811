import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { isStorage } from "./annotations.js";
import { declaredClass } from "./classes/model.js";
import { newTarget } from "./classes/newTarget.js";
import { askedClass, type OwnClass, withOwnClass } from "./classes/ownClass.js";
import { heldFunction } from "./heldValues.js";
import { libraryName } from "./module.js";
import { isModuleLevel } from "./moduleLevel.js";
import { skipParentheses } from "./operators.js";
import type { FunctionValue, Lowering, Operand } from "./state.js";
import { storageVariable } from "./storageVariables.js";

/** `callback === undefined`, `f !== g` where a side is a function known now: decided now, or by the class of `x.constructor`. */
export function compareFunctions(l: Lowering, node: ts.BinaryExpression): Atom | undefined {
  const equal = equality.get(node.operatorToken.kind);
  if (equal === undefined) return undefined;
  const left = functionNamed(l, node.left);
  const right = functionNamed(l, node.right);
  if (left !== undefined && right !== undefined) return constant(isSame(left, right) === equal);
  const one = left ?? askedClass(l, node.left);
  const two = right ?? askedClass(l, node.right);
  if (one !== undefined && two !== undefined)
    return withClass(l, one, (at, a) => withClass(at, two, (_, b) => constant(isSame(a, b) === equal))) as Atom;
  const other = left === undefined ? node.left : node.right;
  return (left ?? right) !== undefined && isNothing(l, other) ? constant(!equal) : undefined;
}

const equality: ReadonlyMap<ts.SyntaxKind, boolean> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, true],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, true],
  [ts.SyntaxKind.ExclamationEqualsToken, false],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, false],
]);

const withClass = (
  l: Lowering,
  value: FunctionValue | OwnClass,
  run: (inner: Lowering, fn: FunctionValue) => Operand,
): Operand => ("possible" in value ? withOwnClass(l, value, run) : run(l, value));

const isSame = (a: FunctionValue, b: FunctionValue): boolean =>
  a === b ||
  (a.kind === "builtin" && b.kind === "builtin" && a.name === b.name) ||
  (a.kind === "closure" && b.kind === "closure" && a.node === b.node && a.scope === b.scope);

/** The function that a local name stands for, or the class that a module's name does. */
function functionNamed(l: Lowering, expression: ts.Expression): FunctionValue | undefined {
  const node = skipParentheses(expression);
  const binding = ts.isIdentifier(node) ? l.scope.lookup(node.text)?.binding : undefined;
  if (binding?.kind === "variable") return heldFunction(l, binding.variable);
  if (binding !== undefined) return binding.kind === "function" ? binding.value : undefined;
  return newTarget(l, node) ?? arrayClass(l, node) ?? classNamed(l, node);
}

/** A class of a module. */
function classNamed(l: Lowering, node: ts.Expression): FunctionValue | undefined {
  const declaration = ts.isIdentifier(node) ? l.program.ctx.frontend.declarationOf(node) : undefined;
  return declaration !== undefined && ts.isClassLike(declaration)
    ? declaredClass(l.program, declaration, l)
    : undefined;
}

/** `Float32Array`, or a variable of a library that holds such a class. */
function arrayClass(l: Lowering, node: ts.Expression): FunctionValue | undefined {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const name = libraryName(l, node);
  if (name !== undefined) return name === "Array" || isStorage(name) ? { kind: "builtin", name } : undefined;
  const declaration = l.program.ctx.frontend.declarationOf(node);
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && isModuleLevel(declaration)
    ? storageVariable(l, declaration)
    : undefined;
}

function isNothing(l: Lowering, expression: ts.Expression): boolean {
  const node = skipParentheses(expression);
  if (node.kind === ts.SyntaxKind.NullKeyword) return true;
  return ts.isIdentifier(node) && node.text === "undefined" && l.scope.lookup("undefined") === undefined;
}
