import { ts } from "ts-morph";

/**
 * The text of a module in which arithmetic and identity are calls of `$`, so that its numbers may be duals. Everything else stays what
 * JavaScript makes of it.
 */
export function rewrite(source: string, fileName = "program.ts"): string {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.ES2022, true);
  const { transformed, dispose } = ts.transform(file, [
    (context) => (root) => rewriter(context)(root) as ts.SourceFile,
  ]);
  const text = ts.createPrinter().printFile(transformed[0] ?? file);
  dispose();
  return text;
}

const { factory } = ts;
const arithmetic = new Set(["+", "-", "*", "/", "%", "**"]);
const searches = new Set(["indexOf", "lastIndexOf", "includes"]);

function rewriter(context: ts.TransformationContext): (node: ts.Node) => ts.Node {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isTypeNode(node) || ts.isEnumDeclaration(node)) return node;
    if (ts.isBinaryExpression(node)) return binary(node) ?? inner(node);
    if (ts.isPrefixUnaryExpression(node)) return prefix(node) ?? inner(node);
    if (ts.isPostfixUnaryExpression(node)) return postfix(node);
    if (ts.isConditionalExpression(node))
      return factory.updateConditionalExpression(
        node,
        condition(node.condition),
        node.questionToken,
        expression(node.whenTrue),
        node.colonToken,
        expression(node.whenFalse),
      );
    if (ts.isElementAccessExpression(node)) return element(node) ?? inner(node);
    if (ts.isTypeOfExpression(node)) return call("typeOf", expression(node.expression));
    if (ts.isCallExpression(node)) return search(node) ?? inner(node);
    if (ts.isNewExpression(node)) return made(node) ?? inner(node);
    if (ts.isSwitchStatement(node))
      return factory.updateSwitchStatement(node, call("raw", expression(node.expression)), visitCases(node.caseBlock));
    if (ts.isIfStatement(node))
      return factory.updateIfStatement(
        node,
        condition(node.expression),
        statement(node.thenStatement),
        node.elseStatement && statement(node.elseStatement),
      );
    if (ts.isWhileStatement(node))
      return factory.updateWhileStatement(node, condition(node.expression), counted(node.statement));
    if (ts.isDoStatement(node))
      return factory.updateDoStatement(node, counted(node.statement), condition(node.expression));
    if (ts.isForStatement(node))
      return factory.updateForStatement(
        node,
        node.initializer && (visit(node.initializer) as ts.ForInitializer),
        node.condition && condition(node.condition),
        node.incrementor && expression(node.incrementor),
        counted(node.statement),
      );
    if (ts.isCatchClause(node)) return caught(node);
    return inner(node);
  };
  const inner = (node: ts.Node): ts.Node => ts.visitEachChild(node, visit, context);
  const expression = (node: ts.Expression): ts.Expression => visit(node) as ts.Expression;
  const statement = (node: ts.Statement): ts.Statement => visit(node) as ts.Statement;
  const condition = (node: ts.Expression): ts.Expression =>
    isBoolean(node) ? expression(node) : call("truthy", expression(node));
  const counted = (node: ts.Statement): ts.Statement =>
    factory.createBlock([factory.createExpressionStatement(call("tick")), statement(node)]);
  const visitCases = (block: ts.CaseBlock): ts.CaseBlock =>
    factory.updateCaseBlock(
      block,
      block.clauses.map((clause) =>
        ts.isCaseClause(clause)
          ? factory.updateCaseClause(
              clause,
              call("raw", expression(clause.expression)),
              clause.statements.map(statement),
            )
          : (inner(clause) as ts.DefaultClause),
      ),
    );

  /** What says that a program is not suitable is no exception of the program. */
  const caught = (node: ts.CatchClause): ts.CatchClause => {
    const name = factory.createUniqueName("caught");
    const given = node.variableDeclaration?.name;
    const declared =
      given === undefined
        ? []
        : [
            factory.createVariableStatement(
              undefined,
              factory.createVariableDeclarationList(
                [factory.createVariableDeclaration(given, undefined, undefined, name)],
                ts.NodeFlags.Let,
              ),
            ),
          ];
    const statements = [factory.createExpressionStatement(call("pass", name)), ...declared, statement(node.block)];
    return factory.updateCatchClause(
      node,
      factory.createVariableDeclaration(name),
      factory.createBlock(statements, true),
    );
  };

  const binary = (node: ts.BinaryExpression): ts.Node | undefined => {
    const operator = node.operatorToken.getText();
    const { left, right } = node;
    if (arithmetic.has(operator)) return call("operate", text(operator), expression(left), expression(right));
    if (/^[!=]==?$/.test(operator)) {
      const same = call(operator.length === 3 ? "same" : "equal", expression(left), expression(right));
      return operator.startsWith("!") ? factory.createLogicalNot(same) : same;
    }
    if ((operator === "&&" || operator === "||") && !isBoolean(left)) {
      const rest = arrow(expression(right));
      return call(operator === "&&" ? "and" : "or", expression(left), rest);
    }
    if (operator === "=" && ts.isElementAccessExpression(left) && !isTarget(node))
      return call("store", expression(left.expression), expression(left.argumentExpression), expression(right));
    const compound = operator.endsWith("=") ? operator.slice(0, -1) : "";
    if (arithmetic.has(compound)) return change(left, compound, expression(right));
    if (compound === "&&" || compound === "||") return maybeAssigned(left, compound, expression(right));
    return undefined;
  };

  /** `target op= by`: the target's parts are evaluated once, then its value, then `by`. */
  const change = (target: ts.Expression, operator: string, by: ts.Expression): ts.Expression => {
    const place = placeOf(target);
    if (place !== undefined) return call("update", place, text(operator), by);
    const plain = expression(target);
    return factory.createParenthesizedExpression(
      factory.createAssignment(plain, call("operate", text(operator), plain, by)),
    );
  };

  /** `target ||= by`: a dual that is 0 is no object for JavaScript. */
  const maybeAssigned = (target: ts.Expression, operator: "&&" | "||", by: ts.Expression): ts.Expression => {
    const name = operator === "&&" ? "and" : "or";
    const place = placeOf(target);
    if (place !== undefined) return call(`${name}Assign`, place, arrow(by));
    const plain = expression(target);
    return call(name, plain, arrow(factory.createParenthesizedExpression(factory.createAssignment(plain, by))));
  };

  /** A member that is evaluated once; undefined for names and private members. */
  const placeOf = (node: ts.Expression): ts.Expression | undefined => {
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return placeOf(node.expression);
    if (ts.isElementAccessExpression(node))
      return call("place", expression(node.expression), expression(node.argumentExpression));
    if (!ts.isPropertyAccessExpression(node) || ts.isPrivateIdentifier(node.name)) return undefined;
    if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return undefined;
    return call("place", expression(node.expression), text(node.name.text));
  };

  const prefix = (node: ts.PrefixUnaryExpression): ts.Node | undefined => {
    switch (node.operator) {
      case ts.SyntaxKind.PlusPlusToken:
        return change(node.operand, "+", factory.createNumericLiteral(1));
      case ts.SyntaxKind.MinusMinusToken:
        return change(node.operand, "-", factory.createNumericLiteral(1));
      case ts.SyntaxKind.ExclamationToken:
        return factory.createLogicalNot(condition(node.operand));
      case ts.SyntaxKind.MinusToken:
        return ts.isNumericLiteral(node.operand) ? undefined : call("negative", expression(node.operand));
      case ts.SyntaxKind.PlusToken:
        return call("number", expression(node.operand));
    }
    return undefined;
  };

  const postfix = (node: ts.PostfixUnaryExpression): ts.Node => {
    const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-";
    const place = placeOf(node.operand);
    if (place !== undefined) return call("step", place, text(operator));
    const target = expression(node.operand);
    return call("first", target, change(node.operand, operator, factory.createNumericLiteral(1)));
  };

  /** A read by index; what is called keeps its `this`, and what is assigned by a pattern its place. */
  const element = (node: ts.ElementAccessExpression): ts.Node | undefined => {
    const { parent } = node;
    if (node.questionDotToken !== undefined || ts.isOptionalChain(node)) return undefined;
    if (ts.isCallExpression(parent) && parent.expression === node) return undefined;
    const isAssigned =
      ts.isBinaryExpression(parent) && parent.left === node && /[^=!<>]=$/.test(parent.operatorToken.getText());
    if (isAssigned || ts.isDeleteExpression(parent) || isTarget(node)) return undefined;
    return call("load", expression(node.expression), expression(node.argumentExpression));
  };

  const search = (node: ts.CallExpression): ts.Node | undefined => {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(callee)) return undefined;
    if (ts.isIdentifier(callee.expression) && callee.expression.text === "Array" && callee.name.text === "isArray")
      return call("isArray", ...node.arguments.map(expression));
    if (!searches.has(callee.name.text)) return undefined;
    return call("search", text(callee.name.text), expression(callee.expression), ...node.arguments.map(expression));
  };

  const made = (node: ts.NewExpression): ts.Node | undefined => {
    const [length] = node.arguments ?? [];
    if (!ts.isIdentifier(node.expression) || node.expression.text !== "Array" || length === undefined) return undefined;
    return factory.updateNewExpression(node, node.expression, undefined, [call("raw", expression(length))]);
  };
  return visit;
}

const call = (name: string, ...args: ts.Expression[]): ts.Expression =>
  factory.createCallExpression(
    factory.createPropertyAccessExpression(factory.createIdentifier("$"), name),
    undefined,
    args,
  );

const text = (value: string): ts.Expression => factory.createStringLiteral(value);

const arrow = (body: ts.Expression): ts.Expression =>
  factory.createArrowFunction(undefined, undefined, [], undefined, undefined, body);

/** Whether it is seen that an expression is no number. */
function isBoolean(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isBoolean(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.getText();
  if (operator === "&&" || operator === "||") return isBoolean(node.left) && isBoolean(node.right);
  return /^([<>]=?|[!=]==?|instanceof|in)$/.test(operator);
}

/** Whether a member is assigned by a pattern. */
function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  // An element with a default.
  if (ts.isBinaryExpression(parent) && parent.left === node && isTarget(parent)) return true;
  let at: ts.Node = node;
  while (
    ts.isArrayLiteralExpression(at.parent) ||
    ts.isPropertyAssignment(at.parent) ||
    ts.isObjectLiteralExpression(at.parent) ||
    ts.isSpreadElement(at.parent) ||
    ts.isParenthesizedExpression(at.parent) ||
    (ts.isBinaryExpression(at.parent) && at.parent.left === at && at !== node)
  ) {
    if (ts.isBinaryExpression(at.parent)) return at.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    at = at.parent;
  }
  return ts.isForOfStatement(at.parent) && at.parent.initializer === at;
}
