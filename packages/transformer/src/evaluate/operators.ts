import { ts } from "../frontend/ts.js";
import { findProperty, isCallable, isFollowed } from "./heap.js";
import { keyText } from "./properties.js";
import { distribute, type Exact, isThing, type Thing, unknown, type Value } from "./things.js";

/** Of texts and truth values, too: what is no number the language converts. */
type Operation = (a: number, b: number) => number | boolean;

const operations: ReadonlyMap<ts.SyntaxKind, Operation> = new Map<ts.SyntaxKind, Operation>([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.PercentToken, (a, b) => a % b],
  [ts.SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
  [ts.SyntaxKind.LessThanToken, (a, b) => a < b],
  [ts.SyntaxKind.LessThanEqualsToken, (a, b) => a <= b],
  [ts.SyntaxKind.GreaterThanToken, (a, b) => a > b],
  [ts.SyntaxKind.GreaterThanEqualsToken, (a, b) => a >= b],
  [ts.SyntaxKind.AmpersandToken, (a, b) => a & b],
  [ts.SyntaxKind.BarToken, (a, b) => a | b],
  [ts.SyntaxKind.CaretToken, (a, b) => a ^ b],
  [ts.SyntaxKind.LessThanLessThanToken, (a, b) => a << b],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, (a, b) => a >> b],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, (a, b) => a >>> b],
]);

const isEquality = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.EqualsEqualsToken ||
  operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
  operator === ts.SyntaxKind.ExclamationEqualsToken ||
  operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;

export const binaryOf = (operator: ts.SyntaxKind, left: Value, right: Value): Value =>
  distribute([left, right], (a, b) => exactly(operator, a as Exact, b as Exact));

function exactly(operator: ts.SyntaxKind, a: Exact, b: Exact): Value {
  if (isEquality(operator)) {
    const strict =
      operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;
    const negated =
      operator === ts.SyntaxKind.ExclamationEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;
    const same = areEqual(a, b, strict);
    return same === undefined ? unknown : same !== negated;
  }
  if (operator === ts.SyntaxKind.InstanceOfKeyword) return isInstance(a, b);
  if (operator === ts.SyntaxKind.InKeyword) {
    const name = keyText(a);
    return !isThing(b) || name === undefined || !isFollowed(b) ? unknown : findProperty(b, name) !== undefined;
  }
  const operation = operations.get(operator);
  if (operation === undefined || isThing(a) || isThing(b)) return unknown;
  return operation(a as number, b as number);
}

function areEqual(a: Exact, b: Exact, strict: boolean): boolean | undefined {
  if (isThing(a) && isThing(b)) return a === b || (a.kind === "host" && b.kind === "host" ? undefined : false);
  if (isThing(a) || isThing(b)) {
    const other = isThing(a) ? b : a;
    return strict || other === undefined || other === null ? false : undefined;
  }
  // biome-ignore lint/suspicious/noDoubleEquals: it is what the program asks.
  return strict ? a === b : a == b;
}

function isInstance(value: Exact, cls: Exact): Value {
  if (!isThing(cls)) return unknown;
  const prototype = cls.properties.get("prototype")?.value;
  if (!isThing(value)) return false;
  if (prototype === undefined || !isThing(prototype) || !isFollowed(value) || cls.isGivenAway) return unknown;
  for (let at = value.prototype; at !== null; at = at.prototype) if (at === prototype) return true;
  return value.kind === "host" ? unknown : false;
}

export const typeOf = (value: Exact): string =>
  isThing(value)
    ? isCallable(value)
      ? "function"
      : symbolic(value)
        ? "symbol"
        : "object"
    : value === null
      ? "object"
      : typeof value;

const symbolic = ({ name, kind }: Thing): boolean => kind === "host" && name.startsWith("@@");

export function unaryOf(operator: ts.SyntaxKind, value: Value): Value {
  return distribute([value], (one) => {
    if (operator === ts.SyntaxKind.ExclamationToken) return isThing(one as Exact) ? false : !one;
    if (isThing(one as Exact)) return unknown;
    const number = Number(one);
    if (operator === ts.SyntaxKind.MinusToken) return -number;
    if (operator === ts.SyntaxKind.PlusToken) return number;
    return operator === ts.SyntaxKind.TildeToken ? ~number : unknown;
  });
}
