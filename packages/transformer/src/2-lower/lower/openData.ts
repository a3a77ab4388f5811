import { ts } from "../../frontend/ts.js";
import type { ProgramState } from "./state.js";

// Modules that are not part of what is compiled may import a constant as well, and store in the object that it holds.

/**
 * Whether a module exports a constant with data that other modules may replace: `export const config = { rate: 0.5, act }`. Its classes may
 * be exported, too, or be handed on.
 */
export function isOpen(program: ProgramState, declaration: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  const checker = program.ctx.frontend.checkerAt(declaration);
  const symbol = checker.getSymbolAtLocation(declaration.name);
  if (symbol === undefined) return false;
  if (ts.isPropertyDeclaration(declaration) ? isPrivate(declaration) : !isExported(program, declaration)) return false;
  return hasOpenData(checker, checker.getTypeOfSymbol(symbol), deepest);
}

const isPrivate = (declaration: ts.PropertyDeclaration): boolean =>
  ts.isPrivateIdentifier(declaration.name) ||
  (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;

/** How far into an object of objects is looked. */
const deepest = 3;

/** Whether other modules can name a constant. */
export function isExported(program: ProgramState, declaration: ts.VariableDeclaration): boolean {
  const checker = program.ctx.frontend.checkerAt(declaration);
  const symbol = checker.getSymbolAtLocation(declaration.name);
  const module = checker.getSymbolAtLocation(declaration.getSourceFile());
  if (module === undefined) return false;
  return checker
    .getExportsOfModule(module)
    .some(
      (one) => one === symbol || ((one.flags & ts.SymbolFlags.Alias) !== 0 && checker.getAliasedSymbol(one) === symbol),
    );
}

function hasOpenData(checker: ts.TypeChecker, type: ts.Type, depth: number): boolean {
  if (depth === 0 || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return false;
  if (checker.isArrayType(type) || checker.isTupleType(type)) return false;
  return checker.getPropertiesOfType(type).some((property) => {
    const held = checker.getTypeOfSymbol(property);
    if (isClosed(property)) return false;
    return (held.flags & ts.TypeFlags.Object) === 0 || hasOpenData(checker, held, depth - 1);
  });
}

/** Read-only, private, or computed by an accessor. */
function isClosed(property: ts.Symbol): boolean {
  if ((property.flags & ts.SymbolFlags.Accessor) !== 0) return true;
  const closing = ts.ModifierFlags.Readonly | ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (property.declarations ?? []).some(
    (one) =>
      (ts.getCombinedModifierFlags(one) & closing) !== 0 ||
      (one.parent !== undefined && ts.isObjectLiteralExpression(one.parent) && isFrozen(one.parent)) ||
      (ts.isClassElement(one) && one.name !== undefined && ts.isPrivateIdentifier(one.name)),
  );
}

/** `{ … } as const`, `Object.freeze({ … })`, also around the objects that it is part of. */
function isFrozen(literal: ts.Node): boolean {
  for (let at = literal.parent; at !== undefined && !ts.isVariableDeclaration(at); at = at.parent) {
    if (ts.isAsExpression(at) && ts.isConstTypeReference(at.type)) return true;
    if (ts.isCallExpression(at) && at.expression.getText() === "Object.freeze") return true;
  }
  return false;
}
