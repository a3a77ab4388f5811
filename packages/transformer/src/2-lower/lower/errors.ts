import { ts } from "../../frontend/ts.js";
import { booleanType, constant, errorSlot, isReference, opaqueType, stringType } from "../../ir/build.js";
import { fieldOf, resolveType, unifyTypes } from "../../ir/type.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import { askObject } from "./askKinds.js";
import { lowerExpression } from "./expressions.js";
import { globalName, isDefaultLibrary, libraryName } from "./module.js";
import { skipParentheses } from "./operators.js";
import { type ClassValue, isRefused, type Lowering, type ProgramState, refuse, report, standIn } from "./state.js";
import { branch, loadField, mayBeMissing, test, typeOf } from "./values.js";

/** The name of a class of errors of the language, if the expression is one. */
export function errorClass(l: Lowering, expression: ts.Expression): string | undefined {
  return errorClassOf(l.program, skipParentheses(expression), l);
}

/** The same at module level, where nothing is local. */
export function errorClassOf(program: ProgramState, node: ts.Expression, l: Lowering | undefined): string | undefined {
  const global = l === undefined ? undefined : globalName(l, node);
  const named = global ?? node;
  if (!ts.isIdentifier(named) || !/^([A-Z]\w*)?Error$/.test(named.text)) return undefined;
  if (global === undefined && l?.scope.lookup(named.text) !== undefined) return undefined;
  const declaration = program.ctx.frontend.declarationOf(named);
  return declaration === undefined || isDefaultLibrary(declaration) ? named.text : undefined;
}

/** Whether instances of the class are errors. */
export const isErrorClass = (cls: ClassValue): boolean =>
  cls.error !== undefined || (cls.base !== undefined && isErrorClass(cls.base));

/** The host's object of an error of the user's class, made of arguments that have been evaluated. */
export const newHostError = (l: Lowering, name: string, args: readonly Atom[]): Atom =>
  l.out.define(opaqueType, {
    kind: "opaque",
    text: `new ${name}(${args.map((_, i) => `$${i}`).join(", ")})`,
    args,
    isPure: true,
  });

/** The same for the arguments of `super(…)`. */
export function writtenHostError(l: Lowering, name: string, node: ts.CallExpression): Atom {
  const args: Atom[] = [];
  const text = `new ${name}(${node.arguments.map((argument) => hostText(l, argument, args)).join(", ")})`;
  return l.out.define(opaqueType, { kind: "opaque", text, args, isPure: true });
}

/** An error is a record that holds the object of the host, so that errors and other things thrown are of one kind. */
const errorType = (): RecordType => ({
  kind: "record",
  name: undefined,
  fields: [{ name: errorSlot, type: opaqueType }],
});

const mergedErrorType = (): RecordType => ({
  kind: "record",
  name: undefined,
  fields: [{ name: errorSlot, type: opaqueType, optional: true }],
});

/** `new RangeError(text)`, or undefined if it is something else. */
export function lowerNewError(l: Lowering, node: ts.NewExpression | ts.CallExpression): Atom | undefined {
  const name = errorClass(l, node.expression);
  if (name === undefined) return undefined;
  const args: Atom[] = [];
  const [message, options] = node.arguments ?? [];
  const written = options && ts.isObjectLiteralExpression(options) ? options.properties.find(isCause) : undefined;
  if (message === undefined || written === undefined || isPlain(l, writtenCause(written))) {
    const text = hostText(l, node, args);
    return isRefused(l, ...args) ? standIn(l) : makeError(l, text, args);
  }
  // What is caught later asks for the cause itself, not for what the host knows of it.
  const given = hostText(l, message, args);
  const cause = lowerExpression(l, writtenCause(written));
  args.push(hostValue(l, cause, options as ts.Expression));
  const text = `new ${name}(${given}, { cause: $${args.length - 1} })`;
  return isRefused(l, cause, ...args)
    ? standIn(l)
    : makeError(l, text, args, isError(typeOf(cause)) ? cause : undefined);
}

/** An error of the language, made by this text. */
export function makeError(l: Lowering, text: string, args: readonly Atom[], cause?: Atom): Atom {
  const host = l.out.define(opaqueType, { kind: "opaque", text, args, isPure: true });
  const fields = [{ name: errorSlot, value: host }];
  const type = errorType();
  if (cause === undefined) return l.out.define(type, { kind: "makeRecord", fields });
  const caused = { ...type, fields: [...type.fields, { name: "cause", type: typeOf(cause) }] };
  return l.out.define(caused, { kind: "makeRecord", fields: [...fields, { name: "cause", value: cause }] });
}

/** What the host is told of a value: of an error its object, with the class and the fields that it has besides. */
function hostValue(l: Lowering, value: Atom, node: ts.Node): Atom {
  const type = typeOf(value);
  if (isError(type) && (type.instance !== undefined || type.fields.length > 1)) {
    const shown = { kind: "opaque", text: "asThrown($0)", args: [value], imports: ["asThrown"], isPure: true } as const;
    return l.out.define(opaqueType, shown);
  }
  if (isError(type)) return loadField(l, value, errorSlot, opaqueType);
  if (isReference(typeOf(value)) && !isRefused(l, value)) report(l, "thrownValue", node);
  return value;
}

export const isError = (type: Type): type is RecordType =>
  type.kind === "record" && fieldOf(type, errorSlot) !== undefined;

/**
 * The type of an error, if the value may be one. That may be found after it was used, where the function that throws calls itself: the
 * next attempt knows it then.
 */
function errorTypeOf(l: Lowering, value: Atom, node: ts.Node): RecordType | undefined {
  const type = typeOf(value);
  if (type.kind === "record" && fieldOf(type, errorSlot) !== undefined) return type;
  if ((type.kind !== "record" && type.kind !== "variable") || isRefused(l, value)) return undefined;
  l.program.errorUses.push({ node, type });
  if (!l.program.facts.errors.has(node) || !unifyTypes(type, mergedErrorType())) return undefined;
  return typeOf(value) as RecordType;
}

/** Uses of what turned out to be errors become facts. */
export function noteErrors({ errorUses, facts }: ProgramState): void {
  for (const { node, type } of errorUses) if (isError(resolveType(type))) facts.errors.add(node);
}

/** `e.message`: what the host's object says, unless its class has a field of that name. */
export function errorProperty(l: Lowering, error: Atom, name: string, node: ts.Node): Atom | undefined {
  if (name !== "message" && name !== "name" && name !== "stack" && name !== "cause") return undefined;
  const type = errorTypeOf(l, error, node);
  if (type === undefined) return undefined;
  if (name === "cause") {
    return fieldOf(type, name) === undefined
      ? refuse(l, "unsupportedSyntax", node, { syntax: "the cause of this error" })
      : undefined;
  }
  const ofHost = (inner: Lowering): Atom => {
    const host = loadField(inner, error, errorSlot, opaqueType);
    return inner.out.define(stringType, { kind: "opaque", text: `$0?.${name}`, args: [host], isPure: true });
  };
  const own = fieldOf(type, name);
  if (own === undefined) return ofHost(l);
  const given = loadField(l, error, name, own.type);
  return branch(l, test(l, "ne", given, constant(undefined)), node, () => given, ofHost);
}

/** `e instanceof RangeError`. */
export function isInstanceOfError(l: Lowering, value: Atom, node: ts.BinaryExpression): Atom {
  const name = errorClass(l, node.right) ?? "Error";
  return askObject(l, value, node, (at, object) => {
    if (errorTypeOf(at, object, node) === undefined) return constant(false);
    const ofHost = (inner: Lowering): Atom => {
      const host = loadField(inner, object, errorSlot, opaqueType);
      return inner.out.define(booleanType, {
        kind: "opaque",
        text: `($0 as object) instanceof ${name}`,
        args: [host],
        isPure: true,
      });
    };
    if (isCaught(l, node.left) || !mayBeMissing(at, object)) return ofHost(at);
    return branch(at, test(at, "isNullish", object), node, () => constant(false), ofHost);
  });
}

/** What a `catch` names is there. */
function isCaught({ program }: Lowering, node: ts.Expression): boolean {
  const name = skipParentheses(node);
  const declaration = ts.isIdentifier(name) ? program.ctx.frontend.declarationOf(name) : undefined;
  return declaration !== undefined && ts.isCatchClause(declaration.parent);
}

/** An error made here, or a text: it can be written into the `throw` that leaves the program. */
export function isWrittenOut(l: Lowering, expression: ts.Expression): boolean {
  const node = skipParentheses(expression);
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return errorClass(l, node.expression) !== undefined;
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || hasString(node);
}

/** The text of host code that gives the value of an expression: the source's, with the values in it as `$0`, `$1`, … */
export function hostText(l: Lowering, expression: ts.Expression, args: Atom[]): string {
  const node = skipParentheses(expression);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return escapeDollars(node.getText());
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const name = errorClass(l, node.expression);
    if (name !== undefined) {
      const values = (node.arguments ?? []).map((argument) => hostText(l, argument, args));
      return `${ts.isNewExpression(node) ? "new " : ""}${name}(${values.join(", ")})`;
    }
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => {
      const value = hostText(l, span.expression, args);
      return `\${${value}}${escapeDollars(span.literal.rawText ?? span.literal.text)}`;
    });
    return `\`${escapeDollars(node.head.rawText ?? node.head.text)}${spans.join("")}\``;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && hasString(node)) {
    const left = hostText(l, node.left, args);
    const right = hostText(l, node.right, args);
    return `${left} + ${ts.isBinaryExpression(skipParentheses(node.right)) ? `(${right})` : right}`;
  }
  if (ts.isObjectLiteralExpression(node) && node.properties.every(isCause)) {
    const [cause] = node.properties;
    return cause === undefined ? "{}" : `{ cause: ${hostText(l, writtenCause(cause), args)} }`;
  }
  const [only] = ts.isCallExpression(node) && libraryName(l, node.expression) === "String" ? node.arguments : [];
  if (only !== undefined && isNever(l, only)) return hostText(l, only, args);
  const atom = lowerExpression(l, node);
  const type = typeOf(atom);
  // `assertNever(shape)`: it is not reached as long as the types are right, and says this if they are not.
  if (type.kind === "record" && !isError(type) && isNever(l, node)) return '"[object Object]"';
  const options = isError(type) ? undefined : errorOptions(l, atom, type, node);
  if (options !== undefined) args.push(options);
  else args.push(hostValue(l, atom, node));
  return `$${args.length - 1}`;
}

/** `options` of an error, passed on: an object with nothing but a cause. */
function errorOptions(l: Lowering, atom: Atom, type: Type, node: ts.Node): Atom | undefined {
  const field = type.kind === "record" && type.fields.length === 1 ? fieldOf(type, "cause") : undefined;
  if (field === undefined) return undefined;
  const written = (inner: Lowering): Atom => {
    const cause = loadField(inner, atom, "cause", field.type);
    const value = hostValue(inner, cause, node);
    return inner.out.define(opaqueType, { kind: "opaque", text: "({ cause: $0 })", args: [value], isPure: true });
  };
  return mayBeMissing(l, atom)
    ? branch(l, test(l, "ne", atom, constant(undefined)), node, written, () => constant(undefined))
    : written(l);
}

const isNever = (l: Lowering, node: ts.Expression): boolean =>
  (l.program.ctx.frontend.typeOf(node).flags & ts.TypeFlags.Never) !== 0;

const isPlain = (l: Lowering, node: ts.Expression): boolean =>
  (l.program.ctx.frontend.typeOf(node).flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0;

const isCause = (property: ts.ObjectLiteralElementLike): boolean =>
  (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) &&
  property.name.getText() === "cause";

const writtenCause = (property: ts.ObjectLiteralElementLike): ts.Expression =>
  ts.isPropertyAssignment(property) ? property.initializer : (property as ts.ShorthandPropertyAssignment).name;

/** A sum that is a text: some operand of it is written as one. */
const hasString = (node: ts.Expression): boolean => {
  const inner = skipParentheses(node);
  if (ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner)) return true;
  return (
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (hasString(inner.left) || hasString(inner.right))
  );
};

/** A dollar before a digit would be taken for an argument. */
const escapeDollars = (text: string): string => text.replace(/\$(?=\d)/g, "\\x24");
