import { ts } from "../../frontend/ts.js";
import { declaredClass } from "./classes/model.js";
import { closureOf, fold, isFunctionExpression, moduleOperand } from "./module.js";
import { isModuleLevel } from "./moduleLevel.js";
import { skipParentheses } from "./operators.js";
import { Scope } from "./scope.js";
import { isFunctionValue, type Lowering, type Operand } from "./state.js";

// JavaScript that is no ES module exports by assignments: `module.exports = f`, `exports.f = f`, `f.g = …`. What is assigned once is
// known like a declaration.

/** What a declaration by assignment, or in an object that a module exports, stands for: a function, a class or a number. */
export function staticOperand(l: Lowering, declarations: readonly ts.Declaration[], name: string): Operand | undefined {
  const value = staticValue(declarations);
  return value === undefined ? undefined : valueOperand(l, value, name);
}

/** The object literal that a module exports as a whole, if the declaration says so. */
export function exportedLiteral(declaration: ts.Declaration): ts.ObjectLiteralExpression | undefined {
  const value = isAssignment(declaration) ? skipParentheses(declaration.right) : undefined;
  return value !== undefined && ts.isObjectLiteralExpression(value) && isExports(declaration) ? value : undefined;
}

/** `f.g` where `f.g = function …` of a module says what it is. */
export function memberOperand(l: Lowering, node: ts.PropertyAccessExpression): Operand | undefined {
  let root = node.expression;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root) || l.scope.lookup(root.text) !== undefined) return undefined;
  const declarations = l.program.ctx.frontend.declarationsOf(node.name);
  if (declarations.length === 0 || !declarations.every(isAssignment)) return undefined;
  const operand = staticOperand(l, declarations, node.name.text);
  return operand !== undefined && isFunctionValue(operand) ? operand : undefined;
}

type Written = ts.Expression | ts.MethodDeclaration;

/** The one value that a property is given. */
function staticValue(declarations: readonly ts.Declaration[]): Written | undefined {
  const values = declarations.map(valuesOf);
  if (values.includes(undefined)) return undefined;
  const [only, ...more] = new Set(values.flatMap((value) => value ?? []));
  return more.length === 0 ? only : undefined;
}

/** What a declaration assigns; nothing if that is only the place, undefined if it is not known. */
function valuesOf(declaration: ts.Declaration): readonly Written[] | undefined {
  if (isAssignment(declaration)) {
    const right = skipParentheses(declaration.right);
    // exports.a = exports.b = void 0
    if (ts.isVoidExpression(right) || (isAssignment(right) && right.getText().endsWith("void 0"))) return [];
    return [right];
  }
  if (ts.isPropertyAccessExpression(declaration)) {
    const { parent } = declaration;
    return isAssignment(parent) && parent.left === declaration ? valuesOf(parent) : [];
  }
  const literal = declaration.parent;
  if (literal === undefined || !ts.isObjectLiteralExpression(literal) || !isExported(literal)) return undefined;
  if (ts.isPropertyAssignment(declaration)) return [skipParentheses(declaration.initializer)];
  if (ts.isShorthandPropertyAssignment(declaration)) return [declaration.name];
  return ts.isMethodDeclaration(declaration) ? [declaration] : undefined;
}

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

const isExports = (declaration: ts.Declaration): boolean =>
  isAssignment(declaration) && /^(module\.)?exports(\.default)?$/.test(declaration.left.getText());

const isExported = (literal: ts.ObjectLiteralExpression): boolean =>
  ts.isBinaryExpression(literal.parent) && isExports(literal.parent);

function valueOperand(l: Lowering, value: Written, name: string): Operand | undefined {
  if (ts.isMethodDeclaration(value)) return { kind: "closure", node: value, scope: undefined, name };
  if (isFunctionExpression(value)) return { kind: "closure", node: value, scope: undefined, name };
  if (ts.isClassExpression(value)) return declaredClass(l.program, value, l);
  if (ts.isCallExpression(value)) {
    const [specifier] = value.arguments;
    const required = isRequire(value) && specifier !== undefined && ts.isStringLiteralLike(specifier);
    const declaration = required ? l.program.ctx.frontend.requiredBy(specifier) : undefined;
    return declaration === undefined ? undefined : declarationOperand(l, declaration, specifier ?? value, name);
  }
  if (!ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return fold(l.program, value, 0);
  const named = ts.isIdentifier(value) ? value : value.name;
  const declaration = l.program.ctx.frontend.declarationOf(named);
  return declaration === undefined ? undefined : declarationOperand(l, declaration, named, named.text);
}

const isRequire = (call: ts.CallExpression): boolean => call.expression.getText() === "require";

function declarationOperand(
  l: Lowering,
  declaration: ts.Declaration,
  node: ts.Node,
  name: string,
): Operand | undefined {
  const closure = closureOf(declaration);
  if (closure !== undefined) return isModuleLevel(declaration) ? closure : undefined;
  if (isAssignment(declaration)) return staticOperand(l, [declaration], name);
  if (!ts.isVariableDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return undefined;
  return moduleOperand({ ...l, scope: new Scope(undefined, l.activation), given: new Map() }, node, name);
}
