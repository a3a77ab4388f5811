import { ts } from "../../frontend/ts.js";
import { fieldOf, resolveType } from "../../ir/type.js";
import type { Atom, Type, UnionType } from "../../ir/types.js";
import { isNumeric, unionNumber } from "./askKinds.js";
import { isAsked } from "./classes/presence.js";
import { typesElsewhere } from "./declaredFields.js";
import { has, kindOf, kindOfChecker, nullish, primitiveKinds } from "./kinds.js";
import { isUnionType } from "./mixing.js";
import { nothing } from "./narrowing.js";
import { negate, skipParentheses } from "./operators.js";
import { isPrelude } from "./prelude.js";
import { isRefused, type Lowering, type ProgramState } from "./state.js";
import { contentOf, isOfKind, loadKind } from "./unions.js";
import { neverReached } from "./unreachable.js";
import { branch, mayBeMissing, nothingOf, test, typeOf, when } from "./values.js";

// The type checker says of which kind a value of several kinds is where it is used: past a test it is one of them.

/** What a value of several kinds is here, if the checker knows its kind at this node; else as it is. */
export function narrow(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const union = typeOf(atom);
  if (isRefused(l, atom) || isPrelude(node)) return atom;
  if (!isUnionType(union)) {
    if (l.program.inlineAll || !isRuledOut(l, union, node)) return atom;
    // Nothing of this kind is there, but there may be nothing.
    const isAskedFor = isQuestioned(node) && mayBeMissing(l, atom) && atom.kind !== "constant";
    if (!isAskedFor) return otherKind(l, node);
    when(l, negate(l, test(l, "isNullish", atom)), (at) => otherKind(at, node));
    return nothing(l, atom);
  }
  const type = l.program.ctx.frontend.typeOf(node);
  const kind = kindOfChecker(l.program, type);
  if (kind === undefined) return atom;
  const doubts = union.isDoubtful === true;
  if (doubts && !isAccessed(node)) return atom;
  if (openKinds.has(kind)) l.program.seenAs.push({ node, type, union, kind });
  const sure = (inner: Lowering): Atom =>
    kind === "number" && isCast(node, union)
      ? unionNumber(inner, atom, union, node)
      : loadKind(inner, atom, union, kind);
  const load = (inner: Lowering): Atom =>
    doubts ? branch(inner, isOfKind(inner, atom, kind), node, sure, (at) => otherKind(at, node)) : sure(inner);
  const isStated = type.isUnion() && type.types.some((part) => has(part, nullish));
  const mayLack = (isStated || isQuestioned(node)) && mayBeMissing(l, atom);
  return mayLack ? branch(l, test(l, "isNullish", atom), node, nothingOf(atom, node), load) : load(l);
}

/** Whether the program asks if there is a value, whatever the checker says: an entry of a dictionary may be missing. */
function isQuestioned(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isQuestioned(parent);
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent))
    return parent.expression === node && parent.questionDotToken !== undefined;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return isAsked(node);
  const { kind } = parent.operatorToken;
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken || isAsked(node);
}

/** What the checker calls so may be of another kind, which has all that the type asks for. */
const openKinds: ReadonlySet<string> = new Set(["object", "Object"]);

/** A member of it is asked for, or its items, or it is called: then it has to be of the kind that has these. */
function isAccessed(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent))
    return isAccessed(parent);
  if (ts.isSpreadElement(parent)) return true;
  const isBase =
    ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent);
  return (isBase || ts.isForOfStatement(parent)) && parent.expression === node;
}

/** `v as number`, where v may be an object that converts to one: arithmetic converts it. */
function isCast(node: ts.Node, union: UnionType): boolean {
  if (ts.isParenthesizedExpression(node)) return isCast(node.expression, union);
  return (
    ts.isAsExpression(node) && isNumeric(union, node) && ["object", "boolean"].some((kind) => fieldOf(union, kind))
  );
}

/** Whether a name or field of several kinds holds one here that the tests around this place rule out: for these arguments it is never reached. */
function isRuledOut({ program }: Lowering, given: Type, expression: ts.Node): boolean {
  const kind = kindOf(given);
  const node = ts.isExpression(expression) ? skipParentheses(expression) : expression;
  if (kind === undefined || !(ts.isIdentifier(node) || ts.isPropertyAccessExpression(node))) return false;
  if (isCastAway(program, kind, node, expression)) return true;
  const type = program.ctx.frontend.typeOf(node);
  // The checker takes it for what was assigned: a number has no items.
  if (has(program.ctx.frontend.typeOf(expression), ts.TypeFlags.Never))
    return kind === "number" && isAccessed(expression);
  const here = kindOfChecker(program, type);
  const declared = typesElsewhere(program, node);
  if (declared.length < 2) return false;
  if (here !== undefined && areDistinct(here, kind))
    return declared.some((part) => kindOfChecker(program, part) === kind);
  // A list of numbers, where rows are given.
  const content = given.kind === "array" ? kindOf(resolveType(given.element)) : undefined;
  const expected = contentKind(program, type);
  const differs = content !== undefined && expected !== undefined && content !== expected;
  const isList = differs && here === "Array" && (primitiveKinds.has(content) || primitiveKinds.has(expected));
  return isList && declared.some((part) => contentKind(program, part) === content);
}

/** Whether no value is of both kinds, and the checker tells them apart. */
function areDistinct(...kinds: readonly [string, string]): boolean {
  if (kinds[0] === kinds[1] || kinds.includes("opaque")) return false;
  return (
    kinds.some((kind) => primitiveKinds.has(kind) || kind === "Array") || !kinds.some((kind) => openKinds.has(kind))
  );
}

/** `b as Point`, where b is a number or a point, and is a number here. */
function isCastAway(program: ProgramState, kind: string, node: ts.Expression, cast: ts.Node): boolean {
  if (node === cast || !ts.isExpression(cast)) return false;
  const { frontend } = program.ctx;
  const [stated, given] = [frontend.typeOf(cast), frontend.typeOf(node)];
  if (!given.isUnion() || stated.isUnionOrIntersection()) return false;
  const wanted = kindOfChecker(program, stated);
  const isOne = (one: string | undefined): boolean => given.types.some((part) => kindOfChecker(program, part) === one);
  return wanted !== undefined && wanted !== kind && isOne(wanted) && isOne(kind);
}

/** The one kind that the checker gives to the elements of a list. */
function contentKind(program: ProgramState, type: ts.Type): string | undefined {
  const content = kindOfChecker(program, type) === "Array" ? contentOf(program, type) : undefined;
  return content && kindOfChecker(program, content);
}

/** The checker rules out the type that is known here: nothing ever comes here. */
const otherKind = (l: Lowering, node: ts.Node): Atom =>
  neverReached(l, node, `new TypeError(${JSON.stringify(`${node.getText()} is of another kind here`)})`);
