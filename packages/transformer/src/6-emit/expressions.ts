import type { Constant } from "../ir/types.js";
import { negated } from "./idioms.js";
import { type BinaryOperator, type Expression, literal, type Variable } from "./tree.js";
import { isIdentifier, propertyName } from "./types.js";

type NameOf = (variable: Variable) => string;

/** How tightly an operator binds; higher is tighter. */
const strength = {
  conditional: 3,
  "||": 4,
  "??": 3,
  "&&": 5,
  "|": 6,
  "^": 7,
  "&": 8,
  "===": 9,
  "!==": 9,
  "==": 9,
  "!=": 9,
  "<": 10,
  "<=": 10,
  ">": 10,
  ">=": 10,
  in: 10,
  "<<": 11,
  ">>": 11,
  ">>>": 11,
  "+": 12,
  "-": 12,
  "*": 13,
  "/": 13,
  "%": 13,
  "**": 14,
  unary: 15,
  postfix: 17,
  primary: 18,
} as const satisfies Record<BinaryOperator | "conditional" | "unary" | "postfix" | "primary", number>;

/** Prints an expression with the parentheses that it needs and no others. */
export function printExpression(expression: Expression, nameOf: NameOf): string {
  return print(expression, 0, nameOf);
}

function print(expression: Expression, context: number, nameOf: NameOf): string {
  const written = isUnequal(expression) ? negated(expression.operand) : expression;
  const text = printBare(written, nameOf);
  return strengthOf(written) < context ? `(${text})` : text;
}

/** `!(a === b)`. */
const isUnequal = (expression: Expression): expression is Expression & { readonly kind: "unary" } =>
  expression.kind === "unary" &&
  expression.operator === "!" &&
  expression.operand.kind === "binary" &&
  isEquality.has(expression.operand.operator);

function strengthOf(expression: Expression): number {
  switch (expression.kind) {
    case "binary":
      return strength[simplified(expression).operator];
    case "conditional":
      return strength.conditional;
    case "unary":
      return strength.unary;
    case "literal":
      return isNegative(expression.constant) ? strength.unary : literalStrength(expression.constant);
    case "host":
      return 0;
    case "update":
      return strength.unary;
    case "call":
      return expression.construct ? strength.postfix : strength.primary;
    case "object":
      return expression.untyped ? strength["<"] : strength.primary;
    default:
      return strength.primary;
  }
}

const access = (name: string): string => (isIdentifier(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

function printBare(expression: Expression, nameOf: NameOf): string {
  const at = (operand: Expression, context: number): string => print(operand, context, nameOf);
  const list = (operands: readonly Expression[]): string => operands.map((operand) => at(operand, 1)).join(", ");
  switch (expression.kind) {
    case "variable":
      return nameOf(expression.variable);
    case "literal":
      return printConstant(expression.constant);
    case "present":
      return `${at(expression.operand, strength.primary)}!`;
    case "delete":
      return `delete ${at(expression.target, strength.unary)}`;
    case "unary": {
      const inner = at(expression.operand, strength.unary);
      return expression.operator === "-" && inner.startsWith("-") ? `-(${inner})` : expression.operator + inner;
    }
    case "binary": {
      const { operator, left, right } = simplified(expression);
      const own = strength[operator];
      // The base of a power cannot be a unary expression, and powers group to the right.
      if (operator === "**") return `${at(left, strength.postfix)} ** ${at(right, own)}`;
      if (isEquality.has(operator) && right.kind === "literal" && isNothing(right.constant)) {
        return `${at(left, own)} ${operator} ${right.constant.value}`;
      }
      // By `x.constructor === C` TypeScript would take x for an instance of C, and of none where it is not.
      const isClassTest = isEquality.has(operator) && left.kind === "member" && left.name === "constructor";
      return `${at(left, own)}${isClassTest ? "!" : ""} ${operator} ${at(right, own + 1)}`;
    }
    case "conditional": {
      const test = at(expression.test, strength.conditional + 1);
      return `${test} ? ${at(expression.then, 1)} : ${at(expression.else, 1)}`;
    }
    case "member":
      if (expression.bare) return expression.name;
      return at(expression.object, strength.primary) + access(expression.name);
    case "index":
      return printIndex(expression, at);
    case "call":
      return `${expression.construct ? "new " : ""}${expression.callee}(${list(expression.args)})`;
    case "method": {
      const object = expression.object;
      const isNew = object.kind === "call" && object.construct;
      return `${isNew ? printBare(object, nameOf) : at(object, strength.primary)}.${expression.name}(${list(expression.args)})`;
    }
    case "array":
      return `[${list(expression.elements)}]`;
    case "object":
      return printObject(expression, nameOf);
    case "host":
      return expression.text.replace(/\$(\d+)(\.?)/g, (whole, digits: string, dot: string) => {
        const arg = expression.args[Number(digits)];
        if (arg === undefined) return whole;
        const text = at(arg, strength.primary);
        // `2.toFixed()` is no call.
        return dot !== "" && /^\d+$/.test(text) ? `(${text}).` : text + dot;
      });
    case "update": {
      const name = nameOf(expression.variable);
      return expression.prefix ? expression.operator + name : name + expression.operator;
    }
  }
}

function printObject({ fields, untyped }: Expression & { readonly kind: "object" }, nameOf: NameOf): string {
  const text = fields.length === 0 ? "{}" : `{ ${printFields(fields, nameOf).join(", ")} }`;
  return text + castOf(untyped);
}

/** No type says that a literal has the prototype of a class whose members are private. */
export const castOf = (untyped: true | undefined): string => (untyped ? " as any" : "");

/** `object[index]`; an index that names a field of a record says so. */
function printIndex(
  { object, index, as, keyAs }: Expression & { readonly kind: "index" },
  at: (operand: Expression, context: number) => string,
): string {
  const base = at(object, strength.primary);
  if (keyAs !== undefined) return `${base}[${at(index, strength["<"])} as unknown as ${keyAs}]`;
  if (as === undefined) return `${base}[${at(index, 0)}]`;
  if (/^[\w$.]+$/.test(base)) return `${base}[${at(index, strength["<"])} as keyof typeof ${base}]`;
  return `(${at(object, strength["<"])} as unknown as ${as})[${at(index, 0)}]`;
}

/** `a`, or `a: value`; a literal is no name, as in `0: 0` and `true: true`. */
export const printFields = (
  fields: readonly { readonly name: string; readonly value: Expression }[],
  nameOf: NameOf,
): readonly string[] =>
  fields.map(({ name, value }) => {
    const text = print(value, 1, nameOf);
    return text === name && value.kind !== "literal" ? name : `${propertyName(name)}: ${text}`;
  });

type Binary = Expression & { readonly kind: "binary" };

/** `a + -b` is `a - b`, bit for bit, and the other way round. Decided on nodes: a sign may not be moved in text. */
function simplified(expression: Binary): Binary {
  const { operator, right } = expression;
  if (operator !== "+" && operator !== "-") return expression;
  const flipped = operator === "+" ? "-" : "+";
  if (right.kind === "unary" && right.operator === "-")
    return { ...expression, operator: flipped, right: right.operand };
  if (right.kind === "literal" && isNegative(right.constant) && right.constant.text === undefined) {
    const constant: Constant = { kind: "constant", value: -(right.constant.value as number) };
    return { ...expression, operator: flipped, right: { kind: "literal", constant } };
  }
  const positive = withoutSign(right);
  return positive === undefined ? expression : { ...expression, operator: flipped, right: positive };
}

/** `2 * x` for `-2 * x`. */
function withoutSign(product: Expression): Expression | undefined {
  if (product.kind !== "binary" || (product.operator !== "*" && product.operator !== "/")) return undefined;
  const { left } = product;
  if (left.kind !== "literal") {
    const inner = withoutSign(left);
    return inner === undefined ? undefined : { ...product, left: inner };
  }
  if (!isNegative(left.constant) || left.constant.text !== undefined) return undefined;
  return { ...product, left: literal(-(left.constant.value as number)) };
}

const isEquality: ReadonlySet<string> = new Set(["===", "!==", "==", "!="]);
const isNothing = ({ value, text }: Constant): boolean =>
  (value === undefined || value === null) && (text === undefined || text.endsWith("!"));

const isNegative = ({ value, text }: Constant): boolean =>
  text === undefined ? typeof value === "number" && (value < 0 || Object.is(value, -0)) : text.startsWith("-");

const literalStrength = ({ text }: Constant): number =>
  text !== undefined && !/^[\w$.]+!?$/.test(text) ? 0 : strength.primary;

/** Undefined and null are of every type, which TypeScript is told by `!`. */
export function printConstant({ value, text }: Constant): string {
  if (text !== undefined) return text;
  if (value === undefined || value === null) return `${value}!`;
  if (typeof value === "string") return JSON.stringify(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Whether two expressions are the same text of the same variables. */
export function sameExpression(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "variable":
      return a.variable === (b as typeof a).variable;
    case "literal": {
      const other = (b as typeof a).constant;
      return Object.is(a.constant.value, other.value) && a.constant.text === other.text;
    }
    case "present":
      return sameExpression(a.operand, (b as typeof a).operand);
    case "member":
      return a.name === (b as typeof a).name && sameExpression(a.object, (b as typeof a).object);
    case "index": {
      const other = b as typeof a;
      return sameExpression(a.object, other.object) && sameExpression(a.index, other.index);
    }
    case "binary": {
      const other = b as typeof a;
      return (
        a.operator === other.operator && sameExpression(a.left, other.left) && sameExpression(a.right, other.right)
      );
    }
    default:
      return false;
  }
}
