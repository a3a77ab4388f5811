import { ts } from "../../frontend/ts.js";
import {
  atomType,
  booleanType,
  constant,
  isConstant,
  isReference,
  opaqueType,
  primitive,
  stringType,
  zero,
} from "../../ir/build.js";
import { isCoroutineType, typeText } from "../../ir/type.js";
import type { Atom, Block, Constant, PrimitiveName, Statement, Type } from "../../ir/types.js";
import { unionEquals, unionsEqual, unionTypeName } from "./askKinds.js";
import { primitiveOf } from "./classes/conversion.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { isFunctionType, sameFunction } from "./functions/compare.js";
import { hostBinary, hostOperation, isBigInt, isHostOperand, isScalar } from "./host.js";
import { isUnionType } from "./mixing.js";
import { knowingLeft } from "./narrowing.js";
import { inBlock, inPart, isFunctionValue, isRefused, type Lowering, type Operand, refuse } from "./state.js";
import {
  agree,
  asBoolean,
  asNumber,
  branch,
  compute,
  converted,
  join,
  mayBeMissing,
  nothingOf,
  structureOf,
  test,
  typeOf,
} from "./values.js";

const arithmetic: ReadonlyMap<ts.SyntaxKind, PrimitiveName> = new Map([
  [ts.SyntaxKind.PlusToken, "add"],
  [ts.SyntaxKind.MinusToken, "sub"],
  [ts.SyntaxKind.AsteriskToken, "mul"],
  [ts.SyntaxKind.SlashToken, "div"],
  [ts.SyntaxKind.PercentToken, "rem"],
  [ts.SyntaxKind.AsteriskAsteriskToken, "pow"],
  [ts.SyntaxKind.AmpersandToken, "bitand"],
  [ts.SyntaxKind.BarToken, "bitor"],
  [ts.SyntaxKind.CaretToken, "bitxor"],
  [ts.SyntaxKind.LessThanLessThanToken, "shl"],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, "shr"],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, "ushr"],
]);

const comparison: ReadonlyMap<ts.SyntaxKind, PrimitiveName> = new Map([
  [ts.SyntaxKind.LessThanToken, "lt"],
  [ts.SyntaxKind.LessThanEqualsToken, "le"],
  [ts.SyntaxKind.GreaterThanToken, "gt"],
  [ts.SyntaxKind.GreaterThanEqualsToken, "ge"],
]);

const equality: ReadonlyMap<ts.SyntaxKind, PrimitiveName> = new Map([
  [ts.SyntaxKind.EqualsEqualsToken, "eq"],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "eq"],
  [ts.SyntaxKind.ExclamationEqualsToken, "ne"],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "ne"],
]);

/** `x += e` computes with the operator `+`. */
export const compoundOperator: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken, ts.SyntaxKind.AsteriskAsteriskToken],
  [ts.SyntaxKind.AmpersandEqualsToken, ts.SyntaxKind.AmpersandToken],
  [ts.SyntaxKind.BarEqualsToken, ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.CaretEqualsToken, ts.SyntaxKind.CaretToken],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, ts.SyntaxKind.LessThanLessThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken],
  [ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.BarBarToken],
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.QuestionQuestionToken],
]);

export const isLogical = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.BarBarToken ||
  operator === ts.SyntaxKind.AmpersandAmpersandToken ||
  operator === ts.SyntaxKind.QuestionQuestionToken;

/** Arithmetic and comparison of two values at hand. */
export function binary(l: Lowering, operator: ts.SyntaxKind, first: Atom, second: Atom, node: ts.Node): Atom {
  if (equality.has(operator)) return primitiveBinary(l, operator, first, second, node);
  const hint = operator === ts.SyntaxKind.PlusToken ? "default" : "number";
  const left = primitiveOf(l, first, node, hint);
  return primitiveBinary(l, operator, left, primitiveOf(l, second, node, hint), node);
}

function primitiveBinary(l: Lowering, operator: ts.SyntaxKind, left: Atom, right: Atom, node: ts.Node): Atom {
  const name = arithmetic.get(operator);
  if (ts.isBinaryExpression(node) && !equality.has(operator)) {
    structureOf(l, left, node.left);
    structureOf(l, right, node.right);
  }
  const isHost = isHostOperand(left) || isHostOperand(right);
  if (isHost && !isRefused(l, left, right) && isHostOperator(l, operator, left, right, node)) {
    return hostBinary(l, ts.tokenToString(operator) ?? "", left, right, node);
  }
  if (name !== undefined) return compute(l, name, asNumber(l, left, node), asNumber(l, right, node));
  const order = comparison.get(operator);
  if (order !== undefined)
    return knownTest(order, left, right) ?? test(l, order, asNumber(l, left, node), asNumber(l, right, node));
  const same = equality.get(operator);
  if (same !== undefined) {
    const isLoose = looseEquality.has(operator) && [left, right].every((side) => mayBeMissing(l, side));
    return isLoose ? compareLoosely(l, same, left, right, node) : compareEqual(l, same, left, right, node);
  }
  return refuse(l, "unsupportedSyntax", node, { syntax: `the operator ${ts.tokenToString(operator) ?? "here"}` });
}

/** Texts are joined and compared; of other host values the checker tells whether they are bigints. */
function isHostOperator(l: Lowering, operator: ts.SyntaxKind, left: Atom, right: Atom, node: ts.Node): boolean {
  if (operator === ts.SyntaxKind.PlusToken || comparison.has(operator)) return true;
  if (!arithmetic.has(operator)) return false;
  return typeOf(left).kind === "opaque" && typeOf(right).kind === "opaque" && isBigInt(l, node);
}

/** By `==` null is undefined. */
function compareLoosely(l: Lowering, name: PrimitiveName, left: Atom, right: Atom, node: ts.Node): Atom {
  if (left.kind === "constant" || right.kind === "constant") return compareEqual(l, name, left, right, node);
  const same = compareEqual(l, "eq", left, right, node);
  if (isRefused(l, same)) return same;
  const areMissing = test(l, "and", test(l, "isNullish", left), test(l, "isNullish", right));
  const equal = test(l, "or", same, areMissing);
  return name === "eq" ? equal : negate(l, equal);
}

function compareEqual(l: Lowering, name: PrimitiveName, left: Atom, right: Atom, node: ts.Node): Atom {
  if (isRefused(l, left, right)) return test(l, name, left, right);
  const texts = left.kind === "constant" ? l.program.texts.get(right) : l.program.texts.get(left);
  const other = left.kind === "constant" ? left : right;
  if (other.kind === "constant" && texts?.every((text) => text !== other.value)) return constant(name === "ne");
  const known = knownTest(name, left, right);
  if (known !== undefined) return known;
  if (isNothing(left)) return compareWithNothing(l, name, right, left, node);
  if (isNothing(right)) return compareWithNothing(l, name, left, right, node);
  const [a, b] = [typeOf(left), typeOf(right)];
  const mixed = isUnionType(a) ? unionEquals(l, left, right, node) : unionEquals(l, right, left, node);
  if (mixed !== undefined) return name === "eq" ? mixed : negate(l, mixed);
  if (isUnionType(a) && isUnionType(b)) {
    const same = unionsEqual(l, left, right, node);
    return name === "eq" ? same : negate(l, same);
  }
  if (a.kind === "opaque" || b.kind === "opaque") {
    const isLoose = ts.isBinaryExpression(node) && looseEquality.has(node.operatorToken.kind);
    return isLoose ? hostEquality(l, name, left, right, node) : test(l, name, left, right);
  }
  if (a.kind === "undefined" || b.kind === "undefined") return test(l, name, left, right);
  if (a.kind !== b.kind && a.kind !== "variable" && b.kind !== "variable") {
    if (asksKind(node) && (isScalar(a) || isScalar(b))) return constant(name === "ne");
    return refuse(l, "mixedComparison", node, { left: typeText(a), right: typeText(b) });
  }
  if (isFunctionType(a) && isFunctionType(b)) {
    const same = sameFunction(l, left, right, node);
    return name === "eq" ? same : negate(l, same);
  }
  if (isReference(a) && isReference(b)) agree(l, a, b, node);
  else if (!agree(l, a, b, node)) return test(l, name, left, right);
  return test(l, name, left, right);
}

/** `arguments.length > 2`, `"Matrix" === "Matrix"`: what depends on it is known now, too. */
function knownTest(name: PrimitiveName, left: Atom, right: Atom): Constant | undefined {
  if (left.kind !== "constant" || right.kind !== "constant" || left.global !== undefined || right.global !== undefined)
    return undefined;
  const [a, b] = [left.value, right.value];
  if (typeof a !== typeof b || !/^(number|string|boolean)$/.test(typeof a)) return undefined;
  if (name === "eq" || name === "ne") return constant((a === b) === (name === "eq"));
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  return constant(name === "lt" ? a < b : name === "le" ? a <= b : name === "gt" ? a > b : a >= b);
}

/** In JavaScript `flag === "f"` asks of which kind a value is; in TypeScript the checker calls that a mistake. */
const asksKind = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  (node.flags & ts.NodeFlags.JavaScriptFile) !== 0 &&
  !looseEquality.has(node.operatorToken.kind);

const looseEquality: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

const hostEquality = (l: Lowering, name: PrimitiveName, left: Atom, right: Atom, node: ts.Node): Atom =>
  hostOperation(l, `$0 ${name === "eq" ? "==" : "!="} $1`, [left, right], booleanType, node);

const isNothing = (atom: Atom): atom is Constant => isConstant(atom, undefined, null);

/** `x === undefined`, `x == null`. */
function compareWithNothing(l: Lowering, name: PrimitiveName, atom: Atom, nothing: Constant, node: ts.Node): Atom {
  const isStrict =
    !ts.isBinaryExpression(node) ||
    node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    node.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  if (atom.kind === "constant") {
    const equal = isNothing(atom) && (!isStrict || atom.value === nothing.value);
    return constant(equal === (name === "eq"));
  }
  if (!mayBeMissing(l, atom)) return constant(name === "ne");
  if (!isStrict && isUndefined(atom)) return constant(name === "eq");
  if (isStrict) return test(l, name, atom, nothing);
  const missing = test(l, "isNullish", atom);
  return name === "eq" ? missing : negate(l, missing);
}

/** `left && right`, `left || right`, `left ?? right`: the right side is evaluated only if it is needed. */
export function logical(l: Lowering, node: ts.BinaryExpression): Operand {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.QuestionQuestionToken) return coalesce(l, node);
  const left = lowerOperand(l, node.left);
  // `Array.isArray || function (x) { … }`: a function is always there.
  if (isFunctionValue(left)) return operator === ts.SyntaxKind.BarBarToken ? left : lowerOperand(l, node.right);
  return shortCircuit(l, operator, left, (inner) => lowerExpression(knowingLeft(inner, node), node.right), node);
}

/** `test && value || other`: what a test gives that fails is not asked for. */
function isDropped(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isDropped(parent);
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.BarBarToken &&
    skipParentheses(parent.left) === skipParentheses(node as ts.Expression)
  );
}

export function shortCircuit(
  l: Lowering,
  operator: ts.SyntaxKind,
  left: Atom,
  lowerRight: (inner: Lowering) => Atom,
  node: ts.Node,
): Atom {
  if (isRefused(l, left)) return lowerRight(l);
  const either = operator === ts.SyntaxKind.BarBarToken;
  if (left.kind === "constant") return Boolean(left.value) === either ? left : lowerRight(l);
  if (typeOf(left).kind === "boolean") {
    let right: Atom = constant(undefined);
    const lower = (inner: Lowering): void => {
      right = lowerRight(inner);
    };
    const block = inPart(l, lower);
    // `flag && other` is undefined where flag is.
    const isHandedOn = !either && mayBeMissing(l, left);
    if (isCheap(block) && isConstant(right, either) && !isHandedOn) return right;
    if (isCheap(block) && typeOf(right).kind === "boolean") {
      l.out.push(...block);
      const value = test(l, either ? "or" : "and", left, right);
      if (isHandedOn || mayBeMissing(l, right)) l.program.elements.add(value);
      return value;
    }
    const otherwise = isDropped(node) ? constant(undefined) : isHandedOn ? left : constant(false);
    return either
      ? join(l, left, [], constant(true), block, right, node)
      : join(l, left, block, right, [], otherwise, node);
  }
  return either
    ? numberOr(l, left, lowerRight, node)
    : branch(l, asBoolean(l, left, node), node, lowerRight, whenFalse(left, node));
}

/** An object that counts as false is none: what comes after `&&` may be of another type. */
const whenFalse = (left: Atom, node: ts.Node): ((l: Lowering) => Atom) =>
  structures.has(typeOf(left).kind) ? nothingOf(left, node) : () => left;

const structures: ReadonlySet<Type["kind"]> = new Set(["record", "array", "tuple", "map"]);

/** `x || 0` is x with its derivative, also where x is 0; adding 0 turns -0 into the 0 that JavaScript gives. */
function numberOr(l: Lowering, left: Atom, lowerRight: (inner: Lowering) => Atom, node: ts.Node): Atom {
  let right: Atom = constant(undefined);
  const block = inBlock(l, (inner) => {
    right = lowerRight(inner);
  });
  if (typeOf(left).kind === "number" && isConstant(right, 0) && block.length === 0) {
    // False for NaN, and for the undefined that a missing element is.
    const present = test(l, "or", test(l, "ge", left, zero), test(l, "lt", left, zero));
    return branch(
      l,
      present,
      node,
      (inner) => compute(inner, "add", left, zero),
      () => zero,
    );
  }
  return join(l, asBoolean(l, left, node), [], left, block, right, node);
}

/** `left ?? right`: the right side where the left is undefined or null. */
function coalesce(l: Lowering, node: ts.BinaryExpression): Atom {
  const left = lowerExpression(l, node.left);
  return orElse(l, left, (inner) => lowerExpression(inner, node.right), node);
}

export function orElse(l: Lowering, left: Atom, lowerRight: (inner: Lowering) => Atom, node: ts.Node): Atom {
  if (isRefused(l, left)) return lowerRight(l);
  if (left.kind === "constant") return isNothing(left) ? lowerRight(l) : left;
  if (!mayBeMissing(l, left)) return left;
  const value = branch(l, test(l, "isNullish", left), node, lowerRight, () => left);
  return value;
}

export function skipParentheses(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

const cheapPrimitives: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  ..."add sub mul neg lt le gt ge eq ne and or not isNaN isFinite isInteger identity present".split(" "),
] as PrimitiveName[]);

/** Few pure operations, which may as well run when their result is not asked for. */
function isCheap(block: Block): boolean {
  const cheap = (statement: Statement): boolean =>
    statement.kind === "let" &&
    (statement.operation.kind === "read" ||
      (statement.operation.kind === "primitive" && cheapPrimitives.has(statement.operation.name)));
  return block.length <= 8 && block.every(cheap);
}

export function unary(l: Lowering, operator: ts.PrefixUnaryOperator, operand: Atom, node: ts.Node): Atom {
  if (ts.isPrefixUnaryExpression(node)) structureOf(l, operand, node.operand);
  switch (operator) {
    case ts.SyntaxKind.MinusToken:
      if (operand.kind === "constant" && typeof operand.value === "number" && operand.text === undefined) {
        return constant(-operand.value);
      }
      if (typeOf(operand).kind === "opaque" && isBigInt(l, node)) {
        return hostOperation(l, "-$0", [operand], opaqueType, node, { isPure: true });
      }
      return compute(l, "neg", asNumber(l, operand, node));
    case ts.SyntaxKind.PlusToken:
      return converted(l, operand, node);
    case ts.SyntaxKind.TildeToken:
      return compute(l, "bitnot", asNumber(l, operand, node));
    default:
      throw new Error("lower: increments are assignments, and negation is a condition");
  }
}

export const negate = (l: Lowering, atom: Atom): Atom =>
  atom.kind === "constant" ? constant(!atom.value) : l.out.define(booleanType, primitive("not", atom));

/** `typeof`, known from the type. */
export function typeName(l: Lowering, operand: Atom, node: ts.Node): Atom {
  const type = structureOf(l, operand, node);
  if (type.kind === "opaque") return hostOperation(l, "typeof $0", [operand], stringType, node, { isPure: true });
  const name = nameOfType(type, operand);
  if (name === undefined && !isUnionType(type)) {
    return isRefused(l, operand) ? constant("number") : refuse(l, "unsupportedSyntax", node, { syntax: "typeof" });
  }
  const known = (inner: Lowering): Atom => (isUnionType(type) ? unionTypeName(inner, operand, node) : constant(name));
  if (operand.kind === "constant" || !mayBeMissing(l, operand)) return known(l);
  const present = (inner: Lowering): Atom =>
    branch(inner, test(inner, "eq", operand, constant(null)), node, () => constant("object"), known);
  const text = branch(l, test(l, "eq", operand, constant(undefined)), node, () => constant("undefined"), present);
  if (name !== undefined) l.program.texts.set(text, [name, "object", "undefined"]);
  return text;
}

export function nameOfType(type: Type, operand: Atom): string | undefined {
  switch (type.kind) {
    case "number":
    case "boolean":
    case "string":
      return type.kind;
    case "undefined":
      return operand.kind === "constant" && operand.value === null ? "object" : "undefined";
    case "array":
    case "tuple":
    case "map":
      return "object";
    case "record":
      return type.functions !== undefined && !isCoroutineType(type) ? "function" : "object";
    default:
      return undefined;
  }
}

export const isUndefined = (atom: Atom): boolean => atomType(atom).kind === "undefined";
