import { ts } from "../../../frontend/ts.js";
import { closureOf } from "../module.js";
import { skipParentheses } from "../operators.js";
import type { ProgramState } from "../state.js";

// What runs where an expression is evaluated that makes functions, as `make(counter)`.

export interface Makers {
  readonly makers: ReadonlySet<ts.Node>;
  /** Classes of which instances are made. */
  readonly made: ReadonlySet<ts.Node>;
  /** They call functions of which no name says which they are. */
  readonly callsOthers: boolean;
}

/** The functions and classes that an expression calls by name, or names at all if it calls others. */
export function makersIn(program: ProgramState, expression: ts.Expression): Makers {
  const called = makersAt(program, expression, false);
  return called.callsOthers ? makersAt(program, expression, true) : called;
}

function makersAt(program: ProgramState, expression: ts.Expression, callsOthers: boolean): Makers {
  const makers = new Set<ts.Node>([expression]);
  const made = new Set<ts.Node>();
  let isOpen = callsOthers;
  for (const maker of makers) {
    const visit = (node: ts.Node): void => {
      const called = callsOthers ? namedBy(program, node) : calleeOf(program, node);
      if (called !== undefined) makers.add(called);
      else if (!isOpen && callsOther(program, node)) isOpen = true;
      if (ts.isNewExpression(node)) made.add(calleeOf(program, node) ?? anyClass);
      // What the functions call that are made has ended when they have, unless they run already.
      ts.forEachChild(node, (child) => {
        if (callsOthers || !makesState(child)) visit(child);
      });
    };
    visit(maker);
  }
  return { makers, made, callsOthers: isOpen };
}

/** A call of a function that is a value, or of one of the library that is given functions by name. */
function callsOther({ ctx: { frontend } }: ProgramState, node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return true;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const callee = skipParentheses(node.expression);
  if (ts.isFunctionLike(callee) || callee.kind === ts.SyntaxKind.SuperKeyword) return false;
  if (frontend.declarationOf(callee)?.getSourceFile().isDeclarationFile !== true) return true;
  const given = (node.arguments ?? []).filter((argument) => !ts.isFunctionLike(argument)).map(frontend.typeOf);
  return given.some((type) => type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0);
}

/** A function or class that is named, or what is in a constant. */
function namedBy({ ctx }: ProgramState, node: ts.Node): ts.Node | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = ctx.frontend.declarationOf(node);
  const made = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer;
  const literal = made && skipParentheses(made);
  return literal && (ts.isObjectLiteralExpression(literal) || ts.isArrayLiteralExpression(literal))
    ? literal
    : declared(declaration);
}

/** Stands for a class that `new` names in another way. */
export const anyClass: ts.Node = ts.factory.createEmptyStatement();

/** A function that is made, and may run when what made it has ended. */
export const makesState = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) && !ts.isConstructorDeclaration(node) && !runsAtOnce(node);

/** `rows.forEach(row => …)`, `(() => …)()`. */
function runsAtOnce(fn: ts.Node): boolean {
  const { parent } = fn;
  if (ts.isParenthesizedExpression(parent)) return runsAtOnce(parent);
  if (!ts.isCallExpression(parent)) return false;
  const { expression: callee } = parent;
  return callee === fn || (ts.isPropertyAccessExpression(callee) && iterating.test(callee.name.text));
}

const iterating = /^(forEach|map|flatMap|reduce(Right)?|filter|some|every|find\w*|sort|toSorted|from)$/;

/** The body that a call or `new` runs, if its name says which. */
function calleeOf({ ctx }: ProgramState, node: ts.Node): ts.Node | undefined {
  if (ts.isClassLike(node)) {
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    return base && declared(ctx.frontend.declarationOf(base.expression));
  }
  if (ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node.parent)) {
    const declaration = ctx.frontend.declarationOf(node.name);
    return declaration && ts.isGetAccessor(declaration) ? declared(declaration) : undefined;
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = skipParentheses(node.expression);
  if (ts.isFunctionLike(callee)) return undefined;
  return declared(ctx.frontend.declarationOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee));
}

function declared(declaration: ts.Declaration | undefined): ts.Node | undefined {
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (ts.isMethodDeclaration(declaration)) return declaration.body && declaration;
  if (ts.isClassLike(declaration) || ts.isGetAccessor(declaration)) return declaration;
  return closureOf(declaration)?.node;
}
