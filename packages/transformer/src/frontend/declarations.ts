import { ts } from "./ts.js";

/** The symbol that a name stands for, with imports, re-exports and other aliases followed. */
export function symbolOf(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  const parent = name.parent as ts.Node | undefined;
  const symbol =
    parent && ts.isShorthandPropertyAssignment(parent) && parent.name === name
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(name);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const target = checker.getAliasedSymbol(symbol);
  // An import of a file that is missing, or a circle of re-exports, ends in a symbol without declarations.
  return target.declarations === undefined ? undefined : target;
}

/** The declaration that defines a symbol: of an overloaded function, the one with the body. */
export function declarationOfSymbol(symbol: ts.Symbol): ts.Declaration | undefined {
  const bodies = symbol.declarations?.filter(
    (declaration) => ts.isFunctionLike(declaration) && "body" in declaration && declaration.body !== undefined,
  );
  return bodies?.[0] ?? symbol.valueDeclaration ?? symbol.declarations?.[0];
}
