import { ts } from "../../frontend/ts.js";
import { kindOfChecker } from "./kinds.js";
import { isPrelude } from "./prelude.js";
import type { ProgramState } from "./state.js";

// The members of a union may give one name to fields of several kinds: `{ t: "number"; value: number } | { t: "let"; value: Expr }`.
// All of them are one record, so such a field holds boxes, in every literal and wherever it is read.

const typesIn = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

/** The properties of this name in the members of a union. */
const propertiesOf = (checker: ts.TypeChecker, types: readonly ts.Type[], name: string): readonly ts.Symbol[] =>
  types.flatMap((type) => checker.getPropertyOfType(type, name) ?? []);

/** Those that the types of a union say a property of a literal is. */
function expectedSymbols(program: ProgramState, { parent, name }: ts.ObjectLiteralElement): readonly ts.Symbol[] {
  const checker = program.ctx.frontend.checkerAt(parent);
  const expected = ts.isObjectLiteralExpression(parent) ? checker.getContextualType(parent) : undefined;
  const isNamed = name !== undefined && ts.isIdentifier(name);
  return expected?.isUnion() && isNamed ? propertiesOf(checker, expected.types, name.text) : [];
}

const typesOf = (checker: ts.TypeChecker, symbols: readonly ts.Symbol[]): readonly ts.Type[] =>
  symbols.flatMap((symbol) => typesIn(checker.getTypeOfSymbol(symbol)));

/** What the members of a union say of a property of a literal that is one of them. */
export function expectedProperties(program: ProgramState, property: ts.ObjectLiteralElement): readonly ts.Type[] {
  return typesOf(program.ctx.frontend.checkerAt(property), expectedSymbols(program, property));
}

/** The types that a name or field may have at all, whatever the tests around this place say. */
export function typesElsewhere(program: ProgramState, node: ts.Node): readonly ts.Type[] {
  const { frontend } = program.ctx;
  if (ts.isPropertyAccessExpression(node)) return typesOf(frontend.checkerAt(node), symbolsElsewhere(program, node));
  const declaration = ts.isIdentifier(node) ? frontend.declarationOf(node) : undefined;
  // A namespace stands for a whole module, which has no type.
  return typesIn(frontend.typeOf(declaration === undefined || ts.isSourceFile(declaration) ? node : declaration));
}

const symbolsElsewhere = (program: ProgramState, node: ts.PropertyAccessExpression): readonly ts.Symbol[] =>
  propertiesOf(program.ctx.frontend.checkerAt(node), typesElsewhere(program, node.expression), node.name.text);

const { Undefined, Null, Void } = ts.TypeFlags;

export function haveSeveralKinds(program: ProgramState, types: readonly ts.Type[]): boolean {
  const present = types.filter(({ flags }) => (flags & (Undefined | Null | Void)) === 0);
  return new Set(present.map((type) => kindOfChecker(program, type))).size > 1;
}

/** The declarations of a property of a literal, or of one that is read, in the members of a union: none if they are of one kind. */
export function declarationsOf(program: ProgramState, node: ts.Node): readonly ts.Node[] {
  if (isPrelude(node)) return [];
  const symbols = ts.isObjectLiteralElement(node)
    ? expectedSymbols(program, node)
    : ts.isPropertyAccessExpression(node)
      ? symbolsElsewhere(program, node)
      : [];
  if (symbols.length < 2 || !haveSeveralKinds(program, typesOf(program.ctx.frontend.checkerAt(node), symbols)))
    return [];
  return symbols.flatMap(({ declarations }) => declarations ?? []);
}

/** Whether a property of a literal was found to be such a field. */
export const isMixedField = (program: ProgramState, node: ts.Node): boolean =>
  program.facts.mixed.size > 0 && declarationsOf(program, node).some((one) => program.facts.mixed.has(one));
