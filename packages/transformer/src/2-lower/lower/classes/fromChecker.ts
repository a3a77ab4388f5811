import { checkerOf } from "../../../frontend/frontend.js";
import { ts } from "../../../frontend/ts.js";
import type { ClassValue, ProgramState } from "../state.js";
import { declaredClass, derivesFrom, hasModifier, isAmbient, programClasses } from "./model.js";

/** What the type of an instance says: the classes that it may be of. Undefined for plain data and for what is not known. */
export function classesOfType(program: ProgramState, type: ts.Type): readonly ClassValue[] | undefined {
  const declared = type.symbol?.declarations?.find(ts.isClassLike);
  if (declared !== undefined) {
    const cls = isAmbient(declared) ? undefined : declaredClass(program, declared);
    if (cls === undefined) return undefined;
    // One of an installed package is in none of the program's own files.
    const own = hasModifier(declared, ts.SyntaxKind.AbstractKeyword) ? [] : [cls];
    return [...new Set([...own, ...programClasses(program).filter((one) => derivesFrom(one, cls))])];
  }
  if (!hasMethods(type)) return undefined;
  const checker = checkerOf(type);
  const classes = programClasses(program).filter(({ node }) => {
    const instance = program.ctx.frontend.typeOf(node);
    return checkerOf(instance) === checker && checker.isTypeAssignableTo(instance, type);
  });
  return classes.length === 0 ? undefined : classes;
}

/** An interface of data alone is a plain record. */
function hasMethods(type: ts.Type): boolean {
  const declarations = type.symbol?.declarations ?? [];
  if (!declarations.some(ts.isInterfaceDeclaration)) return false;
  const properties = checkerOf(type).getPropertiesOfType(type);
  return properties.some(({ flags }) => (flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0);
}

/** What an instance of one of these classes holds. */
interface HeldField {
  readonly property: ts.Symbol;
  /** All of the classes have it. */
  readonly isEverywhere: boolean;
}

/** The fields by name: no methods, no accessors, nothing that is private at run time. */
export function fieldsOfClasses(
  program: ProgramState,
  type: ts.Type,
  classes: readonly ClassValue[],
): readonly HeldField[] {
  const instances = classes.map(({ node }) => program.ctx.frontend.typeOf(node));
  const found = new Map<string, ts.Symbol>();
  for (const one of [type, ...instances]) {
    for (const property of checkerOf(one).getPropertiesOfType(one)) {
      if (isField(property) && !found.has(property.name)) found.set(property.name, property);
    }
  }
  const isIn = (one: ts.Type, name: string): boolean => checkerOf(one).getPropertyOfType(one, name) !== undefined;
  return [...found.values()].map((property) => ({
    property,
    isEverywhere: instances.every((one) => isIn(one, property.name)),
  }));
}

function isField(property: ts.Symbol): boolean {
  if ((property.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Accessor)) !== 0) return false;
  const declaration = property.valueDeclaration;
  if (declaration === undefined) return true;
  if (ts.isPropertyDeclaration(declaration) && declaration.initializer !== undefined) {
    if (ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer)) return false;
  }
  const name = ts.getNameOfDeclaration(declaration);
  return name === undefined || !ts.isPrivateIdentifier(name);
}
