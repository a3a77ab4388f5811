import type { Frontend } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";

/** A local name of an enclosing function that a marked function uses: a value, which is passed on, or a function that is read too. */
export interface Capture {
  readonly name: string;
  /** Its declaration; for `this` where it is first used. */
  readonly declaration: ts.Node;
  readonly isFunction: boolean;
}

/** What a function captures that is marked inside of another one, in the order of first mention. */
export function findCaptures(fn: ts.FunctionLikeDeclaration, frontend: Frontend): readonly Capture[] {
  if (enclosingFunction(fn) === undefined) return [];
  const found = new Map<ts.Node | "this", Capture>();
  const read = new Set<ts.Node>([fn]);
  const isRead = (declaration: ts.Node): boolean => [...read].some((one) => contains(one, declaration));
  /** A function of another kind, and a class, have a `this` of their own. */
  const visit = (node: ts.Node, ownThis: boolean): void => {
    if (ts.isTypeNode(node)) return;
    if (node.kind === ts.SyntaxKind.ThisKeyword && !ownThis && !found.has("this"))
      found.set("this", { name: "this", declaration: node, isFunction: false });
    if (ts.isIdentifier(node) && isName(node)) {
      const declaration = frontend.declarationOf(node);
      if (declaration !== undefined && !found.has(declaration) && !isRead(declaration) && isLocal(declaration, fn)) {
        const body = functionOf(declaration);
        found.set(declaration, { name: node.text, declaration, isFunction: body !== undefined });
        if (body !== undefined) {
          read.add(body);
          visit(body, hasThis(body));
        }
      }
    }
    ts.forEachChild(node, (child) => visit(child, ownThis || hasThis(child)));
  };
  visit(fn, hasThis(fn));
  return [...found.values()];
}

const hasThis = (node: ts.Node): boolean =>
  ts.isClassLike(node) || (ts.isFunctionLike(node) && !ts.isArrowFunction(node));

/** A function, or a derivative, that a constant holds. */
export function functionOf(declaration: ts.Node): ts.Expression | ts.FunctionDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return undefined;
  const { initializer } = declaration;
  const isFunction = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
  return isFunction ? initializer : undefined;
}

/** Declared in a function around the marked one. */
function isLocal(declaration: ts.Declaration, fn: ts.Node): boolean {
  const owner = enclosingFunction(declaration);
  return owner !== undefined && contains(owner, fn) && !ts.isFunctionExpression(declaration);
}

const enclosingFunction = (node: ts.Node): ts.Node | undefined => {
  for (let at = node.parent; at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return at;
  return undefined;
};

const contains = (outer: ts.Node, inner: ts.Node): boolean =>
  inner.getSourceFile() === outer.getSourceFile() && inner.pos >= outer.pos && inner.end <= outer.end;

const isName = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isParameter(parent) || parent.initializer === node;
};
