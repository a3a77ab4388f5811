import { ts } from "../frontend/ts.js";
import { either, evaluate } from "./expressions.js";
import { declare, lookup } from "./frames.js";
import { giveAway } from "./giveAway.js";
import { isFollowed, makeThing } from "./heap.js";
import type { Machine } from "./machine.js";
import { binaryOf } from "./operators.js";
import { readProperty, writeProperty } from "./properties.js";
import { distribute, type Frame, isThing, join, truth, unknown, type Value } from "./things.js";

const compound: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.BarEqualsToken, ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.AmpersandEqualsToken, ts.SyntaxKind.AmpersandToken],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanToken],
]);

export function assign(machine: Machine, node: ts.BinaryExpression, frame: Frame): Value {
  const operator = node.operatorToken.kind;
  const right = (): Value => evaluate(machine, node.right, frame);
  if (operator === ts.SyntaxKind.EqualsToken) {
    const place = placeOf(machine, node.left, frame);
    const value = right();
    if (place === undefined) assignPattern(machine, node.left, value, frame);
    else place.write(value);
    return value;
  }
  const place = placeOf(machine, node.left, frame);
  if (place === undefined) return unknown;
  const old = place.read();
  const store = (): Value => {
    const value = right();
    place.write(value);
    return value;
  };
  if (operator === ts.SyntaxKind.BarBarEqualsToken) return either(machine, truth(old), () => old, store);
  if (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken) return either(machine, truth(old), store, () => old);
  if (operator === ts.SyntaxKind.QuestionQuestionEqualsToken) {
    const isThere = truth(distribute([old], (one) => one !== undefined && one !== null));
    return either(machine, isThere, () => old, store);
  }
  const plain = compound.get(operator);
  const given = right();
  if (plain === undefined) giveAway(given);
  const value = plain === undefined ? unknown : binaryOf(plain, old, given);
  place.write(value);
  return value;
}

export function increment(
  machine: Machine,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  frame: Frame,
): Value {
  const place = placeOf(machine, node.operand as ts.Expression, frame);
  if (place === undefined) return unknown;
  const old = place.read();
  const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? ts.SyntaxKind.PlusToken : ts.SyntaxKind.MinusToken;
  const value = binaryOf(operator, old, 1);
  place.write(value);
  return ts.isPrefixUnaryExpression(node) ? value : old;
}

interface Place {
  read(): Value;
  write(value: Value): void;
}

/** Where an assignment stores, its base and key evaluated; undefined for a pattern. */
function placeOf(machine: Machine, target: ts.Expression, frame: Frame): Place | undefined {
  if (ts.isParenthesizedExpression(target)) return placeOf(machine, target.expression, frame);
  if (ts.isIdentifier(target)) {
    return {
      read: () => evaluate(machine, target, frame),
      write: (value) => setName(machine, target.text, value, frame),
    };
  }
  const base = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
  if (!base) return undefined;
  const holder = evaluate(machine, target.expression, frame);
  const key = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : evaluate(machine, target.argumentExpression, frame);
  return {
    read: () => readProperty(machine, holder, key),
    write: (value) => writeProperty(machine, holder, key, value),
  };
}

function setName(machine: Machine, name: string, value: Value, frame: Frame): void {
  const variable = lookup(frame, name);
  if (variable === undefined || variable.read !== undefined) giveAway(value);
  else variable.value = machine.doubt > 0 ? join(variable.value, value) : value;
}

/** Gives the names of a pattern their values, newly declared or assigned. */
export function bindPattern(machine: Machine, name: ts.BindingName, value: Value, frame: Frame): void {
  if (ts.isIdentifier(name)) {
    const own = frame.variables.get(name.text);
    if (own === undefined) declare(machine, frame, name, value);
    else own.value = machine.doubt > 0 ? join(own.value, value) : value;
    return;
  }
  name.elements.forEach((element, i) => {
    if (!ts.isBindingElement(element)) return;
    const { propertyName, initializer, dotDotDotToken } = element;
    const key = ts.isArrayBindingPattern(name) ? i : propertyKey(propertyName ?? element.name);
    const part = dotDotDotToken !== undefined ? restOf(machine, name, value, i) : partOf(machine, value, key);
    const isMissing = truth(distribute([part], (one) => one === undefined));
    const given =
      initializer === undefined
        ? part
        : either(
            machine,
            isMissing,
            () => evaluate(machine, initializer, frame),
            () => part,
          );
    bindPattern(machine, element.name, given, frame);
  });
}

const propertyKey = (name: ts.PropertyName | ts.BindingName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;

function partOf(machine: Machine, value: Value, key: string | number | undefined): Value {
  if (key !== undefined) return readProperty(machine, value, key);
  giveAway(value);
  return unknown;
}

function restOf(machine: Machine, pattern: ts.BindingPattern, value: Value, from: number): Value {
  if (ts.isArrayBindingPattern(pattern) && isThing(value) && value.kind === "array" && isFollowed(value))
    return makeThing("array", { items: value.items.slice(from), prototype: machine.library.prototypes.array });
  giveAway(value);
  return unknown;
}

/** `[a, b] = …`: what it assigns is not followed. */
function assignPattern(machine: Machine, target: ts.Node, value: Value, frame: Frame): void {
  giveAway(value);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) setName(machine, node.text, unknown, frame);
    else ts.forEachChild(node, visit);
  };
  visit(target);
}
