import { checkerOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import type { Atom, Constant } from "../../ir/types.js";
import { makeRecord } from "./objectLiterals.js";
import { type Lowering, type ProgramState, refuse } from "./state.js";
import { branch, test, typeOf } from "./values.js";

/** The value of a member; undefined if it is computed at run time. */
export function enumMember({ ctx }: ProgramState, member: ts.EnumMember): Constant | undefined {
  const value = checkerOf(ctx.frontend.typeOf(member)).getConstantValue(member);
  return value === undefined ? undefined : constant(value);
}

/** The enum that a name stands for. */
export function enumOf(l: Lowering, node: ts.Expression): ts.EnumDeclaration | undefined {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  if (!ts.isIdentifier(name) || (name === node && l.scope.lookup(name.text) !== undefined)) return undefined;
  const declaration = l.program.ctx.frontend.declarationOf(name);
  return declaration !== undefined && ts.isEnumDeclaration(declaration) ? declaration : undefined;
}

interface Entry {
  readonly name: string;
  readonly value: Constant;
}

/** The properties of the object that an enum is, in their order; undefined if one is computed at run time. */
function propertiesOf(program: ProgramState, declaration: ts.EnumDeclaration): readonly Entry[] | undefined {
  const properties: Record<string, Constant> = {};
  for (const member of declaration.members) {
    const value = enumMember(program, member);
    if (value === undefined) return undefined;
    const name = nameOf(member);
    properties[name] = value;
    if (typeof value.value === "number") properties[String(value.value)] = constant(name);
  }
  return Object.entries(properties).map(([name, value]) => ({ name, value }));
}

const nameOf = ({ name }: ts.EnumMember): string =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : name.getText();

/** The enum as an object: for `Object.values(Kind)` and the like. */
export function enumObject(l: Lowering, declaration: ts.EnumDeclaration, node: ts.Node): Atom {
  const properties = propertiesOf(l.program, declaration);
  if (properties === undefined) return refuse(l, "unresolvedName", node, { name: declaration.name.text });
  return makeRecord(
    l,
    properties.map(({ name, value }) => [name, { value, has: undefined }]),
  );
}

/** `Kind[k]`: the name of a member by its value, or the value by its name. */
export function loadEnum(
  l: Lowering,
  declaration: ts.EnumDeclaration,
  key: Atom,
  node: ts.ElementAccessExpression,
): Atom {
  const properties = propertiesOf(l.program, declaration);
  if (properties === undefined) return refuse(l, "unresolvedName", node, { name: declaration.name.text });
  if (key.kind === "constant")
    return properties.find(({ name }) => name === String(key.value))?.value ?? constant(undefined);
  const byNumber = typeOf(key).kind === "number";
  const isNumber = ({ name }: Entry): boolean => String(Number(name)) === name;
  const names = literalsOf(l, node.argumentExpression);
  return choose(
    l,
    properties.filter((one) => isNumber(one) === byNumber && names?.has(one.name) !== false),
    (inner, { name }) => test(inner, "eq", key, constant(byNumber ? Number(name) : name)),
    node,
  );
}

/** The names that the type of a key allows. */
function literalsOf(l: Lowering, key: ts.Expression): ReadonlySet<string> | undefined {
  const type = l.program.ctx.frontend.typeOf(key);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isStringLiteral()) ? new Set(parts.map(({ value }) => value)) : undefined;
}

function choose(
  l: Lowering,
  [entry, ...others]: readonly Entry[],
  isIt: (at: Lowering, entry: Entry) => Atom,
  node: ts.Node,
): Atom {
  if (entry === undefined) return constant(undefined);
  return branch(
    l,
    isIt(l, entry),
    node,
    () => entry.value,
    (inner) => choose(inner, others, isIt, node),
  );
}
