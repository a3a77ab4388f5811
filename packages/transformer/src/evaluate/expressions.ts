import { ts } from "../frontend/ts.js";
import { assign, increment } from "./assignments.js";
import { callExpression, makeClass, makeFunction, newExpression } from "./calls.js";
import { callOf, lookup } from "./frames.js";
import { giveAway } from "./giveAway.js";
import { makeThing } from "./heap.js";
import { inDoubt, type Machine, step } from "./machine.js";
import { objectLiteral } from "./objects.js";
import { binaryOf, typeOf, unaryOf } from "./operators.js";
import { deleteProperty, readProperty } from "./properties.js";
import { distribute, type Frame, isThing, join, only, truth, unknown, type Value } from "./things.js";

/** What an expression gives, and does. */
export function evaluate(machine: Machine, node: ts.Expression, frame: Frame): Value {
  step(machine);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return evaluate(machine, node.expression, frame);
  if (ts.isIdentifier(node)) return readName(machine, node, frame);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return makeFunction(machine, node, frame);
  if (ts.isClassExpression(node)) return makeClass(machine, node, frame);
  if (ts.isCallExpression(node)) return callExpression(machine, node, frame);
  if (ts.isNewExpression(node)) return newExpression(machine, node, frame);
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(machine, node, frame);
  if (ts.isArrayLiteralExpression(node)) return arrayLiteral(machine, node, frame);
  if (ts.isPropertyAccessExpression(node)) {
    const base = evaluate(machine, node.expression, frame);
    if (node.questionDotToken !== undefined && (base === undefined || base === null)) return undefined;
    return ts.isIdentifier(node.name) ? readProperty(machine, base, node.name.text) : unknown;
  }
  if (ts.isElementAccessExpression(node)) {
    const base = evaluate(machine, node.expression, frame);
    return readProperty(machine, base, evaluate(machine, node.argumentExpression, frame));
  }
  if (ts.isBinaryExpression(node)) return binary(machine, node, frame);
  if (ts.isConditionalExpression(node)) return conditional(machine, node, frame);
  return rare(machine, node, frame);
}

function rare(machine: Machine, node: ts.Expression, frame: Frame): Value {
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    case ts.SyntaxKind.ThisKeyword:
      return callOf(frame)?.self;
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator, operand } = node;
    if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
      return increment(machine, node, frame);
    return unaryOf(operator, evaluate(machine, operand, frame));
  }
  if (ts.isPostfixUnaryExpression(node)) return increment(machine, node, frame);
  if (ts.isTypeOfExpression(node)) return distribute([evaluate(machine, node.expression, frame)], typeOf);
  if (ts.isVoidExpression(node)) {
    evaluate(machine, node.expression, frame);
    return undefined;
  }
  if (ts.isDeleteExpression(node)) {
    const place = node.expression;
    if (ts.isPropertyAccessExpression(place))
      deleteProperty(machine, evaluate(machine, place.expression, frame), place.name.text);
    else if (ts.isElementAccessExpression(place))
      deleteProperty(
        machine,
        evaluate(machine, place.expression, frame),
        evaluate(machine, place.argumentExpression, frame),
      );
    return true;
  }
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(({ expression }) => evaluate(machine, expression, frame));
    return distribute(parts, (...exact) =>
      exact.some((one) => isThing(one))
        ? unknown
        : node.head.text + node.templateSpans.map(({ literal }, i) => `${String(exact[i])}${literal.text}`).join(""),
    );
  }
  if (ts.isRegularExpressionLiteral(node)) return makeThing("host", { origin: node, name: node.text });
  // What is left is not followed: its parts may go anywhere.
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child)) giveAway(evaluate(machine, child, frame));
  });
  return unknown;
}

function readName(machine: Machine, node: ts.Identifier, frame: Frame): Value {
  const variable = lookup(frame, node.text);
  if (variable !== undefined) return variable.read?.() ?? variable.value;
  if (node.text === "arguments") {
    const call = callOf(frame);
    return call === undefined
      ? unknown
      : makeThing("array", { origin: node, items: [...call.args], prototype: machine.library.prototypes.object });
  }
  return machine.library.global(node.text);
}

function arrayLiteral(machine: Machine, node: ts.ArrayLiteralExpression, frame: Frame): Value {
  const items: Value[] = [];
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      items.push(ts.isOmittedExpression(element) ? undefined : evaluate(machine, element, frame));
      continue;
    }
    const spread = evaluate(machine, element.expression, frame);
    if (!isThing(spread) || spread.kind !== "array" || spread.isGivenAway) return unknown;
    items.push(...spread.items);
  }
  return makeThing("array", { origin: node, items, prototype: machine.library.prototypes.array });
}

/** Evaluates one side or the other, or both if it is not known which. */
export function either(
  machine: Machine,
  condition: boolean | undefined,
  whenTrue: () => Value,
  whenFalse: () => Value,
): Value {
  if (condition !== undefined) return condition ? whenTrue() : whenFalse();
  return join(inDoubt(machine, whenTrue), inDoubt(machine, whenFalse));
}

function conditional(machine: Machine, node: ts.ConditionalExpression, frame: Frame): Value {
  const condition = truth(evaluate(machine, node.condition, frame));
  return either(
    machine,
    condition,
    () => evaluate(machine, node.whenTrue, frame),
    () => evaluate(machine, node.whenFalse, frame),
  );
}

function binary(machine: Machine, node: ts.BinaryExpression, frame: Frame): Value {
  const operator = node.operatorToken.kind;
  if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment)
    return assign(machine, node, frame);
  const left = evaluate(machine, node.left, frame);
  const right = (): Value => evaluate(machine, node.right, frame);
  if (operator === ts.SyntaxKind.CommaToken) return right();
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken)
    return either(machine, truth(left), right, () => (truth(left) === undefined ? only(left, false) : left));
  if (operator === ts.SyntaxKind.BarBarToken)
    return either(machine, truth(left), () => (truth(left) === undefined ? only(left, true) : left), right);
  if (operator === ts.SyntaxKind.QuestionQuestionToken) {
    const isThere = truth(distribute([left], (one) => one !== undefined && one !== null));
    return either(machine, isThere, () => left, right);
  }
  return binaryOf(operator, left, right());
}
