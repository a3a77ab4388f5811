import { spanOf } from "../../frontend/frontend.js";
import type { ts } from "../../frontend/ts.js";
import { booleanType, classSlot, constant, primitive } from "../../ir/build.js";
import { fieldOf, resolveType } from "../../ir/type.js";
import type { Atom, RecordType } from "../../ir/types.js";
import { hasAccessors } from "./accessors.js";
import type { Lowering } from "./state.js";
import { branch, test, when } from "./values.js";

// A key that is known at run time only, but is one of a few names by its type: an access for each name.

/** More names than this make too many branches. */
export const mostNames = 16;

/** The names that a computed key may be, if the object needs an access by name: its fields differ, or do something. */
export function keyNames(
  l: Lowering,
  type: RecordType,
  { argumentExpression }: ts.ElementAccessExpression,
): readonly string[] | undefined {
  const names = statedNames(l, argumentExpression);
  if (names === undefined) return undefined;
  // A name that it has no field for yet may stand for another kind.
  const isOpen = type.fields.length > 0 && names.some((name) => fieldOf(type, name) === undefined);
  return isOpen || !isUniform(type) ? names : undefined;
}

/** The few names that a key is one of, by its type. */
export function statedNames({ program }: Lowering, key: ts.Expression): readonly string[] | undefined {
  const { frontend } = program.ctx;
  const asked = frontend.typeOf(key);
  const known = frontend.checkerAt(key).getBaseConstraintOfType(asked) ?? asked;
  const parts = known.isUnion() ? known.types : [known];
  const names = parts.flatMap((part) => (part.isStringLiteral() || part.isNumberLiteral() ? [String(part.value)] : []));
  return names.length === parts.length && names.length <= mostNames ? names : undefined;
}

/** All that it has are fields of one kind. */
function isUniform(type: RecordType): boolean {
  if (type.instance !== undefined || type.fields.some(({ name }) => name === classSlot) || hasAccessors(type))
    return false;
  const kinds = new Set(type.fields.map((field) => resolveType(field.type).kind));
  kinds.delete("variable");
  return kinds.size <= 1;
}

/** What is under the key: one access for each name. A key that its type does not allow throws. */
export function loadByName(
  l: Lowering,
  key: Atom,
  names: readonly string[],
  node: ts.Node,
  load: (inner: Lowering, name: string) => Atom,
): Atom {
  const [name, ...others] = names;
  if (name === undefined) throw new Error("lower: a key has a name");
  const isIt = (at: Lowering): Atom => test(at, "eq", key, constant(name));
  if (others.length > 0)
    return branch(
      l,
      isIt(l),
      node,
      (inner) => load(inner, name),
      (inner) => loadByName(inner, key, others, node, load),
    );
  throwOther(l, isIt(l), node);
  return load(l, name);
}

/** Does something for the name that the key is. */
export function forName(
  l: Lowering,
  key: Atom,
  names: readonly string[],
  node: ts.Node,
  run: (inner: Lowering, name: string) => void,
): void {
  const tests = names.map((name): Atom => test(l, "eq", key, constant(name)));
  names.forEach((name, i) => {
    when(l, tests[i] ?? constant(false), (inner) => run(inner, name));
  });
  throwOther(
    l,
    tests.reduce((a, b) => test(l, "or", a, b)),
    node,
  );
}

function throwOther(l: Lowering, isKnown: Atom, node: ts.Node): void {
  const unknown = l.out.define(booleanType, primitive("not", isKnown));
  const text = `new TypeError("no derivative for a key that its type does not name")`;
  when(l, unknown, (inner) => inner.out.push({ kind: "throw", text, args: [], span: spanOf(node) }));
}
