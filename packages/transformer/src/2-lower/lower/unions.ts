import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, numberType, opaqueType, stringType } from "../../ir/build.js";
import { fieldOf, resolveType, typeText } from "../../ir/type.js";
import type { Atom, Type, UnionType, Value } from "../../ir/types.js";
import { isDictionaryType, mapStorage } from "./annotations.js";
import { isAsked } from "./classes/presence.js";
import { declarationsOf, expectedProperties, haveSeveralKinds, typesElsewhere } from "./declaredFields.js";
import { hostOperation } from "./host.js";
import { excludes, has, kindOf, kindOfChecker, kindsOfItems, nullish, primitiveKinds } from "./kinds.js";
import { isUnionType } from "./mixing.js";
import { skipParentheses } from "./operators.js";
import { isPrelude } from "./prelude.js";
import { freshType, isRefused, type Lowering, type ProgramState, refuse } from "./state.js";
import { neverReached } from "./unreachable.js";
import {
  agree,
  asBoolean,
  asNumber,
  branch,
  fieldOrNew,
  loadField,
  mayBeMissing,
  nothingOf,
  structureOf,
  test,
  typeOf,
} from "./values.js";

// A value of several kinds, `number | string`, is a record at run time: of which kind it is, and under the name of the kind the
// value itself. So it needs no derivative rule of its own. The type checker says of which kind it is where it is used.

/** The field that says of which kind the value is. */
export const nameOfKind = "is";

/**
 * The type of the values at a place. What is asked of a value, whether it is a list say, depends on all kinds that come there, also on
 * those that are stored further down: they are known from the attempt before.
 */
export function newUnionType(program: ProgramState, place: ts.Node, isDoubtful = false): UnionType {
  const kinds = [...(program.facts.kinds.get(place) ?? [])];
  const contents = kinds.map((name) => ({ name, type: freshType(program), optional: true as const }));
  const union: UnionType = { kind: "union", fields: [{ name: nameOfKind, type: stringType }, ...contents], isDoubtful };
  program.places.push({ place, type: union });
  return union;
}

/** The kinds that have come to each place become facts. */
export function noteKinds({ places, facts }: ProgramState): void {
  for (const { place, type } of places) {
    const known = facts.kinds.get(place) ?? new Set();
    for (const kind of kindsIn(resolveType(type))) known.add(kind);
    facts.kinds.set(place, known);
  }
}

/** The kinds that a value of a type may be of. */
export function kindsIn(type: Type): readonly string[] {
  if (isUnionType(type)) return contentKinds(type);
  const kind = kindOf(type);
  return kind === undefined ? [] : [kind];
}

const contentKinds = ({ fields }: UnionType): readonly string[] =>
  fields.map(({ name }) => name).filter((name) => name !== nameOfKind);

/** The value as one of several kinds. */
export function box(l: Lowering, union: UnionType, value: Atom, node: ts.Node): Atom {
  const type = structureOf(l, value, node);
  const kind = kindOf(type);
  if (kind === undefined) return refuse(l, "unsupportedType", node, { name: node.getText() });
  // It may be of each of the other kinds, and what is asked of it would not see that.
  if (type.kind === "opaque" && type.isUnsure)
    return refuse(l, "typeMismatch", node, { left: "opaque", right: "another kind" });
  const other = kind === "object" ? "Object" : kind === "Object" ? "object" : undefined;
  const found = other === undefined ? undefined : fieldOf(union, other);
  // The checker does not tell an object with known fields from a dictionary.
  if (found !== undefined)
    return refuse(l, "typeMismatch", node, { left: typeText(found.type), right: typeText(type) });
  const field = fieldOrNew(l, union, kind);
  if (!agree(l, field.type, type, node, value)) return value;
  const present = (inner: Lowering): Value =>
    inner.out.define(resolveType(union), {
      kind: "makeRecord",
      fields: [
        { name: nameOfKind, value: constant(kind) },
        { name: kind, value },
      ],
    });
  const isSure = !mayBeMissing(l, value) || value.kind === "constant";
  const boxed = isSure ? present(l) : branch(l, test(l, "isNullish", value), node, nothingOf(value, node), present);
  l.program.contents.set(boxed, value);
  return boxed;
}

/** Whether the checker gives one kind to what a declaration or function stands for; a literal may be part of a mixed place. */
export function isOfOneKind(program: ProgramState, origin: ts.Node): boolean {
  if (ts.isCallExpression(origin) && !isListType(program, origin)) return false;
  if (ts.isObjectLiteralElement(origin)) {
    const expected = expectedProperties(program, origin);
    return expected.length > 1 && !haveSeveralKinds(program, expected);
  }
  // The body of a generator stands for what it yields and returns.
  if (ts.isBlock(origin)) {
    const { yielded, returned } = kindsOfItems(program, origin.parent as ts.FunctionLikeDeclaration);
    return yielded !== undefined && yielded === returned;
  }
  const type = statedType(program, origin);
  return type !== undefined && kindOfChecker(program, type) !== undefined;
}

/** A value of several kinds as that of one of them. */
export function ofKind(l: Lowering, atom: Atom, kind: string | undefined): Atom {
  const union = typeOf(atom);
  if (kind === undefined || !isUnionType(union) || isRefused(l, atom)) return atom;
  return loadKind(l, atom, union, kind);
}

/** Whether the checker calls it a list and nothing else. */
const isListType = ({ ctx: { frontend } }: ProgramState, node: ts.Node): boolean =>
  !isPrelude(node) && frontend.checker().isArrayType(frontend.typeOf(node));

/** The type of the values at a place. Those that the checker calls one type are one, so that a type may contain itself. */
export function unionAt(program: ProgramState, origin: ts.Node): UnionType {
  const type = statedType(program, origin);
  const [field] = declarationsOf(program, origin);
  if (field === undefined && type?.isUnion() !== true) return newUnionType(program, origin);
  const key = field ?? program.ctx.frontend.checker().getNonNullableType(type as ts.Type);
  const known = program.unions.get(key);
  // The checker may make a type anew each time it is asked: what is known of a place goes by the place.
  const place = field ?? origin;
  if (known !== undefined) {
    program.places.push({ place, type: known });
    return known;
  }
  const union = newUnionType(program, place);
  program.unions.set(key, union);
  return union;
}

/** What the checker says of the values that a declaration, literal or function stands for. */
function statedType(program: ProgramState, origin: ts.Node): ts.Type | undefined {
  const { frontend } = program.ctx;
  if (isPrelude(origin) || ts.isBlock(origin)) return undefined;
  const checker = frontend.checker();
  if (ts.isPropertyAssignment(origin)) return checker.getContextualType(origin.initializer);
  if (ts.isObjectLiteralElement(origin)) return undefined;
  if (ts.isExpression(origin) && !ts.isIdentifier(origin) && !ts.isFunctionLike(origin)) {
    return contentOf(program, expectedOf(checker, origin) ?? frontend.typeOf(origin));
  }
  if (ts.isParameter(origin) && origin.dotDotDotToken !== undefined) return contentOf(program, frontend.typeOf(origin));
  if (ts.isFunctionLike(origin)) return checker.getSignatureFromDeclaration(origin)?.getReturnType();
  return frontend.typeOf(origin);
}

/** What is expected where a literal stands: of several kinds, those that it may be. */
function expectedOf(checker: ts.TypeChecker, literal: ts.Expression): ts.Type | undefined {
  const expected = checker.getContextualType(literal);
  if (expected?.isUnion() !== true) return expected;
  const isList = (type: ts.Type): boolean => checker.isArrayType(type) || checker.isTupleType(type);
  const parts = ts.isArrayLiteralExpression(literal)
    ? expected.types.filter(isList)
    : expected.types.filter((part) => isDictionaryType(part, checker));
  return parts.length === 1 ? parts[0] : expected;
}

/** The type of the elements of an array, of the values of a map or dictionary. */
function contentOf(program: ProgramState, type: ts.Type): ts.Type | undefined {
  const checker = program.ctx.frontend.checker();
  if (type.isUnion()) {
    const objects = type.types.filter((part) => has(part, ts.TypeFlags.Object | ts.TypeFlags.Intersection));
    const contents = new Set(objects.map((part) => contentOf(program, part)).filter((part) => part !== undefined));
    return contents.size === 1 ? [...contents][0] : undefined;
  }
  if (checker.isTupleType(type)) return checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (checker.isArrayType(type)) return checker.getTypeArguments(type as ts.TypeReference)[0];
  if (mapStorage(type.symbol?.name ?? "") !== undefined) return checker.getTypeArguments(type as ts.TypeReference)[1];
  return checker.getIndexInfosOfType(type)[0]?.type;
}

/** What a value of several kinds is here, if the checker knows its kind at this node; else as it is. */
export function narrow(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const union = typeOf(atom);
  if (isRefused(l, atom) || isPrelude(node)) return atom;
  if (!isUnionType(union)) {
    if (l.program.inlineAll || !isRuledOut(l, union, node)) return atom;
    // Nothing of this kind is there, but there may be nothing.
    const isAskedFor = isQuestioned(node) && mayBeMissing(l, atom) && atom.kind !== "constant";
    if (!isAskedFor) return otherKind(l, node);
    return branch(l, test(l, "isNullish", atom), node, nothingOf(atom, node), (at) => otherKind(at, node));
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

/** A member of it is asked for, or its items: then it has to be of the kind that has these. */
function isAccessed(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent))
    return isAccessed(parent);
  if (ts.isSpreadElement(parent)) return true;
  const isBase = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
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
  const here = kindOfChecker(program, type);
  const declared = typesElsewhere(program, node);
  if (declared.length < 2) return false;
  const isOtherList = here !== undefined && here !== "opaque" && (kind === "Array") !== (here === "Array");
  if (excludes(program, node, given) || (isOtherList && kind !== "opaque"))
    return declared.some((part) => kindOfChecker(program, part) === kind);
  // A list of numbers, where rows are given.
  const content = given.kind === "array" ? kindOf(resolveType(given.element)) : undefined;
  const expected = contentKind(program, type);
  const differs = content !== undefined && expected !== undefined && content !== expected;
  const isList = differs && here === "Array" && (primitiveKinds.has(content) || primitiveKinds.has(expected));
  return isList && declared.some((part) => contentKind(program, part) === content);
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

const primitiveTypes: Readonly<Record<string, Type>> = {
  number: numberType,
  string: stringType,
  boolean: { kind: "boolean" },
  opaque: opaqueType,
};

export function loadKind(l: Lowering, atom: Atom, union: UnionType, kind: string): Atom {
  const { type } = fieldOrNew(l, union, kind);
  const primitive = primitiveTypes[kind];
  if (primitive !== undefined && resolveType(type).kind === "variable")
    (type as { binding?: Type }).binding = primitive;
  return loadField(l, atom, kind, type);
}

const kindAt = (l: Lowering, atom: Atom): Value => loadField(l, atom, nameOfKind, stringType);

export const isOfKind = (l: Lowering, atom: Atom, kind: string): Value =>
  test(l, "eq", kindAt(l, atom), constant(kind));

/** `union === other`, where the kind of the other is known. Undefined if it is not. */
export function unionEquals(l: Lowering, atom: Atom, other: Atom, node: ts.Node): Atom | undefined {
  const union = typeOf(atom);
  const kind = kindOf(typeOf(other));
  if (!isUnionType(union) || kind === undefined || isUnionType(typeOf(other))) return undefined;
  const same = (inner: Lowering): Atom =>
    branch(
      inner,
      isOfKind(inner, atom, kind),
      node,
      (matching) => {
        const content = loadKind(matching, atom, union, kind);
        agree(matching, typeOf(content), typeOf(other), node);
        return test(matching, "eq", content, other);
      },
      () => constant(false),
    );
  if (!mayBeMissing(l, atom)) return same(l);
  return branch(l, test(l, "isNullish", atom), node, () => constant(false), same);
}

/** `union === union`: of one kind, and equal as that. */
export function unionsEqual(l: Lowering, first: Atom, second: Atom, node: ts.Node): Atom {
  const [a, b] = [typeOf(first), typeOf(second)];
  if (!isUnionType(a) || !isUnionType(b)) return constant(false);
  const common = contentKinds(a).filter((kind) => fieldOf(b, kind) !== undefined);
  const contents = (inner: Lowering, [kind, ...others]: readonly string[]): Atom => {
    if (kind === undefined) return constant(false);
    const equal = (at: Lowering): Atom => {
      const [left, right] = [loadKind(at, first, a, kind), loadKind(at, second, b, kind)];
      agree(at, typeOf(left), typeOf(right), node);
      return test(at, "eq", left, right);
    };
    return branch(inner, isOfKind(inner, first, kind), node, equal, (at) => contents(at, others));
  };
  const present = (inner: Lowering): Atom =>
    branch(
      inner,
      test(inner, "eq", kindAt(inner, first), kindAt(inner, second)),
      node,
      (at) => contents(at, common),
      () => constant(false),
    );
  if (!mayBeMissing(l, first) && !mayBeMissing(l, second)) return present(l);
  const isNothing = test(l, "or", test(l, "isNullish", first), test(l, "isNullish", second));
  return branch(l, isNothing, node, (at) => test(at, "eq", first, second), present);
}

/** `typeof union`, where it is not missing. */
export function unionTypeName(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const kind = kindAt(l, atom);
  const names = ["number", "string", "boolean", "function"] as const;
  const isOwnName = names
    .map((name): Atom => test(l, "eq", kind, constant(name)))
    .reduce((any, one) => test(l, "or", any, one));
  const named = (inner: Lowering): Atom =>
    branch(
      inner,
      isOwnName,
      node,
      () => kind,
      () => constant("object"),
    );
  const union = typeOf(atom);
  if (!isUnionType(union) || fieldOf(union, "opaque") === undefined) return named(l);
  // A date, but also a symbol or a bigint.
  const asked = (inner: Lowering): Atom =>
    hostOperation(inner, "typeof $0", [loadKind(inner, atom, union, "opaque")], stringType, node, { isPure: true });
  return branch(l, test(l, "eq", kind, constant("opaque")), node, asked, named);
}

/** Whether arithmetic with a value of several kinds may be meant: texts are among them only in what is refused. */
export const isNumeric = (union: UnionType, node: ts.Node): boolean =>
  fieldOf(union, "string") === undefined && (node.flags & ts.NodeFlags.JavaScriptFile) === 0;

/** Asks something of a value that only an object has: of several kinds, if it is one. */
export function askObject(l: Lowering, atom: Atom, node: ts.Node, ask: (at: Lowering, object: Atom) => Atom): Atom {
  const union = typeOf(atom);
  if (!isUnionType(union)) return ask(l, atom);
  const no = (): Atom => constant(false);
  if (fieldOf(union, "object") === undefined) return no();
  const present = (inner: Lowering): Atom =>
    branch(inner, isOfKind(inner, atom, "object"), node, (at) => ask(at, loadKind(at, atom, union, "object")), no);
  return mayBeMissing(l, atom) ? branch(l, test(l, "isNullish", atom), node, no, present) : present(l);
}

/** The object that a value of several kinds is, else undefined; a value of one kind as it is. */
export function objectOf(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const union = typeOf(atom);
  if (!isUnionType(union)) return atom;
  const present = (inner: Lowering): Atom =>
    branch(
      inner,
      isOfKind(inner, atom, "object"),
      node,
      (object) => loadKind(object, atom, union, "object"),
      () => constant(undefined),
    );
  if (!mayBeMissing(l, atom)) return present(l);
  return branch(l, test(l, "isNullish", atom), node, nothingOf(atom, node), present);
}

/** The truth of a value of several kinds. */
export function unionTruth(l: Lowering, atom: Atom, union: UnionType, node: ts.Node): Atom {
  // What the host holds may be a bigint.
  const kinds = ["number", "string", "boolean", "opaque"].filter((kind) => fieldOf(union, kind) !== undefined);
  const truth = (inner: Lowering, rest: readonly string[]): Atom => {
    const [kind, ...more] = rest;
    if (kind === undefined) return constant(true);
    return branch(
      inner,
      isOfKind(inner, atom, kind),
      node,
      (matching) => asBoolean(matching, loadKind(matching, atom, union, kind), node),
      (other) => truth(other, more),
    );
  };
  const present = (inner: Lowering): Atom => truth(inner, kinds);
  if (!mayBeMissing(l, atom)) return present(l);
  return branch(l, test(l, "isNullish", atom), node, () => constant(false), present);
}

/** The number that a value of several kinds is or converts to. Where it is of a kind that does not, this throws. */
export function unionNumber(l: Lowering, atom: Atom, union: UnionType, node: ts.Node): Atom {
  const kinds = contentKinds(union);
  const isMeant = isNumeric(union, node) || kinds.every((kind) => primitiveKinds.has(kind));
  if (!isMeant) return refuse(l, "notANumber", node, { type: typeText(union) });
  const number = (inner: Lowering, [kind, ...others]: readonly string[]): Atom => {
    if (kind === undefined) return neverReached(inner, node, 'new TypeError("a number is needed here")');
    const content = (at: Lowering): Atom => asNumber(at, loadKind(at, atom, union, kind), node);
    return branch(inner, isOfKind(inner, atom, kind), node, content, (at) => number(at, others));
  };
  return number(
    l,
    kinds.filter((kind) => primitiveKinds.has(kind) || kind === "object"),
  );
}

/** The value itself, for code of the host. */
export function unboxed(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const union = typeOf(atom);
  if (!isUnionType(union)) return atom;
  const content = (inner: Lowering, kind: string): Atom =>
    inner.out.define(opaqueType, {
      kind: "opaque",
      text: "$0",
      args: [loadKind(inner, atom, union, kind)],
      isPure: true,
    });
  const present = (inner: Lowering): Atom =>
    branch(
      inner,
      isOfKind(inner, atom, "number"),
      node,
      (number) => content(number, "number"),
      (other) =>
        branch(
          other,
          isOfKind(other, atom, "string"),
          node,
          (text) => content(text, "string"),
          (last) => content(last, "boolean"),
        ),
    );
  l.program.unboxed.push({ node, type: union });
  return branch(
    l,
    test(l, "isNullish", atom),
    node,
    (missing) => missing.out.define(opaqueType, { kind: "opaque", text: "$0", args: [atom], isPure: true }),
    present,
  );
}

/** What host code gets are numbers, texts and booleans: of other kinds it would see the box. */
export function checkUnboxed(program: ProgramState): void {
  for (const { node, type } of program.unboxed) {
    const union = resolveType(type);
    if (!isUnionType(union)) continue;
    const other = union.fields.find(({ name }) => ![nameOfKind, "number", "string", "boolean"].includes(name));
    if (other !== undefined) program.ctx.reporter.report("unsupportedType", spanOf(node), { name: typeText(union) });
  }
}
