import ts from "typescript";

const { SyntaxKind } = ts;

/** What a node may become; a statement that becomes nothing is left out. */
export interface Change {
  readonly after: string;
  readonly isStatement?: true;
}

export function changesOf(node: ts.Node): readonly Change[] {
  if (isInType(node)) return [];
  if (isDropped(node)) return [{ after: "", isStatement: true }];
  if (!ts.isExpression(node) || isTarget(node)) return [];
  return [...asCondition(node), ...asExpression(node)].map((after) => ({ after }));
}

/** Statements whose absence leaves a program that can run. What throws is an assertion: it is not reached, and nobody would miss it. */
const isDropped = (node: ts.Node): node is ts.Statement =>
  (ts.isExpressionStatement(node) || ts.isContinueStatement(node) || isVoidReturn(node)) &&
  !(ts.isExpressionStatement(node) && node.expression.kind === SyntaxKind.CallExpression && isSuper(node.expression));

const isVoidReturn = (node: ts.Node): boolean => ts.isReturnStatement(node) && node.expression === undefined;
const isSuper = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) && node.expression.kind === SyntaxKind.SuperKeyword;

/** A condition that always, or never, holds. */
function asCondition(node: ts.Expression): readonly string[] {
  const { parent } = node;
  const decides =
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
  if (decides)
    return ts.isIfStatement(parent) && ts.isThrowStatement(parent.thenStatement) ? ["true"] : ["true", "false"];
  return ts.isWhileStatement(parent) && parent.expression === node ? ["false"] : [];
}

const swapped: Readonly<Record<string, string>> = {
  "&&": "||",
  "||": "&&",
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
};

const renamed: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  push: "unshift",
  unshift: "push",
  pop: "shift",
  shift: "pop",
};
/** Calls that give something like what they are called on. */
const left = ["filter", "reverse", "toReversed", "slice", "sort", "toSorted"];

const words: Readonly<Record<string, string>> = {
  add: "sub",
  sub: "add",
  mul: "div",
  div: "mul",
  neg: "identity",
  and: "or",
  or: "and",
  lt: "le",
  le: "lt",
  eq: "ne",
  ne: "eq",
  max: "min",
  min: "max",
  floor: "ceil",
  ceil: "floor",
  store: "accumulate",
  accumulate: "store",
};

function asExpression(node: ts.Expression): readonly string[] {
  const text = node.getText();
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.getText();
    if (operator === "??") return [node.left.getText(), node.right.getText()];
    const other = swapped[operator];
    return other === undefined ? [] : [`${node.left.getText()} ${other} ${node.right.getText()}`];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return [node.operand.getText()];
  if (node.kind === SyntaxKind.TrueKeyword) return ["false"];
  if (node.kind === SyntaxKind.FalseKeyword) return ["true"];
  if (ts.isNumericLiteral(node)) return [text === "0" ? "1" : text === "1" ? "0" : `${text} + 1`];
  if (ts.isStringLiteral(node) && isMade(node)) return words[node.text] === undefined ? [] : [`"${words[node.text]}"`];
  if (ts.isArrayLiteralExpression(node)) return listChanges(node);
  return ts.isCallExpression(node) && !ts.isOptionalChain(node) ? callChanges(node) : [];
}

/** A word that goes into the program that is made, and is not only asked for. */
const isMade = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) || ts.isCallExpression(parent) || ts.isConditionalExpression(parent);

function listChanges({ elements }: ts.ArrayLiteralExpression): readonly string[] {
  const texts = elements.map((element) => element.getText());
  const [a, b] = texts;
  if (elements.some(ts.isSpreadElement)) {
    const without = texts.map((_, k) => `[${texts.filter((_text, one) => one !== k).join(", ")}]`);
    return texts.length > 1 ? [...without, `[${texts.toReversed().join(", ")}]`] : without;
  }
  return texts.length === 2 && a !== b ? [`[${b}, ${a}]`] : [];
}

function callChanges(node: ts.CallExpression): readonly string[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: of, name } = node.expression;
  const rest = node.arguments.map((argument) => argument.getText()).join(", ");
  const other = Object.hasOwn(renamed, name.text) ? renamed[name.text] : undefined;
  if (other !== undefined) return [`${of.getText()}.${other}(${rest})`];
  return left.includes(name.text) ? [`[...${of.getText()}]`] : [];
}

/** What is assigned to, called, or matched by a pattern is no value. */
function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node && /^[^=!<>]*=$/.test(parent.operatorToken.getText()))
    return !/^(===?|!==?|<=|>=)$/.test(parent.operatorToken.getText());
  return (
    ts.isLiteralTypeNode(parent) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isEnumMember(parent) ||
    ts.isCaseClause(parent) ||
    ts.isComputedPropertyName(parent) ||
    (ts.isForOfStatement(parent) && parent.initializer === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

function isInType(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent)
    if (ts.isTypeNode(at) || ts.isTypeAliasDeclaration(at) || ts.isInterfaceDeclaration(at)) return true;
  return false;
}
