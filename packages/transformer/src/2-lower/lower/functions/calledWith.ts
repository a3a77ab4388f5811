import { resolveAsked } from "../../../1-discover/askedFunctions.js";
import { markerCall } from "../../../1-discover/compose.js";
import { isMarker } from "../../../1-discover/markers.js";
import { ts } from "../../../frontend/ts.js";
import { closureOf } from "../module.js";
import { skipParentheses } from "../operators.js";
import { isAssignment } from "../scope.js";
import type { ProgramState } from "../state.js";

// Which functions a call in the text of the program may lead to, also where it is by the name of a property: those that the program
// puts under that name.

export type Named = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** The names that a declaration gives. */
export const namesOf = (declaration: Named): readonly Named[] =>
  ts.isIdentifier(declaration.name)
    ? [declaration]
    : declaration.name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element) : []));

/** The parameters that may get an argument, or the names that they give to its parts, if it is known which functions may be called. */
export function parametersFor(
  program: ProgramState,
  call: ts.Node,
  argument: ts.Expression,
): readonly Named[] | undefined {
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  const parameters = calledBy(program, call)?.map((fn) => parameterFor(fn, call.arguments ?? [], argument));
  return parameters?.every((parameter) => parameter !== undefined) ? parameters.flatMap(namesOf) : undefined;
}

function calledBy(
  program: ProgramState,
  call: ts.CallExpression | ts.NewExpression,
): readonly ts.FunctionLikeDeclaration[] | undefined {
  const { ctx } = program;
  const callee = call.expression;
  if (ts.isNewExpression(call)) return constructorOf(program, classNamed(program, callee));
  if (callee.kind === ts.SyntaxKind.SuperKeyword)
    return constructorOf(program, baseOf(program, ts.findAncestor(call, ts.isClassLike)));
  if (ts.isIdentifier(callee)) {
    const declaration = ctx.frontend.declarationOf(callee);
    const fn = declaration === undefined ? undefined : closureOf(declaration)?.node;
    return fn === undefined ? undefined : [fn];
  }
  if (ts.isCallExpression(callee)) return markedBy(program, callee);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const declared = ctx.frontend.checkerAt(call).getResolvedSignature(call)?.declaration;
  if (declared === undefined || declared.getSourceFile().isDeclarationFile) return undefined;
  const found = functionsNamed(ctx.frontend.sourceFiles(), callee.name.text);
  const written = found.filter((fn) => fn !== changesNothing);
  return found.length === 0 ? undefined : written.every((fn) => fn !== undefined) ? written : undefined;
}

/** A derivative takes the arguments of its function, and does with them what that does. Those of jvp are in lists. */
function markedBy({ ctx }: ProgramState, call: ts.CallExpression): readonly ts.FunctionLikeDeclaration[] | undefined {
  const marker = markerCall(call, ctx.frontend)?.marker;
  const [marked, options] = call.arguments;
  if (marker === undefined || !isMarker(marker) || marker === "jvp" || marked === undefined) return undefined;
  if (options?.getText().includes("into")) return undefined;
  const asked = resolveAsked(marked, [], ctx.frontend);
  if (asked.kind === "unreadable") return undefined;
  return asked.kind === "one" ? [asked.fn.declaration] : [...asked.fns.values()].map((fn) => fn.declaration);
}

/** What `new` runs, if it is written in the program: a constructor of its own, or that of the class that it extends. */
function constructorOf(
  program: ProgramState,
  made: ts.ClassLikeDeclaration | undefined,
): readonly ts.ConstructorDeclaration[] | undefined {
  for (let cls = made; cls !== undefined; cls = baseOf(program, cls)) {
    const found = cls.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
    if (found !== undefined) return [found as ts.ConstructorDeclaration];
  }
  return undefined;
}

export function baseOf(
  program: ProgramState,
  cls: ts.ClassLikeDeclaration | undefined,
): ts.ClassLikeDeclaration | undefined {
  const heritage = cls?.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const base = heritage?.types[0];
  return base && classNamed(program, base.expression);
}

/** The class that a name stands for. */
export function classNamed({ ctx }: ProgramState, expression: ts.Expression): ts.ClassLikeDeclaration | undefined {
  const declaration = ctx.frontend.declarationOf(skipParentheses(expression));
  if (declaration === undefined || ts.isClassLike(declaration)) return declaration;
  const isConstant =
    ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  const made = isConstant && declaration.initializer && skipParentheses(declaration.initializer);
  return made && ts.isClassExpression(made) ? made : undefined;
}

/** Stands for a function of the library that changes no argument. */
const changesNothing = "changes nothing";
type Found = ts.FunctionLikeDeclaration | typeof changesNothing | undefined;

/** What the program puts under a name: methods and functions, undefined for what is not written there. */
function functionsNamed(files: readonly ts.SourceFile[], name: string): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const value = valueNamed(node, name);
    if (value !== undefined && isWritten(value)) found.push(functionOf(value));
    ts.forEachChild(node, visit);
  };
  for (const file of files) if (file.text.includes(name)) visit(file);
  return found;
}

/** Abstract methods and signatures of overloads are written elsewhere. */
const isWritten = (value: ts.Node): boolean => !ts.isMethodDeclaration(value) || value.body !== undefined;

function functionOf(value: ts.Node): Found {
  if (ts.isFunctionLike(value)) return value as ts.FunctionLikeDeclaration;
  const isOfMath = ts.isPropertyAccessExpression(value) && value.expression.getText() === "Math";
  return isOfMath ? changesNothing : undefined;
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
  given: readonly ts.Expression[],
  argument: ts.Expression,
): ts.ParameterDeclaration | undefined {
  if (fn.body === undefined) return undefined;
  const last = fn.parameters.at(-1);
  const index = given.indexOf(argument);
  if (given.slice(0, index).some(ts.isSpreadElement)) return undefined;
  return last?.dotDotDotToken !== undefined && index >= fn.parameters.length - 1 ? last : fn.parameters[index];
}
