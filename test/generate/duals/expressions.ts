import { ts } from "ts-morph";
import { callArrayMethod, makeArray } from "./arrays.js";
import { plain } from "./dual.js";
import { arithmetic, comparisons, mathFunction } from "./operators.js";
import { type Place, placeOf, readMember } from "./places.js";
import { callClosure, type Machine } from "./statements.js";
import { Unsuitable } from "./unsuitable.js";
import { asBoolean, asCells, asDual, isObject, type Scope, scopeOf, type Value } from "./values.js";

/** The value of an expression, with the partial derivatives of every number in it. */
export function evaluate(node: ts.Expression, scope: Scope, m: Machine): Value {
  m.tick();
  if (ts.isNumericLiteral(node)) return plain(Number(node.text));
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isIdentifier(node))
    return node.text === "undefined" ? undefined : scopeOf(scope, node.text).names.get(node.text);
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node))
    return evaluate(node.expression, scope, m);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node)) return prefix(node, scope, m);
  if (ts.isPostfixUnaryExpression(node)) return step(node.operand, node.operator, scope, m).before;
  if (ts.isConditionalExpression(node))
    return evaluate(asBoolean(evaluate(node.condition, scope, m)) ? node.whenTrue : node.whenFalse, scope, m);
  if (ts.isBinaryExpression(node)) return binary(node, scope, m);
  if (ts.isCallExpression(node)) return call(node, scope, m);
  if (ts.isNewExpression(node)) return makeArray(node.expression.getText(), argumentsOf(node, scope, m));
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: "closure", node, scope };
  if (ts.isArrayLiteralExpression(node)) {
    const items = spread(node.elements, scope, m);
    return { kind: "cells", storage: "Array", items };
  }
  if (ts.isObjectLiteralExpression(node)) return record(node, scope, m);
  if (ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node)) {
    if (ts.isPropertyAccessExpression(node) && node.expression.getText() === "Math") return plain(Math.PI);
    return readMember(node, scope, m);
  }
  throw new Unsuitable(`expression ${ts.SyntaxKind[node.kind]}`);
}

function prefix(node: ts.PrefixUnaryExpression, scope: Scope, m: Machine): Value {
  if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
    return step(node.operand, node.operator, scope, m).after;
  const value = evaluate(node.operand, scope, m);
  if (node.operator === ts.SyntaxKind.ExclamationToken) return !asBoolean(value);
  const number = asDual(value);
  if (node.operator === ts.SyntaxKind.PlusToken) return number;
  return { ...number, v: -number.v, d: number.d.map((along) => -along) };
}

function step(target: ts.Expression, operator: ts.SyntaxKind, scope: Scope, m: Machine) {
  const place = placeOf(target, scope, m);
  const before = place.read();
  const by = operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-";
  const after = arithmetic.get(by)?.(asDual(before), plain(1));
  place.write(after);
  return { before, after };
}

function binary(node: ts.BinaryExpression, scope: Scope, m: Machine): Value {
  const operator = node.operatorToken.getText();
  if (operator === "=") return assign(node.left, () => evaluate(node.right, scope, m), scope, m);
  if (operator === "&&") return asBoolean(evaluate(node.left, scope, m)) ? evaluate(node.right, scope, m) : false;
  if (operator === "||") return asBoolean(evaluate(node.left, scope, m)) ? true : evaluate(node.right, scope, m);
  const compound = /^(\*\*|[-+*/%])=$/.exec(operator);
  if (compound !== null) {
    const place = placeOf(node.left, scope, m);
    const before = place.read();
    return store(place, compute(compound[1] ?? "", before, evaluate(node.right, scope, m)));
  }
  const left = evaluate(node.left, scope, m);
  const right = evaluate(node.right, scope, m);
  if (operator === ",") return right;
  return compute(operator, left, right);
}

function store(place: Place, value: Value): Value {
  place.write(value);
  return value;
}

/** `target = value`, also to a pattern such as `[a, b] = [b, a]`. */
function assign(target: ts.Expression, value: () => Value, scope: Scope, m: Machine): Value {
  if (!ts.isArrayLiteralExpression(target)) {
    const place = placeOf(target, scope, m);
    return store(place, value());
  }
  const from = value();
  for (const [k, element] of target.elements.entries()) assign(element, () => asCells(from).items[k], scope, m);
  return from;
}

function compute(operator: string, left: Value, right: Value): Value {
  if (operator === "===" || operator === "!==") return same(left, right) === (operator === "===");
  const compare = comparisons.get(operator);
  if (compare !== undefined) return compare(asDual(left).v, asDual(right).v);
  const result = arithmetic.get(operator)?.(asDual(left), asDual(right));
  if (result === undefined) throw new Unsuitable(`operator ${operator}`);
  return result;
}

const same = (left: Value, right: Value): boolean =>
  isObject(left) || isObject(right) || typeof left !== "object" || typeof right !== "object"
    ? left === right
    : asDual(left).v === asDual(right).v;

const argumentsOf = (node: ts.CallExpression | ts.NewExpression, scope: Scope, m: Machine): Value[] =>
  spread(node.arguments ?? [], scope, m);

function spread(nodes: readonly ts.Expression[], scope: Scope, m: Machine): Value[] {
  return nodes.flatMap((node) =>
    ts.isSpreadElement(node) ? [...asCells(evaluate(node.expression, scope, m)).items] : [evaluate(node, scope, m)],
  );
}

function record(node: ts.ObjectLiteralExpression, scope: Scope, m: Machine): Value {
  const members = new Map<string, Value>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const from = evaluate(property.expression, scope, m);
      if (typeof from !== "object" || from.kind !== "fields")
        throw new Unsuitable("spread of something else than a record");
      for (const [key, value] of from.members) members.set(key, value);
    } else if (ts.isShorthandPropertyAssignment(property))
      members.set(property.name.text, evaluate(property.name, scope, m));
    else if (ts.isPropertyAssignment(property))
      members.set(property.name.getText(), evaluate(property.initializer, scope, m));
    else throw new Unsuitable("member of a record");
  }
  return { kind: "fields", members };
}

function call(node: ts.CallExpression, scope: Scope, m: Machine): Value {
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = callee.expression.getText();
    const name = callee.name.text;
    if (owner === "Math") {
      const result = mathFunction(name, argumentsOf(node, scope, m).map(asDual));
      if (result === undefined) throw new Unsuitable(`Math.${name}`);
      return result;
    }
    if (owner === "Array" || owner === "Float64Array") {
      const args = argumentsOf(node, scope, m);
      return callArrayMethod(`${owner}.${name}`, undefined, args, m);
    }
    const base = evaluate(callee.expression, scope, m);
    if (typeof base === "object" && base.kind === "cells")
      return callArrayMethod(name, base, argumentsOf(node, scope, m), m);
    throw new Unsuitable(`method ${name}`);
  }
  const fn = evaluate(callee, scope, m);
  if (typeof fn !== "object" || fn.kind !== "closure") throw new Unsuitable(`${callee.getText()} is not a function`);
  return callClosure(fn, argumentsOf(node, scope, m), m);
}
