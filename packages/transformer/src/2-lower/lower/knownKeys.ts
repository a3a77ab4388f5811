import { ts } from "../../frontend/ts.js";
import { booleanType, constant } from "../../ir/build.js";
import type { Atom, RecordType } from "../../ir/types.js";
import { classTest } from "./classes/classTest.js";
import { constructorOf, findMember, memberName } from "./classes/model.js";
import { hasListed, listedFields } from "./listedFields.js";
import type { ClassValue, Lowering } from "./state.js";
import { test } from "./values.js";

/** `"re" in z`, where the objects of this type are made by the program itself, so that it is known what they have; else undefined. */
export function hasKnown(
  l: Lowering,
  base: Atom,
  type: RecordType,
  name: string,
  node: ts.BinaryExpression,
): Atom | undefined {
  const { instance } = type;
  if (type.functions !== undefined || (instance === undefined ? type.isLiteral !== true : instance.open))
    return undefined;
  if (name in {}) return constant(true);
  const classes = [...(instance?.classes ?? [])] as ClassValue[];
  const inherited = classes.filter((cls) => isInherited(cls, name));
  if (inherited.length > 0) {
    if (inherited.length === classes.length && type.isLiteral !== true) return constant(true);
    const ofClass = classTest(l, base, classes)(l, inherited);
    return test(l, "or", ofClass, l.out.define(booleanType, { kind: "hasField", base, name }));
  }
  const field = listedFields(l, type, node).find((one) => one.name === name);
  if (field === undefined) return constant(false);
  if (field.isOptional) return hasListed(l, base, field, node);
  return classes.every((cls) => alwaysHas(cls, name)) ? constant(true) : undefined;
}

function isInherited(cls: ClassValue, name: string): boolean {
  const member = findMember(cls, name, "get");
  return member !== undefined && member.kind !== "field";
}

/** Whether the class declares the field, or its constructor stores it on each way. */
function alwaysHas(cls: ClassValue, name: string): boolean {
  const isDeclared = cls.node.members.some(
    (member) => ts.isPropertyDeclaration(member) && memberName(member.name) === name,
  );
  const stores = (statement: ts.Statement): boolean =>
    ts.isExpressionStatement(statement) &&
    ts.isBinaryExpression(statement.expression) &&
    ts.isPropertyAccessExpression(statement.expression.left) &&
    statement.expression.left.expression.kind === ts.SyntaxKind.ThisKeyword &&
    statement.expression.left.name.text === name;
  const statements = constructorOf(cls)?.body?.statements ?? [];
  return isDeclared || statements.some(stores) || (cls.base !== undefined && alwaysHas(cls.base, name));
}
