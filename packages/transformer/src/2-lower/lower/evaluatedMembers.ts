import { ts } from "../../frontend/ts.js";
import { evaluatedOperand, evaluatedProperty, isUnsettled } from "./evaluated.js";
import { usesThis } from "./functions/lambda.js";
import { ownProperty } from "./functions/properties.js";
import { ownReturns } from "./inlineCall.js";
import { closureOf } from "./module.js";
import { isModuleLevel } from "./moduleLevel.js";
import { isImported, isOfPackage } from "./packages.js";
import { type Closure, type Lowering, type Operand, refuse } from "./state.js";

/** A member of an object that a package makes by running, where no declaration says what it is. */
export function evaluatedMember(l: Lowering, node: ts.PropertyAccessExpression): Operand | undefined {
  let root: ts.Expression = node;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root) || l.scope.lookup(root.text) !== undefined) return undefined;
  if (!isOfPackage(root) && !isImported(l, root)) return undefined;
  const declared = l.program.ctx.frontend.declarationOf(node);
  const isDeclared = declared !== undefined && !declared.getSourceFile().isDeclarationFile;
  const isKnown = isDeclared && (closureOf(declared) !== undefined || ts.isClassLike(declared) || isConstant(declared));
  if (isKnown) return undefined;
  const operand = evaluatedOperand(l, node);
  if (operand !== undefined || !isUnsettled(l, node)) return operand;
  return refuse(l, "unknownFunctionValue", node);
}

/** A variable of a module: its initializer is asked first. */
const isConstant = (declared: ts.Declaration): boolean => ts.isVariableDeclaration(declared) && isModuleLevel(declared);

/** What `this` is in a function of a package that is called as a member. */
export const receiverOf = (fn: Operand, base: Operand): Operand | undefined =>
  fn.kind === "closure" && fn.thing !== undefined && usesThis(fn.node) ? base : undefined;

/** `f.name` of a function, or of an object of a package that is known as one is. */
export function propertyOfFunction(l: Lowering, base: Operand, name: string): Operand | undefined {
  if (base.kind !== "closure" && base.kind !== "builtin") return undefined;
  return evaluatedProperty(l, base, name) ?? (base.kind === "closure" ? ownProperty(l, base, name) : undefined);
}

/** A function that waits for more arguments gives itself as long as there are none. */
export const returnsItself = ({ thing, node }: Closure): boolean =>
  thing !== undefined &&
  node.name !== undefined &&
  ts.isIdentifier(node.name) &&
  ownReturns(node).some(({ expression }) => expression?.getText() === node.name?.getText());
