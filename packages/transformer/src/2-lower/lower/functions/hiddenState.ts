import { ts } from "../../../frontend/ts.js";
import { isModuleLevel } from "../moduleLevel.js";
import type { ProgramState } from "../state.js";
import { changedArguments, isStated } from "./changes.js";
import { anyClass, type Makers, makersIn, makesState } from "./makers.js";
import { isStoredInto } from "./storedInto.js";
import { changesOf, rootOf } from "./stores.js";
import { useOf } from "./uses.js";

// What a function makes that makes functions, as `const count = counter()`: those may keep a state in what they capture.

/**
 * A place where a function that an expression makes changes what it captures, or the instance that it is a method of, or gives it to
 * who may change it; undefined if there is none.
 */
export function stateIn(program: ProgramState, expression: ts.Expression): ts.Node | undefined {
  const { makers, made } = makersIn(program, expression);
  const constructors = new Set([...makers].flatMap((maker) => (ts.isClassLike(maker) ? constructorsOf(maker) : [])));
  let found: ts.Node | undefined;
  for (const maker of makers) {
    const visit = (node: ts.Node, inside: readonly ts.Node[]): void => {
      if (found !== undefined) return;
      const around = node !== maker && makesState(node) ? [...inside, node] : inside;
      const search = { program, made, around };
      if (around.length > 0)
        found =
          changesOf(program, node).find((place) => isKept(search, place)) ??
          [...changedArguments(program, node), ...handedOut(program, node, constructors)].find((object) =>
            isKept(search, object, true),
          );
      ts.forEachChild(node, (child) => visit(child, around));
    };
    visit(maker, isMethod(maker) ? [maker] : []);
  }
  return found;
}

interface Search extends Pick<Makers, "made"> {
  readonly program: ProgramState;
  /** The functions that a place is in. */
  readonly around: readonly ts.Node[];
}

const constructorsOf = ({ members }: ts.ClassLikeDeclaration): readonly ts.Node[] =>
  members.filter(ts.isConstructorDeclaration);

const isMethod = (node: ts.Node): boolean => ts.isMethodDeclaration(node) || ts.isAccessor(node);

/** An object that is returned, in which something is stored elsewhere than where it is made. */
function handedOut(program: ProgramState, node: ts.Node, own: ReadonlySet<ts.Node>): readonly ts.Expression[] {
  if (!ts.isExpression(node) || rootOf(node) === undefined || useOf(node).kind !== "escapes") return [];
  const type = program.ctx.frontend.typeOf(node);
  return isStated(type) && isStoredInto(program, type, own) ? [node] : [];
}

/** Whether what is stored to, or given away, was there before the innermost function ran, and is not of the module. */
function isKept(search: Search, place: ts.Expression, isObject = false): boolean {
  const root = rootOf(place);
  const fn = search.around.at(-1);
  if (root === undefined || fn === undefined) return false;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return isMade(search, fn) && !(isObject && isFree(fn));
  const declaration = search.program.ctx.frontend.declarationOf(root);
  if (declaration === undefined || isModuleLevel(declaration)) return false;
  if (!isInside(declaration, fn)) return true;
  // Another name for a part of something.
  const source = sourceOf(declaration);
  return source !== undefined && (isObject || place !== root) && isKept(search, source, isObject);
}

/** Whether there is an instance of the class that a method is in; of an object literal there is. */
function isMade({ made }: Search, method: ts.Node): boolean {
  const container = ts.findAncestor(method, ts.isClassLike);
  const literal = ts.findAncestor(method, ts.isObjectLiteralExpression);
  if (container === undefined || (literal !== undefined && isInside(literal, container))) return true;
  return made.has(container) || made.has(anyClass) || [...made].some((one) => isInside(one, container));
}

/** A function of which no place says what it is called on. */
const isFree = (fn: ts.Node): boolean =>
  ts.findAncestor(fn, (node) => ts.isClassLike(node) || ts.isObjectLiteralExpression(node)) === undefined;

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
