import { ts } from "../../../frontend/ts.js";
import { closureOf } from "../module.js";
import { isModuleLevel } from "../moduleLevel.js";
import { skipParentheses } from "../operators.js";
import type { ProgramState } from "../state.js";
import { rootOf, storesOf } from "./stores.js";

// What a function makes that makes functions, as `const count = counter()`: those may keep a state in what they capture.

/**
 * A place where a function that an expression makes changes what it captures, or the instance that it is a method of; undefined if
 * there is none. It looks into the functions and classes that the expression calls by name.
 */
export function stateIn(program: ProgramState, expression: ts.Expression): ts.Node | undefined {
  const makers = new Set<ts.Node>([expression]);
  const made = new Set<ts.Node>();
  for (const maker of makers) {
    const visit = (node: ts.Node): void => {
      const called = calleeOf(program, node);
      if (called !== undefined) makers.add(called);
      if (ts.isNewExpression(node)) made.add(called ?? anyClass);
      // What the functions call that are made has ended when they have.
      ts.forEachChild(node, (child) => {
        if (!makesState(child)) visit(child);
      });
    };
    visit(maker);
  }
  let found: ts.Node | undefined;
  for (const maker of makers) {
    const visit = (node: ts.Node, inside: readonly ts.Node[]): void => {
      if (found !== undefined) return;
      const around = node !== maker && makesState(node) ? [...inside, node] : inside;
      if (around.length > 0) found = storesOf(node).find((place) => isKept({ program, maker, made }, place, around));
      ts.forEachChild(node, (child) => visit(child, around));
    };
    visit(maker, isMethod(maker) ? [maker] : []);
  }
  return found;
}

/** Stands for a class that `new` names in another way. */
const anyClass: ts.Node = ts.factory.createEmptyStatement();

interface Search {
  readonly program: ProgramState;
  readonly maker: ts.Node;
  /** Classes of which instances are made. */
  readonly made: ReadonlySet<ts.Node>;
}

/** A function that is made, and may run when what made it has ended. */
const makesState = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) && !ts.isConstructorDeclaration(node) && !runsAtOnce(node);

/** `rows.forEach(row => …)`. */
function runsAtOnce(fn: ts.Node): boolean {
  const { parent } = fn;
  const callee = ts.isCallExpression(parent) && parent.expression !== fn ? parent.expression : undefined;
  return callee !== undefined && ts.isPropertyAccessExpression(callee) && iterating.test(callee.name.text);
}

const iterating = /^(forEach|map|flatMap|reduce(Right)?|filter|some|every|find\w*|sort|toSorted|from)$/;

const isMethod = (node: ts.Node): boolean => ts.isMethodDeclaration(node) || ts.isAccessor(node);

/** The body that a call or `new` runs, if its name says which. */
function calleeOf({ ctx }: ProgramState, node: ts.Node): ts.Node | undefined {
  if (ts.isClassLike(node)) {
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    return base && declared(ctx.frontend.declarationOf(base.expression));
  }
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const callee = skipParentheses(node.expression);
  if (ts.isFunctionLike(callee)) return undefined;
  return declared(ctx.frontend.declarationOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee));
}

function declared(declaration: ts.Declaration | undefined): ts.Node | undefined {
  if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (ts.isClassLike(declaration) || ts.isMethodDeclaration(declaration)) return declaration;
  return closureOf(declaration)?.node;
}

/** Whether what is stored to was there before the innermost function ran, and is not of the module. */
function isKept(search: Search, place: ts.Expression, around: readonly ts.Node[]): boolean {
  const root = rootOf(place);
  const fn = around.at(-1);
  if (root === undefined || fn === undefined) return false;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return isMade(search, fn);
  const declaration = search.program.ctx.frontend.declarationOf(root);
  if (declaration === undefined || isModuleLevel(declaration)) return false;
  if (!isInside(declaration, fn)) return true;
  // Another name for a part of something.
  const source = sourceOf(declaration);
  return source !== undefined && place !== root && isKept(search, source, around);
}

/** Whether there is an instance of the class that a method is in; of an object literal there is. */
function isMade({ made }: Search, method: ts.Node): boolean {
  const container = ts.findAncestor(method, ts.isClassLike);
  const literal = ts.findAncestor(method, ts.isObjectLiteralExpression);
  if (container === undefined || (literal !== undefined && isInside(literal, container))) return true;
  return made.has(container) || made.has(anyClass) || [...made].some((one) => isInside(one, container));
}

/** What a name is declared as a part of. */
function sourceOf(declaration: ts.Node): ts.Expression | undefined {
  let at = declaration;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  if (ts.isVariableDeclaration(at)) {
    const loop = at.parent.parent;
    return ts.isForOfStatement(loop) ? loop.expression : at.initializer;
  }
  // The callback of `rows.forEach(row => …)`.
  const call = ts.isParameter(at) ? at.parent.parent : undefined;
  return call !== undefined && ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression)
    ? call.expression.expression
    : undefined;
}

function isInside(node: ts.Node, container: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) if (at === container) return true;
  return false;
}
