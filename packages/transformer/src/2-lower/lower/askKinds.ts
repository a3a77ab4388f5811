import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant, opaqueType, stringType } from "../../ir/build.js";
import { fieldOf, resolveType, typeText } from "../../ir/type.js";
import type { Atom, UnionType } from "../../ir/types.js";
import { isFunctionType, sameFunction } from "./functions/compare.js";
import { hostOperation } from "./host.js";
import { kindOf, primitiveKinds } from "./kinds.js";
import { alwaysThrows } from "./missingProperties.js";
import { isUnionType } from "./mixing.js";
import { type Lowering, type ProgramState, refuse } from "./state.js";
import { contentKinds, isOfKind, kindAt, loadKind, nameOfKind } from "./unions.js";
import { neverReached } from "./unreachable.js";
import { agree, asBoolean, asNumber, branch, mayBeMissing, nothingOf, test, typeOf } from "./values.js";

// What is asked of a value of several kinds, as its truth, its number or whether it equals another, is asked of it as the kind that it is.

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
        return equals(matching, content, other, node);
      },
      () => constant(false),
    );
  if (!mayBeMissing(l, atom)) return same(l);
  return branch(l, test(l, "isNullish", atom), node, () => constant(false), same);
}

function equals(l: Lowering, left: Atom, right: Atom, node: ts.Node): Atom {
  agree(l, typeOf(left), typeOf(right), node);
  return isFunctionType(typeOf(left)) ? sameFunction(l, left, right, node) : test(l, "eq", left, right);
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
      return equals(at, left, right, node);
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
  const isMeant =
    isNumeric(union, node) ||
    kinds.every((kind) => primitiveKinds.has(kind) || (kind === "function" && kinds.length > 1));
  if (!isMeant) return refuse(l, "notANumber", node, { type: typeText(union) });
  const number = (inner: Lowering, [kind, ...others]: readonly string[]): Atom => {
    if (kind === undefined) return neverReached(inner, node, 'new TypeError("a number is needed here")');
    if (kind === "function")
      return branch(
        inner,
        isOfKind(inner, atom, kind),
        node,
        () => constant(Number.NaN),
        (at) => number(at, others),
      );
    const content = (at: Lowering): Atom => asNumber(at, loadKind(at, atom, union, kind), node);
    return branch(inner, isOfKind(inner, atom, kind), node, content, (at) => number(at, others));
  };
  return number(
    l,
    kinds.filter((kind) => primitiveKinds.has(kind) || kind === "object" || kind === "function"),
  );
}

/** What a value of several kinds is when it is called. */
export function unionFunction(l: Lowering, atom: Atom, node: ts.Node): Atom {
  const union = typeOf(atom);
  if (!isUnionType(union) || fieldOf(union, "function") === undefined) return atom;
  const callee = ts.isCallExpression(node) ? node.expression : node;
  return branch(
    l,
    isOfKind(l, atom, "function"),
    node,
    (inner) => loadKind(inner, atom, union, "function"),
    (inner) => alwaysThrows(inner, `${callee.getText()} is not a function`, node),
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
