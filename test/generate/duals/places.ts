import { ts } from "ts-morph";
import { plain } from "./dual.js";
import { evaluate } from "./expressions.js";
import type { Machine } from "./statements.js";
import { Unsuitable } from "./unsuitable.js";
import { asDual, type Cells, type Scope, scopeOf, type Value } from "./values.js";

/** Something that can be assigned, its parts evaluated once. */
export interface Place {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
}

type Member = ts.ElementAccessExpression | ts.PropertyAccessExpression;

export function placeOf(node: ts.Expression, scope: Scope, m: Machine): Place {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return placeOf(node.expression, scope, m);
  if (ts.isIdentifier(node)) {
    const { names } = scopeOf(scope, node.text);
    return { read: () => names.get(node.text), write: (value) => names.set(node.text, value) };
  }
  if (ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node)) return memberPlace(node, scope, m);
  throw new Unsuitable(`assignment to ${ts.SyntaxKind[node.kind]}`);
}

function memberPlace(node: Member, scope: Scope, m: Machine): Place {
  const base = evaluate(node.expression, scope, m);
  const key = ts.isPropertyAccessExpression(node) ? node.name.text : evaluate(node.argumentExpression, scope, m);
  if (typeof base === "object" && base.kind === "fields" && typeof key === "string")
    return { read: () => base.members.get(key), write: (value) => base.members.set(key, value) };
  if (typeof base !== "object" || base.kind !== "cells") throw new Unsuitable(`member of ${node.expression.getText()}`);
  if (key === "length") return { read: () => plain(base.items.length), write: () => unsuitable("length is assigned") };
  const index = asDual(key as Value).v;
  return { read: () => base.items[within(index, base, 0)], write: (value) => writeItem(base, index, value) };
}

function writeItem(base: Cells, index: number, value: Value): void {
  base.items[within(index, base, base.storage === "Array" ? 1 : 0)] = value;
}

/** Only an array that is not typed may be written one past its end. */
function within(index: number, base: Cells, more: number): number {
  if (Number.isInteger(index) && index >= 0 && index < base.items.length + more) return index;
  throw new Unsuitable(`index ${index} of ${base.items.length}`);
}

const unsuitable = (message: string): never => {
  throw new Unsuitable(message);
};

export const readMember = (node: Member, scope: Scope, m: Machine): Value => memberPlace(node, scope, m).read();
