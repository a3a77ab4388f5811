import type { ProjectFrontend } from "../../frontend/project.js";
import { ts } from "../../frontend/ts.js";
import type { ModuleVariable } from "../../ir/types.js";

/**
 * The text of a table that another module keeps to itself: a copy of it is as good, if it is written out there and nothing in
 * that module can change it. Undefined if that cannot be told.
 */
export function copyConstant(global: ModuleVariable, frontend: ProjectFrontend): string | undefined {
  const home = frontend.sourceFile(global.file);
  const declaration = home?.statements
    .flatMap((statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations : []))
    .find((one) => ts.isIdentifier(one.name) && one.name.text === global.name);
  const initializer = declaration?.initializer;
  if (home === undefined || declaration === undefined || initializer === undefined) return undefined;
  const text = literalText(initializer) ?? numberText(initializer, frontend, 0);
  return text !== undefined && usesOf(declaration, home, frontend).every((use) => isRead(use, initializer))
    ? text
    : undefined;
}

/** A literal made of literals, without types. */
function literalText(expression: ts.Expression): string | undefined {
  const node = bare(expression);
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node) || isWord(node)) return node.getText();
  if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) return node.getText();
  if (ts.isArrayLiteralExpression(node)) {
    const elements = node.elements.map(literalText);
    return elements.includes(undefined) ? undefined : `[${elements.join(", ")}]`;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const fields = node.properties.map((property) => {
      if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) return undefined;
      const value = literalText(property.initializer);
      return value === undefined ? undefined : `${property.name.getText()}: ${value}`;
    });
    return fields.includes(undefined) ? undefined : `{ ${fields.join(", ")} }`;
  }
  if (ts.isNewExpression(node) && /^(Float|Int|Uint)\d+(Clamped)?Array$/.test(node.expression.getText())) {
    const [elements, ...more] = node.arguments ?? [];
    const list = elements === undefined || more.length > 0 ? undefined : bare(elements);
    const text = list !== undefined && ts.isArrayLiteralExpression(list) ? literalText(list) : undefined;
    return text === undefined ? undefined : `new ${node.expression.getText()}(${text})`;
  }
  return undefined;
}

const arithmetic: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
]);

/** `0.5 * (Math.sqrt(3) - 1)`: what a number is computed from, other such constants of modules among it. */
function numberText(expression: ts.Expression, frontend: ProjectFrontend, depth: number): string | undefined {
  const node = bare(expression);
  const text = (part: ts.Expression): string | undefined => numberText(part, frontend, depth + 1);
  if (depth > 20) return undefined;
  if (ts.isNumericLiteral(node)) return node.getText();
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const operand = text(node.operand);
    return operand && `(-${operand})`;
  }
  if (ts.isBinaryExpression(node) && arithmetic.has(node.operatorToken.kind)) {
    const [left, right] = [text(node.left), text(node.right)];
    return left && right && `(${left} ${node.operatorToken.getText()} ${right})`;
  }
  if (ts.isPropertyAccessExpression(node)) return isMath(node, frontend) ? node.getText() : undefined;
  if (ts.isCallExpression(node)) {
    const args = node.arguments.map(text);
    const callee = bare(node.expression);
    if (!ts.isPropertyAccessExpression(callee) || !isMath(callee, frontend) || args.includes(undefined))
      return undefined;
    return callee.name.text === "random" ? undefined : `${callee.getText()}(${args.join(", ")})`;
  }
  const declaration = ts.isIdentifier(node) ? frontend.declarationOf(node) : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const home = declaration.getSourceFile();
  const isOfModule = declaration.parent.parent.parent === home;
  if (!isOfModule || usesOf(declaration, home, frontend).some((use) => isAssigned(use.parent, use))) return undefined;
  return text(declaration.initializer);
}

/** A member of the library's own Math. */
const isMath = ({ expression }: ts.PropertyAccessExpression, frontend: ProjectFrontend): boolean => {
  const declaration = ts.isIdentifier(expression) ? frontend.declarationOf(expression) : undefined;
  return expression.getText() === "Math" && (declaration?.getSourceFile().isDeclarationFile ?? true);
};

const isWord = ({ kind }: ts.Node): boolean =>
  kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword || kind === ts.SyntaxKind.NullKeyword;

function bare(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    node = node.expression;
  }
  return node;
}

/** Where the module names the constant, besides its declaration. */
function usesOf(
  declaration: ts.VariableDeclaration,
  home: ts.SourceFile,
  frontend: ProjectFrontend,
): readonly ts.Node[] {
  const name = declaration.name.getText();
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && node !== declaration.name) {
      if (frontend.declarationOf(node) === declaration) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(home);
  return found;
}

const readers = ["slice", "map", "reduce", "indexOf", "includes", "join", "concat", "at", "some", "every", "find"];

/** `table[i]`, `table[i][j]`, `table.length`, `for (const x of table)`: nothing can be stored through it. */
function isRead(use: ts.Node, literal: ts.Expression): boolean {
  let node = use;
  let found: ts.Expression | undefined = bare(literal);
  for (; isAccessOf(node.parent, node); node = node.parent) {
    const access: ts.Node = node.parent;
    if (ts.isNonNullExpression(access)) continue;
    const name = ts.isPropertyAccessExpression(access) ? access.name.text : undefined;
    if (name === "length" && isList(found)) return !isAssigned(access.parent, access);
    if (name !== undefined && isList(found)) {
      return readers.includes(name) && isFlat(found) && ts.isCallExpression(access.parent);
    }
    found = found && partOf(found, name);
    if (found === undefined) return false;
  }
  const { parent } = node;
  if (ts.isTypeQueryNode(parent)) return true;
  if (!isList(found) && found !== undefined && !ts.isObjectLiteralExpression(found)) return !isAssigned(parent, node);
  // A row of the table could be stored to elsewhere; a number is only read.
  return isFlat(found) && ((ts.isForOfStatement(parent) && parent.expression === node) || ts.isSpreadElement(parent));
}

const isList = (node: ts.Node | undefined): node is ts.ArrayLiteralExpression | ts.NewExpression =>
  node !== undefined && (ts.isArrayLiteralExpression(node) || ts.isNewExpression(node));

const isFlat = (node: ts.Node | undefined): boolean =>
  isList(node) && (ts.isNewExpression(node) || node.elements.every((element) => isScalar(bare(element))));

const isScalar = (node: ts.Node): boolean =>
  !ts.isArrayLiteralExpression(node) && !ts.isObjectLiteralExpression(node) && !ts.isNewExpression(node);

/** What an access leads to: of a list, an element that is no number if there is one. */
function partOf(node: ts.Expression, name: string | undefined): ts.Expression | undefined {
  if (isList(node)) {
    const list = ts.isNewExpression(node) ? bare(node.arguments?.[0] as ts.Expression) : node;
    const elements = ts.isArrayLiteralExpression(list) ? list.elements.map(bare) : [];
    return elements.find((element) => !isScalar(element)) ?? elements[0] ?? undefined;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const field = node.properties.find((property) => property.name?.getText() === name);
  return field !== undefined && ts.isPropertyAssignment(field) ? bare(field.initializer) : undefined;
}

const isAccessOf = (parent: ts.Node, node: ts.Node): boolean =>
  (ts.isElementAccessExpression(parent) || ts.isPropertyAccessExpression(parent) || ts.isNonNullExpression(parent)) &&
  parent.expression === node;

function isAssigned(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    const assigns = operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
    return assigns && parent.left === node;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent)) return isPattern(parent);
  return ts.isDeleteExpression(parent) || ts.isForOfStatement(parent) || ts.isForInStatement(parent);
}

/** The left side of a destructuring assignment. */
function isPattern(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  return (
    (ts.isArrayLiteralExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isSpreadElement(parent)) &&
    isPattern(parent)
  );
}
