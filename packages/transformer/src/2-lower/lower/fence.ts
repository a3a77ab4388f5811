import { ts } from "../../frontend/ts.js";

const names: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.RegularExpressionLiteral, "a regular expression"],
  [ts.SyntaxKind.TaggedTemplateExpression, "a tagged template"],
  [ts.SyntaxKind.BigIntLiteral, "a bigint"],
  [ts.SyntaxKind.DeleteExpression, "delete"],
  [ts.SyntaxKind.SuperKeyword, "super"],
  [ts.SyntaxKind.MetaProperty, "a meta property"],
  [ts.SyntaxKind.SpreadElement, "spread here"],
  [ts.SyntaxKind.ForInStatement, "for … in"],
  [ts.SyntaxKind.WithStatement, "with"],
  [ts.SyntaxKind.EnumDeclaration, "a local enum"],
  [ts.SyntaxKind.ModuleDeclaration, "a namespace"],
  [ts.SyntaxKind.DebuggerStatement, "debugger"],
  [ts.SyntaxKind.PrivateIdentifier, "a private name"],
]);

/** What a reader calls a piece of syntax. */
export const syntaxName = (node: ts.Node): string =>
  names.get(node.kind) ?? (ts.SyntaxKind[node.kind] ?? "this syntax").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
