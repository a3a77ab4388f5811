import { ts } from "../../../frontend/ts.js";
import type { ProgramState } from "../state.js";
import { literalOf } from "./changes.js";
import { isStoredInto } from "./storedInto.js";
import { rootOf, storesOf } from "./stores.js";

/** Whether some code may store under a name of an object of a module. */
export function isReplaced(program: ProgramState, declaration: ts.VariableDeclaration, name: string): boolean {
  const { frontend } = program.ctx;
  let found = false;
  const literal = literalOf(declaration);
  let isHanded: boolean | undefined;
  const replaces = (place: ts.Expression): boolean => {
    const root = ts.isElementAccessExpression(place) ? rootOf(place.expression) : undefined;
    // `this` of a class or of another object is no object that only its own name stands for.
    const isOther =
      rootOf(place)?.kind === ts.SyntaxKind.ThisKeyword && (literal === undefined || !isWithin(place, literal));
    if (isOther) {
      isHanded ??= isHandedAround(program, declaration);
      if (!isHanded) return false;
    }
    if (ts.isPropertyAccessExpression(place)) return place.name.text === name;
    return root !== undefined && (!ts.isIdentifier(root) || frontend.declarationOf(root) === declaration);
  };
  const visit = (node: ts.Node): void => {
    if (storesOf(node).some(replaces)) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  for (const file of new Set([declaration.getSourceFile(), ...frontend.sourceFiles()]))
    if (file.text.includes(name)) visit(file);
  if (found) return true;
  // A helper that gets the object may store under any name.
  isHanded ??= isHandedAround(program, declaration);
  return isHanded && isStoredInto(program, frontend.typeOf(declaration.name), undefined, name);
}

/** Whether its name stands anywhere but before a dot: then the object may have other names. */
function isHandedAround(program: ProgramState, declaration: ts.VariableDeclaration): boolean {
  const { frontend } = program.ctx;
  const name = declaration.name.getText();
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !isBeforeDot(node) && node.parent !== declaration)
      found ||= frontend.declarationOf(node) === declaration;
    if (!found) ts.forEachChild(node, visit);
  };
  for (const file of new Set([declaration.getSourceFile(), ...frontend.sourceFiles()]))
    if (file.text.includes(name)) visit(file);
  return found;
}

/** Of `module.name`, the whole. */
const isBeforeDot = (name: ts.Expression): boolean => {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name || isBeforeDot(parent);
  return ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent);
};

const isWithin = (node: ts.Node, outer: ts.Node): boolean =>
  node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();
