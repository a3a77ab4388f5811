import { ts } from "ts-morph";

const { SyntaxKind } = ts;

/** What a node is an example of, in the words of the table; nothing for what stands in every program, and for types. */
export function labelsOf(node: ts.Node): readonly string[] {
  if (ts.isBinaryExpression(node)) return operator(node.operatorToken.getText());
  if (ts.isCallExpression(node)) return call(node);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const text = ts.tokenToString(node.operator) ?? "";
    return [text.length === 2 ? `${ts.isPrefixUnaryExpression(node) ? "prefix" : "postfix"} ${text}` : `unary ${text}`];
  }
  if (ts.isBreakStatement(node)) return [node.label ? "break label" : "break"];
  if (ts.isContinueStatement(node)) return [node.label ? "continue label" : "continue"];
  if (ts.isTryStatement(node))
    return [...(node.catchClause ? ["try … catch"] : []), ...(node.finallyBlock ? ["try … finally"] : [])];
  if (ts.isReturnStatement(node) && inside(node, ts.isTryStatement)) return ["return", "return inside try"];
  if (ts.isCaseClause(node)) return fallsThrough(node) ? ["case that falls through"] : ["case"];
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return access(node);
  if (ts.isSpreadElement(node)) return [ts.isArrayLiteralExpression(node.parent) ? "[...spread]" : "f(...spread)"];
  if (ts.isBindingElement(node))
    return [
      ...(node.initializer ? ["default in a pattern"] : []),
      ...(node.dotDotDotToken ? ["rest in a pattern"] : []),
    ];
  if (ts.isParameter(node))
    return [...(node.initializer ? ["default parameter"] : []), ...(node.dotDotDotToken ? ["rest parameter"] : [])];
  if (ts.isClassLike(node)) return [node.heritageClauses ? "class extends" : "class"];
  if (ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node)) return member(node);
  if (ts.isFunctionDeclaration(node))
    return [node.asteriskToken ? "function*" : ts.isSourceFile(node.parent) ? "function" : "local function"];
  if (ts.isYieldExpression(node)) return [node.asteriskToken ? "yield*" : "yield"];
  if (ts.isVariableDeclarationList(node))
    return [node.flags & ts.NodeFlags.Let ? "let" : node.flags & ts.NodeFlags.Const ? "const" : "var"];
  const name = plain.get(node.kind);
  return name === undefined ? [] : [name];
}

const plain: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.IfStatement, "if"],
  [SyntaxKind.ForStatement, "for"],
  [SyntaxKind.ForOfStatement, "for … of"],
  [SyntaxKind.ForInStatement, "for … in"],
  [SyntaxKind.WhileStatement, "while"],
  [SyntaxKind.DoStatement, "do … while"],
  [SyntaxKind.SwitchStatement, "switch"],
  [SyntaxKind.DefaultClause, "default clause"],
  [SyntaxKind.LabeledStatement, "label"],
  [SyntaxKind.ReturnStatement, "return"],
  [SyntaxKind.ThrowStatement, "throw"],
  [SyntaxKind.ConditionalExpression, "a ? b : c"],
  [SyntaxKind.ArrayLiteralExpression, "[…]"],
  [SyntaxKind.ObjectLiteralExpression, "{…}"],
  [SyntaxKind.ShorthandPropertyAssignment, "{ shorthand }"],
  [SyntaxKind.SpreadAssignment, "{ ...spread }"],
  [SyntaxKind.ComputedPropertyName, "{ [computed]: … }"],
  [SyntaxKind.ArrayBindingPattern, "[a, b] = …"],
  [SyntaxKind.ObjectBindingPattern, "{ a, b } = …"],
  [SyntaxKind.ArrowFunction, "arrow"],
  [SyntaxKind.FunctionExpression, "function expression"],
  [SyntaxKind.GetAccessor, "get"],
  [SyntaxKind.SetAccessor, "set"],
  [SyntaxKind.Constructor, "constructor"],
  [SyntaxKind.NewExpression, "new"],
  [SyntaxKind.TypeOfExpression, "typeof"],
  [SyntaxKind.DeleteExpression, "delete"],
  [SyntaxKind.TemplateExpression, "`template`"],
  [SyntaxKind.NonNullExpression, "a!"],
  [SyntaxKind.AsExpression, "as"],
  [SyntaxKind.EnumDeclaration, "enum"],
  [SyntaxKind.ThisKeyword, "this"],
]);

const operator = (text: string): readonly string[] =>
  text === "=" || /^[-+*/]$/.test(text) ? [] : [text === "," ? "a, b" : text];

function call(node: ts.CallExpression): readonly string[] {
  const optional = ts.isOptionalChain(node) ? ["?."] : [];
  const callee = node.expression;
  if (callee.kind === SyntaxKind.SuperKeyword) return ["super(…)"];
  if (ts.isElementAccessExpression(callee)) return [...optional, "a[i](…)"];
  if (!ts.isPropertyAccessExpression(callee)) return optional;
  const of = callee.expression.getText();
  const name = callee.name.text;
  if (/^(Math|Object|Array|Number|Float64Array|console)$/.test(of)) return [...optional, `${of}.${name}`];
  return [...optional, library.has(name) ? `.${name}(…)` : "a.method(…)"];
}

const library: ReadonlySet<string> = new Set(
  [Array, Map, Set, Float64Array, Function, String].flatMap((one) =>
    Object.getOwnPropertyNames(one.prototype).concat(
      Object.getOwnPropertyNames(Object.getPrototypeOf(Float64Array.prototype)),
    ),
  ),
);

const access = (node: ts.PropertyAccessExpression | ts.ElementAccessExpression): readonly string[] => {
  if (node.expression.kind === SyntaxKind.SuperKeyword) return ["super.member"];
  if (node.questionDotToken) return ["?."];
  return ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name) ? ["a.#private"] : [];
};

function member(node: ts.PropertyDeclaration | ts.MethodDeclaration): readonly string[] {
  const isStatic = node.modifiers?.some(({ kind }) => kind === SyntaxKind.StaticKeyword);
  const isPrivate = ts.isPrivateIdentifier(node.name);
  if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent)) return ["{ method() }"];
  const kind = ts.isMethodDeclaration(node) ? "method" : "field";
  return [`${isStatic ? "static " : isPrivate ? "#private " : ""}${kind}`];
}

function fallsThrough({ statements }: ts.CaseClause): boolean {
  const last = statements.at(-1);
  const end = last !== undefined && ts.isBlock(last) ? last.statements.at(-1) : last;
  return (
    end === undefined ||
    !(ts.isBreakStatement(end) || ts.isReturnStatement(end) || ts.isThrowStatement(end) || ts.isContinueStatement(end))
  );
}

/** Whether a node stands in something of a kind, within its own function. */
export function inside(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  for (let at = node.parent; at !== undefined && !ts.isFunctionLike(at); at = at.parent) if (is(at)) return true;
  return false;
}
