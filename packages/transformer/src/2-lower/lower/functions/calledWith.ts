import { ts } from "../../../frontend/ts.js";
import { closureOf } from "../module.js";
import { skipParentheses } from "../operators.js";
import { isAssignment } from "../scope.js";
import type { ProgramState } from "../state.js";

// Which functions a call in the text of the program may lead to, also where it is by the name of a property: those that the program
// puts under that name.

export type Named = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** The parameters that may get an argument, if it is known which functions may be called. */
export function parametersFor(
  program: ProgramState,
  call: ts.Node,
  argument: ts.Expression,
): readonly Named[] | undefined {
  if (!ts.isCallExpression(call)) return undefined;
  const parameters = calledBy(program, call)?.map((fn) => parameterFor(fn, call, argument));
  return parameters?.every((parameter) => parameter !== undefined) ? parameters : undefined;
}

function calledBy({ ctx }: ProgramState, call: ts.CallExpression): readonly ts.FunctionLikeDeclaration[] | undefined {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) {
    const declaration = ctx.frontend.declarationOf(callee);
    const fn = declaration === undefined ? undefined : closureOf(declaration)?.node;
    return fn === undefined ? undefined : [fn];
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const declared = ctx.frontend.checker().getResolvedSignature(call)?.declaration;
  if (declared === undefined || declared.getSourceFile().isDeclarationFile) return undefined;
  const found = functionsNamed(ctx.frontend.sourceFiles(), callee.name.text);
  return found.length === 0 ? undefined : found.every((fn) => fn !== undefined) ? found : undefined;
}

/** What the program puts under a name: methods and functions, undefined for what is not written there. */
function functionsNamed(
  files: readonly ts.SourceFile[],
  name: string,
): readonly (ts.FunctionLikeDeclaration | undefined)[] {
  const found: (ts.FunctionLikeDeclaration | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    const value = valueNamed(node, name);
    if (value !== undefined) found.push(ts.isFunctionLike(value) ? (value as ts.FunctionLikeDeclaration) : undefined);
    ts.forEachChild(node, visit);
  };
  for (const file of files) if (file.text.includes(name)) visit(file);
  return found;
}

function valueNamed(node: ts.Node, name: string): ts.Node | undefined {
  if (ts.isMethodDeclaration(node) || ts.isShorthandPropertyAssignment(node))
    return node.name.getText() === name ? node : undefined;
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node))
    return node.name.getText() === name && node.initializer ? skipParentheses(node.initializer) : undefined;
  if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left)) return undefined;
  return isAssignment(node.operatorToken.kind) && node.left.name.text === name
    ? skipParentheses(node.right)
    : undefined;
}

function parameterFor(
  fn: ts.FunctionLikeDeclaration,
  call: ts.CallExpression,
  argument: ts.Expression,
): Named | undefined {
  if (fn.body === undefined) return undefined;
  const last = fn.parameters.at(-1);
  const index = call.arguments.indexOf(argument);
  if (call.arguments.slice(0, index).some(ts.isSpreadElement)) return undefined;
  const parameter =
    last?.dotDotDotToken !== undefined && index >= fn.parameters.length - 1 ? last : fn.parameters[index];
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter : undefined;
}
