import { ts } from "ts-morph";
import type { Program } from "./program/program.js";

/** Programs that are a little smaller, the most promising first. Many of them are not well-typed: whoever tries them finds out. */
export function* reductions(program: Program): Generator<Program> {
  const { source, inputs } = program;
  const file = ts.createSourceFile("program.ts", source, ts.ScriptTarget.ES2022, true);
  if (inputs.length > 1) for (const input of inputs) yield { ...program, inputs: [input] };
  const seen = new Set<string>([source]);
  const edits = [...editsOf(file)].sort((a, b) => b.removed - a.removed);
  for (const edit of edits) {
    const text = source.slice(0, edit.start) + edit.text + source.slice(edit.end);
    const tidy = text.replace(/^\s*;?\s*\n/gm, "");
    if (seen.has(tidy) || tidy.length >= source.length) continue;
    seen.add(tidy);
    yield { ...program, source: tidy };
  }
  yield* withoutParameters(program, file);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly removed: number;
}

function* editsOf(file: ts.SourceFile): Generator<Edit> {
  const replace = (node: ts.Node, text: string): Edit => {
    const start = node.getStart(file);
    return { start, end: node.end, text, removed: node.end - start - text.length };
  };
  const visit = function* (node: ts.Node): Generator<Edit> {
    if (ts.isStatement(node) && !ts.isBlock(node)) yield* statementEdits(node, replace);
    else if (ts.isExpression(node)) yield* expressionEdits(node, replace);
    else if (ts.isCaseClause(node) || ts.isDefaultClause(node)) yield replace(node, "");
    for (const child of node.getChildren(file)) {
      if (child.kind === ts.SyntaxKind.SyntaxList) for (const one of child.getChildren(file)) yield* visit(one);
      else yield* visit(child);
    }
  };
  for (const statement of file.statements) yield* visit(statement);
}

type Replace = (node: ts.Node, text: string) => Edit;

const inner = (node: ts.Node): string =>
  ts.isBlock(node) ? node.statements.map((one) => one.getText()).join("\n") : node.getText();

function* statementEdits(node: ts.Statement, replace: Replace): Generator<Edit> {
  if (!ts.isReturnStatement(node))
    yield replace(
      node,
      ts.isBlock(node.parent) || ts.isSourceFile(node.parent) || ts.isCaseOrDefaultClause(node.parent) ? "" : ";",
    );
  if (ts.isIfStatement(node)) {
    yield replace(node, inner(node.thenStatement));
    if (node.elseStatement !== undefined) {
      yield replace(node, inner(node.elseStatement));
      yield replace(node, `if (${node.expression.getText()}) ${node.thenStatement.getText()}`);
    }
  } else if (
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node)
  )
    yield replace(node, inner(node.statement));
  else if (ts.isLabeledStatement(node)) yield replace(node, node.statement.getText());
  else if (
    ts.isExpressionStatement(node) &&
    ts.isBinaryExpression(node.expression) &&
    node.expression.operatorToken.getText() !== "="
  )
    yield replace(node, `${node.expression.left.getText()} = ${node.expression.right.getText()};`);
}

const isTarget = (node: ts.Expression): boolean => {
  const { parent } = node;
  return (
    (ts.isBinaryExpression(parent) &&
      parent.left === node &&
      /=$/.test(parent.operatorToken.getText()) &&
      !/^([=!]==|[<>]=)$/.test(parent.operatorToken.getText())) ||
    (ts.isCallExpression(parent) && parent.expression === node) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isPostfixUnaryExpression(parent)
  );
};

/** An expression becomes one of its own parts or a constant. */
function* expressionEdits(node: ts.Expression, replace: Replace): Generator<Edit> {
  if (isTarget(node) || ts.isNumericLiteral(node)) return;
  for (const part of parts(node)) yield replace(node, part.getText());
  if (ts.isIdentifier(node) || node.getText().length < 2) return;
  yield replace(node, "1");
  yield replace(node, "true");
  yield replace(node, "false");
}

function parts(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node)) return [node.left, node.right];
  if (ts.isParenthesizedExpression(node) || ts.isSpreadElement(node)) return [node.expression];
  if (ts.isPrefixUnaryExpression(node)) return [node.operand];
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isCallExpression(node)) {
    const base =
      ts.isPropertyAccessExpression(node.expression) && node.expression.expression.getText() !== "Math"
        ? [node.expression.expression]
        : [];
    return [...base, ...node.arguments];
  }
  return [];
}

/** Without one parameter of f. */
function* withoutParameters(program: Program, file: ts.SourceFile): Generator<Program> {
  const f = file.statements.find(
    (node): node is ts.FunctionDeclaration => ts.isFunctionDeclaration(node) && node.name?.text === "f",
  );
  if (f === undefined || f.parameters.length < 2) return;
  const texts = f.parameters.map((parameter) => parameter.getText());
  const first = f.parameters[0];
  const last = f.parameters.at(-1);
  for (const k of texts.keys()) {
    const wrt = program.wrt.filter((one) => one !== k).map((one) => (one > k ? one - 1 : one));
    if (wrt.length === 0 || first === undefined || last === undefined) continue;
    const kept = texts.filter((_, one) => one !== k).join(", ");
    const source = program.source.slice(0, first.getStart()) + kept + program.source.slice(last.end);
    yield { ...program, source, wrt, inputs: program.inputs.map((input) => dropItem(input, k)) };
  }
}

function dropItem(list: string, k: number): string {
  const file = ts.createSourceFile("input.ts", list, ts.ScriptTarget.ES2022, true);
  const statement = file.statements[0];
  if (
    statement === undefined ||
    !ts.isExpressionStatement(statement) ||
    !ts.isArrayLiteralExpression(statement.expression)
  )
    return list;
  return `[${statement.expression.elements
    .filter((_, one) => one !== k)
    .map((item) => item.getText())
    .join(", ")}]`;
}
