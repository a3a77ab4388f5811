import { checkerOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, numberType, opaqueType, stringType } from "../../ir/build.js";
import { fieldOf, resolveType, typeText } from "../../ir/type.js";
import type { Atom, Type, UnionType, Value } from "../../ir/types.js";
import { isDictionaryType, mapStorage } from "./annotations.js";
import { declarationsOf, expectedProperties, haveSeveralKinds } from "./declaredFields.js";
import { has, kindOf, kindOfChecker, kindsOfItems, nullish } from "./kinds.js";
import { isUnionType } from "./mixing.js";
import { isPrelude } from "./prelude.js";
import { assignedNames } from "./scope.js";
import { freshType, isRefused, type Lowering, type ProgramState, refuse } from "./state.js";
import { agree, branch, fieldOrNew, loadField, mayBeMissing, nothingOf, structureOf, test, typeOf } from "./values.js";

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

export const contentKinds = ({ fields }: UnionType): readonly string[] =>
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
  const kind = type && kindOfChecker(program, type);
  return kind !== undefined && !(ts.isIdentifier(origin) && getsAnother(program, origin, kind));
}

/** Whether a variable of JavaScript, which the checker takes for what it is declared with, is assigned something of another kind. */
function getsAnother(program: ProgramState, name: ts.Identifier, kind: string): boolean {
  const { frontend } = program.ctx;
  if ((name.flags & ts.NodeFlags.JavaScriptFile) === 0 || !ts.isVariableDeclaration(name.parent)) return false;
  const home = ts.findAncestor(name, ts.isFunctionLike) ?? name.getSourceFile();
  return (assignedNames(program, home).get(name.text) ?? []).some(({ parent }) => {
    if (!ts.isBinaryExpression(parent) || frontend.declarationOf(parent.left) !== name.parent) return false;
    const given = frontend.typeOf(parent.right);
    const parts = (given.isUnion() ? given.types : [given]).filter((part) => !has(part, nullish | ts.TypeFlags.Any));
    return parts.some((part) => kindOfChecker(program, part) !== kind);
  });
}

/** A value of several kinds as that of one of them. */
export function ofKind(l: Lowering, atom: Atom, kind: string | undefined): Atom {
  const union = typeOf(atom);
  if (kind === undefined || !isUnionType(union) || isRefused(l, atom)) return atom;
  return loadKind(l, atom, union, kind);
}

/** Whether the checker calls it a list and nothing else. */
const isListType = ({ ctx: { frontend } }: ProgramState, node: ts.Node): boolean =>
  !isPrelude(node) && frontend.checkerAt(node).isArrayType(frontend.typeOf(node));

/** The type of the values at a place. Those that the checker calls one type are one, so that a type may contain itself. */
export function unionAt(program: ProgramState, origin: ts.Node): UnionType {
  const type = statedType(program, origin);
  const [field] = declarationsOf(program, origin);
  if (field === undefined && type?.isUnion() !== true) {
    // A variable that is declared with one kind and gets another.
    const isDoubtful = ts.isIdentifier(origin) && type !== undefined && kindOfChecker(program, type) !== undefined;
    return newUnionType(program, origin, isDoubtful);
  }
  const key = field ?? program.ctx.frontend.checkerAt(origin).getNonNullableType(type as ts.Type);
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
  const checker = frontend.checkerAt(origin);
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
export function contentOf(program: ProgramState, type: ts.Type): ts.Type | undefined {
  const checker = checkerOf(type);
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

export const kindAt = (l: Lowering, atom: Atom): Value => loadField(l, atom, nameOfKind, stringType);

export const isOfKind = (l: Lowering, atom: Atom, kind: string): Value =>
  test(l, "eq", kindAt(l, atom), constant(kind));
