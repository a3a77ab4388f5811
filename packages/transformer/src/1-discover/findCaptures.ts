import type { ProjectFrontend } from "../frontend/project.js";
import { ts } from "../frontend/ts.js";
import { markerCall } from "./compose.js";
import { skipOuter } from "./resolveCallee.js";

/** A local name of an enclosing function or block that a marked function uses: a value, which is passed on, or a function that is read too. */
export interface Capture {
  readonly name: string;
  /** Its declaration; for `this` where it is first used. */
  readonly declaration: ts.Node;
  /** The function, or what makes it: a marker's call, another name. */
  readonly fn: ts.Expression | ts.FunctionDeclaration | undefined;
}

/** What a function captures that is marked inside of another one, or of a block, in the order of first mention. */
export function findCaptures(fn: ts.FunctionLikeDeclaration, frontend: ProjectFrontend): readonly Capture[] {
  if (enclosingScope(fn) === undefined) return [];
  const found = new Map<ts.Node | "this", Capture>();
  const read = new Set<ts.Node>([fn]);
  const isRead = (declaration: ts.Node): boolean => [...read].some((one) => contains(one, declaration));
  /** A function of another kind, and a class, have a `this` of their own. */
  const visit = (node: ts.Node, ownThis: boolean): void => {
    if (ts.isTypeNode(node)) return;
    if (node.kind === ts.SyntaxKind.ThisKeyword && !ownThis && !found.has("this"))
      found.set("this", { name: "this", declaration: node, fn: undefined });
    if (ts.isIdentifier(node) && isName(node)) {
      const declaration = frontend.declarationOf(node);
      if (declaration !== undefined && !found.has(declaration) && !isRead(declaration) && isLocal(declaration, fn)) {
        const body = functionOf(declaration, frontend);
        found.set(declaration, { name: node.text, declaration, fn: body });
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

/** A function of another kind than an arrow, or a class. */
export const hasThis = (node: ts.Node): boolean =>
  ts.isClassLike(node) || (ts.isFunctionLike(node) && !ts.isArrowFunction(node));

/** A function that a name is sure to hold: a declaration, or a constant's initializer that makes no other one when it is read again. */
function functionOf(
  declaration: ts.Node,
  frontend: ProjectFrontend,
): ts.Expression | ts.FunctionDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return undefined;
  const initializer = skipOuter(declaration.initializer);
  const isWritten = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
  return isWritten || isOtherName(initializer, frontend) || markerCall(initializer, frontend) !== undefined
    ? initializer
    : undefined;
}

const isOtherName = (initializer: ts.Expression, frontend: ProjectFrontend): boolean =>
  ts.isIdentifier(initializer) && frontend.typeOf(initializer).getCallSignatures().length > 0;

/** Declared in a function, or a block, around the marked one. */
function isLocal(declaration: ts.Declaration, fn: ts.Node): boolean {
  const owner = enclosingScope(declaration);
  return owner !== undefined && contains(owner, fn) && !ts.isFunctionExpression(declaration);
}

/** What is declared here is not seen from everywhere in the module. */
const enclosingScope = (node: ts.Node): ts.Node | undefined => {
  for (let at = node.parent; at !== undefined; at = at.parent) if (isScope(at)) return at;
  return undefined;
};

const isScope = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isBlock(node) ||
  ts.isCaseBlock(node) ||
  ts.isForStatement(node) ||
  ts.isForOfStatement(node) ||
  ts.isForInStatement(node) ||
  ts.isCatchClause(node);

const contains = (outer: ts.Node, inner: ts.Node): boolean =>
  inner.getSourceFile() === outer.getSourceFile() && inner.pos >= outer.pos && inner.end <= outer.end;

const isName = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isParameter(parent) || parent.initializer === node;
};
