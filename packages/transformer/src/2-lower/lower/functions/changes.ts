import { ts } from "../../../frontend/ts.js";
import { closureOf } from "../module.js";
import { skipParentheses } from "../operators.js";
import { isAssignment } from "../scope.js";
import type { ProgramState } from "../state.js";

type Named = ts.VariableDeclaration | ts.ParameterDeclaration;

/**
 * Whether some code of the program may change what a constant of a module holds: it stores in it, calls a method that does, or
 * hands it to code that is not looked into. What the differentiated function itself stores is found by types.
 */
export function isChanged(program: ProgramState, declaration: Named, seen = new Set<Named>()): boolean {
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  const { frontend } = program.ctx;
  const name = declaration.name.getText();
  const home = declaration.getSourceFile();
  const isIt = (node: ts.Expression): boolean => {
    const root = rootOf(node);
    if (root === undefined || (root.text !== name && root.getSourceFile() === home)) return false;
    return frontend.declarationOf(root) === declaration;
  };
  const isHandedOn = ({ call, argument }: Handed): boolean => {
    if (!isIt(argument)) return false;
    const parameter = parameterFor(program, call, argument);
    return parameter === undefined || isChanged(program, parameter, seen);
  };
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    const changed = isObject(declaration) && callsOwnMember(node) ? [] : changedBy(node);
    if (changed.some(isIt) || handedOn(node).some(isHandedOn)) found = true;
    else ts.forEachChild(node, visit);
  };
  if (ts.isParameter(declaration)) visit(declaration.parent);
  else for (const file of new Set([home, ...frontend.sourceFiles()])) if (file.text.includes(name)) visit(file);
  return found;
}

/** A plain object has no methods that change it: `ops.add(…)` calls what the literal holds under that name. */
const isObject = ({ initializer }: Named): boolean =>
  initializer !== undefined && ts.isObjectLiteralExpression(skipParentheses(initializer));

const callsOwnMember = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ts.isIdentifier(skipParentheses(node.expression.expression));

/** The parameter that gets an argument, if it is known which function is called. */
function parameterFor({ ctx }: ProgramState, call: ts.Node, argument: ts.Expression): Named | undefined {
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const declaration = ctx.frontend.declarationOf(call.expression);
  const fn = declaration === undefined ? undefined : closureOf(declaration)?.node;
  const parameter = fn?.body === undefined ? undefined : fn.parameters[call.arguments.indexOf(argument)];
  const isPlain = parameter !== undefined && ts.isIdentifier(parameter.name) && parameter.dotDotDotToken === undefined;
  return isPlain ? parameter : undefined;
}

/** The expressions whose contents a node may change. */
function changedBy(node: ts.Node): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return [...targets(node.left), ...[node.right].filter(ts.isIdentifier)];
  }
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
    // Another name for it.
    return [node.initializer].filter(ts.isIdentifier);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const steps = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps ? [node.operand] : [];
  }
  if (ts.isDeleteExpression(node)) return [node.expression];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  return changing.has(node.expression.name.text) ? [node.expression.expression] : [];
}

/** A store in what an assignment is to; the whole binding is a constant. */
const targets = (left: ts.Expression): readonly ts.Expression[] =>
  ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left) ? accessesIn(left) : [left];

function accessesIn(pattern: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(pattern);
  return found;
}

interface Handed {
  readonly call: ts.Node;
  readonly argument: ts.Expression;
}

/** Names among the arguments of a call: `ops.add` hands on one function, `ops` the table. */
function handedOn(node: ts.Node): readonly Handed[] {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression)) {
    const isHarmless = harmless.has(callee.expression.text) && !/^(assign|define|set)/.test(callee.name.text);
    if (isHarmless) return [];
  }
  return (node.arguments ?? []).filter(ts.isIdentifier).map((argument) => ({ call: node, argument }));
}

const harmless: ReadonlySet<string> = new Set(["Object", "console", "JSON", "Math", "Array"]);
const changing: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "set",
  "add",
  "delete",
  "clear",
]);

/** The name at the start of `a.b[c].d`. */
function rootOf(expression: ts.Expression): ts.Identifier | undefined {
  let node = expression;
  while (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node)
  ) {
    node = node.expression;
  }
  return ts.isIdentifier(node) ? node : undefined;
}
