import { ts } from "../../../frontend/ts.js";
import { constant } from "../../../ir/build.js";
import { fieldOf } from "../../../ir/type.js";
import type { Atom, FieldType, RecordType } from "../../../ir/types.js";
import { captured } from "../captures.js";
import { lowerExpression } from "../expressions.js";
import { fit, placeType } from "../mixing.js";
import { Scope } from "../scope.js";
import { type ClassValue, freshType, type Lowering, report } from "../state.js";
import { hoist, inner, lowerStatements } from "../statements.js";
import { findMember, hasModifier, memberName } from "./model.js";

// The static fields of a class inside a function are a record that is made where the class is evaluated.

const slot = "@@statics";

type StaticPart = ts.PropertyDeclaration | ts.ClassStaticBlockDeclaration;

const isStaticPart = (member: ts.ClassElement): member is StaticPart =>
  ts.isClassStaticBlockDeclaration(member) ||
  (ts.isPropertyDeclaration(member) && hasModifier(member, ts.SyntaxKind.StaticKeyword));

/** Whether evaluating the class does something. */
export const hasStaticPart = (node: ts.ClassLikeDeclaration): boolean => node.members.some(isStaticPart);

/** Makes the record, known in a scope around the class, and runs initial values and static blocks in their order. */
export function makeStatics(l: Lowering, cls: ClassValue, around: Scope): void {
  const parts = cls.node.members.filter(isStaticPart);
  const fields = parts.flatMap((part): FieldType[] => {
    const name = fieldName(cls, part);
    return name === undefined ? [] : [{ name, type: placeType(l.program, part, freshType(l.program)) }];
  });
  const type: RecordType = { kind: "record", name: undefined, fields };
  const values = fields.map(({ name }) => ({ name, value: constant(undefined) }));
  const record = l.out.define(type, { kind: "makeRecord", fields: values }, { name: cls.name });
  around.declare(slot, { kind: "value", atom: record });
  const scope = new Scope(cls.scope, l.activation);
  scope.declare("this", { kind: "function", value: cls });
  scope.declare("super", { kind: "function", value: cls });
  const inside: Lowering = { ...l, scope };
  for (const part of parts) {
    if (ts.isClassStaticBlockDeclaration(part)) {
      const block = inner(inside);
      hoist(block, part.body);
      lowerStatements(block, part.body.statements);
    } else initialize(inside, cls, record, part);
  }
}

/** The name of a field; undefined for a function that it always holds, which is a method. */
function fieldName(cls: ClassValue, part: StaticPart): string | undefined {
  const name = ts.isPropertyDeclaration(part) ? memberName(part.name) : undefined;
  return name !== undefined && findMember(cls, name, "get", true)?.kind === "field" ? name : undefined;
}

function initialize(l: Lowering, cls: ClassValue, record: Atom, part: ts.PropertyDeclaration): void {
  if (memberName(part.name) === undefined) {
    report(l, "dynamicKey", part, { type: "a class" });
    return;
  }
  const name = fieldName(cls, part);
  if (part.initializer === undefined || name === undefined) return;
  const value = lowerExpression(l, part.initializer);
  const type = record.kind === "value" ? (record.type as RecordType) : undefined;
  const field = type && fieldOf(type, name);
  const stored = type && field && fit(l, field.type, value, part, { record: type, name });
  if (stored !== undefined)
    l.out.push({ kind: "store", base: record, key: { kind: "field", name }, value: stored, linear: false });
}

/** The record, if the class has one. */
export function localStatics(l: Lowering, cls: ClassValue): Atom | undefined {
  const found = cls.scope?.lookup(slot);
  if (found?.binding.kind !== "value") return undefined;
  return captured(l.activation, found.scope.owner, found.binding.atom, l.program);
}
