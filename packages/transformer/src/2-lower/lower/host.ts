import { ts } from "../../frontend/ts.js";
import { constant, opaqueType, stringType, undefinedType } from "../../ir/build.js";
import type { Atom, Type, Value } from "../../ir/types.js";
import { isMatchName, typeFromChecker, typeOfChecker } from "./annotations.js";
import { unboxed } from "./askKinds.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { protectedHost } from "./hostErrors.js";
import { kindOfChecker } from "./kinds.js";
import { isPrelude } from "./prelude.js";
import { isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { typeOf } from "./values.js";

// What is not differentiated but need not be: texts, dates, regular expressions, output. It runs once, in its place.

export interface HostOptions {
  /** Has no effect and reads nothing that may change. */
  readonly isPure?: boolean;
}

/** Host code: `text` with `$0`, `$1`, … for the arguments. Inside a `try` what it throws is caught. */
export function hostOperation(
  l: Lowering,
  text: string,
  args: readonly Atom[],
  type: Type,
  node: ts.Node,
  { isPure = false }: HostOptions = {},
): Atom {
  if (isRefused(l, ...args)) return standIn(l);
  const given = args.map((arg) => unboxed(l, arg, node));
  const value = isPure
    ? l.out.define(type, { kind: "opaque", text, args: given, isPure: true })
    : protectedHost(l, text, given, type, node);
  if (value.kind === "value") l.program.elements.add(value);
  return value;
}

/**
 * The type of what host code gives, as the checker states it, or for any as the place states it that it goes to; opaque if that
 * is none that the compiler follows.
 */
export function hostType(l: Lowering, node: ts.Node): Type {
  const { frontend } = l.program.ctx;
  const stated = frontend.typeOf(node);
  // What never gives a value is at home in any type.
  if ((stated.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0) return undefinedType;
  if ((stated.flags & ts.TypeFlags.Any) !== 0 && ts.isExpression(node)) {
    const expected = frontend.checkerAt(node).getContextualType(node);
    return (expected && typeOfChecker(l.program, expected)) ?? unsureType;
  }
  const known = typeFromChecker(l.program, node);
  return known ?? (kindOfChecker(l.program, stated) === "opaque" ? opaqueType : unsureType);
}

const unsureType: Type = { kind: "opaque", isUnsure: true };

/** The values of arguments; a function among them is refused, as the host would call it. */
export function hostArguments(
  l: Lowering,
  nodes: readonly ts.Expression[],
): { readonly args: Atom[]; readonly text: string } {
  const args: Atom[] = [];
  const texts = nodes.map((node) => {
    const isSpread = ts.isSpreadElement(node);
    args.push(asAtom(l, lowerOperand(l, isSpread ? node.expression : node), node));
    return isSpread ? `...$${args.length - 1}` : `$${args.length - 1}`;
  });
  return { args, text: texts.join(", ") };
}

const asAtom = (l: Lowering, operand: Operand, node: ts.Node): Atom =>
  isFunctionValue(operand) ? refuse(l, "functionToHost", node) : operand;

/** `callee(…)`, `new callee(…)` of the standard library, of which only the declaration is known. */
export function callHost(l: Lowering, callee: string, nodes: readonly ts.Expression[], node: ts.Node): Atom {
  const { args, text } = hostArguments(l, nodes);
  return hostOperation(l, `${callee}(${text})`, args, hostType(l, node), node);
}

/** `base.name(…)` on a text or on something opaque. */
export function callHostMethod(l: Lowering, base: Atom, name: string, node: ts.CallExpression): Atom {
  const { args, text } = hostArguments(l, node.arguments);
  const shifted = text.replace(/\$(\d+)/g, (_, digits: string) => `$${Number(digits) + 1}`);
  const known = foldedMethod(l, base, name, args);
  if (known !== undefined) return known;
  const isPure = typeOf(base).kind === "string" && pureMethods.has(name) && args.every((arg) => isScalar(typeOf(arg)));
  const type = hostType(l, node);
  // What a regular expression finds is kept as the list that it is.
  const cast = type.kind === "array" && isMatch(l, node) ? " as string[]" : "";
  return hostOperation(l, `$0.${name}(${shifted})${cast}`, [base, ...args], type, node, { isPure });
}

/** `"[object Array]".endsWith("Array]")`: known now, as it is of a text that is one of a few if it is the same for each. */
function foldedMethod(l: Lowering, base: Atom, name: string, args: readonly Atom[]): Atom | undefined {
  const single = base.kind === "constant" && typeof base.value === "string" ? [base.value] : undefined;
  const texts = single ?? l.program.texts.get(base);
  const values = args.map((arg) => (arg.kind === "constant" ? arg.value : null));
  if (texts === undefined || !pureMethods.has(name) || values.includes(null)) return undefined;
  const results = texts.map((text): unknown => {
    const method: unknown = Object(text)[name];
    return typeof method === "function" ? Reflect.apply(method, text, values) : undefined;
  });
  const [first] = results;
  const isKnown = typeof first === "string" || typeof first === "boolean" || typeof first === "number";
  return isKnown && results.every((result) => result === first) ? constant(first) : undefined;
}

/** Methods of texts that cannot throw and give no object. */
const pureMethods: ReadonlySet<string> = new Set([
  ...["at", "charAt", "charCodeAt", "codePointAt", "concat", "endsWith", "includes", "indexOf", "lastIndexOf"],
  ...["slice", "startsWith", "substring", "toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart"],
]);

/** `base.name` of a text or of something opaque. */
export function hostProperty(l: Lowering, base: Atom, name: string, node: ts.Node): Atom {
  const isText = typeOf(base).kind === "string";
  const type = hostType(l, node);
  const text =
    isScalar(type) && type.kind !== "undefined" && isNarrowed(l, name, node)
      ? `($0.${name} as ${type.kind})`
      : `$0.${name}`;
  return hostOperation(l, text, [base], type, node, { isPure: isText });
}

/**
 * `match.index`, `match.groups`, `parts.raw`: what the list that a regular expression finds, and that of the texts of a tagged template, have
 * besides their texts.
 */
export function matchProperty(l: Lowering, base: Atom, node: ts.PropertyAccessExpression): Atom | undefined {
  const name = declaredName(l, node.expression);
  if (!isMatchName(name) && name !== "TemplateStringsArray") return undefined;
  const type = hostType(l, node);
  const list = isMatchName(name) ? "$0 as RegExpMatchArray" : "$0 as unknown as TemplateStringsArray";
  const text = `(${list}).${node.name.text}${type.kind === "number" ? "!" : ""}`;
  return hostOperation(l, text, [base], type, node, { isPure: true });
}

const isMatch = (l: Lowering, node: ts.Node): boolean => isMatchName(declaredName(l, node));

/** The name of the type that is declared for what is there. */
function declaredName(l: Lowering, node: ts.Node): string {
  if (isPrelude(node)) return "";
  const { frontend } = l.program.ctx;
  return frontend.checkerAt(node).getNonNullableType(frontend.typeOf(node)).symbol?.name ?? "";
}

/** Whether the checker knows more of a property here than its declaration says, as of the value of a generator that is not done. */
function isNarrowed(l: Lowering, name: string, node: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(node) || isPrelude(node)) return false;
  const checker = l.program.ctx.frontend.checkerAt(node);
  const symbol = checker.getSymbolAtLocation(node.expression);
  const property = symbol && checker.getPropertyOfType(checker.getTypeOfSymbol(symbol), name);
  if (property === undefined) return false;
  const declared = checker.getTypeOfSymbol(property);
  return declared.isUnion() && (declared.flags & ts.TypeFlags.Boolean) === 0;
}

/** `base[index]` of a text or of something opaque. */
export function hostElement(l: Lowering, base: Atom, index: Atom, node: ts.Node): Atom {
  const isText = typeOf(base).kind === "string";
  return hostOperation(l, "$0[$1]", [base, index], isText ? stringType : hostType(l, node), node, { isPure: isText });
}

/** `` `a${x}b` ``. */
export function lowerTemplate(l: Lowering, node: ts.TemplateExpression): Atom {
  const args = node.templateSpans.map((span) => lowerExpression(l, span.expression));
  const spans = node.templateSpans.map((span, i) => `\${$${i}}${raw(span.literal)}`);
  const isPure = args.every((arg) => isScalar(typeOf(arg)));
  return hostOperation(l, `\`${raw(node.head)}${spans.join("")}\``, args, stringType, node, { isPure });
}

/** As written; a dollar before a digit would be taken for an argument. */
const raw = (literal: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail): string =>
  (literal.rawText ?? literal.text).replace(/\$(?=\d)/g, "\\x24");

export const isScalar = (type: Type): boolean =>
  type.kind === "number" || type.kind === "boolean" || type.kind === "string" || type.kind === "undefined";

/** Whether an operator takes its operands as texts or as host values, so that it is host code. */
export const isHostOperand = (atom: Atom): boolean => {
  const { kind } = typeOf(atom);
  return kind === "string" || kind === "opaque";
};

/** `left operator right` where a side is a text or opaque. */
export function hostBinary(l: Lowering, operator: string, left: Atom, right: Atom, node: ts.Node): Atom {
  if (left.kind === "constant" && right.kind === "constant" && operator === "+" && typeof left.value === "string") {
    return constant(left.value + String(right.value));
  }
  const isPure = isScalar(typeOf(left)) && isScalar(typeOf(right));
  const texts = [left, right].some((atom) => typeOf(atom).kind === "string");
  const type: Type = /^[<>]=?$/.test(operator)
    ? { kind: "boolean" }
    : operator === "+" && texts
      ? stringType
      : hostType(l, node);
  return hostOperation(l, `$0 ${operator} $1`, [left, right], type, node, { isPure });
}

/** A regular expression or a bigint. */
export const hostLiteral = (l: Lowering, node: ts.RegularExpressionLiteral | ts.BigIntLiteral): Atom =>
  hostOperation(l, node.getText().replace(/\$(?=\d)/g, "\\x24"), [], opaqueType, node, { isPure: true });

/** `Date.prototype`, `Number.MAX_VALUE`, …: what the library holds under a name. */
export const libraryProperty = (l: Lowering, library: string, name: string, node: ts.Node): Value | Atom =>
  isForbidden(library)
    ? refuse(l, "unknownCall", node, { name: `${library}.${name}` })
    : hostOperation(l, `${library}.${name}`, [], hostType(l, node), node);

/** Code that is made or run out of sight, or later: nothing can be said of what it does. */
export const isForbidden = (name: string): boolean => forbidden.has(name.split(".")[0] ?? name);

const forbidden: ReadonlySet<string> = new Set([
  ...["eval", "Function", "Proxy", "Reflect", "Promise", "fetch", "queueMicrotask", "setTimeout", "setInterval"],
  ...["setImmediate", "requestAnimationFrame", "Worker", "WebAssembly", "Atomics", "SharedArrayBuffer", "DataView"],
  ...["require", "import", "process", "WeakRef", "FinalizationRegistry", "globalThis", "window", "self"],
]);

export const isBigInt = (l: Lowering, node: ts.Node): boolean =>
  (l.program.ctx.frontend.typeOf(node).flags & ts.TypeFlags.BigIntLike) !== 0;

/** The characters of a text, or the items of something opaque, as an array. */
export function hostItems(l: Lowering, base: Atom, node: ts.Node): Atom {
  const element: Type = typeOf(base).kind === "string" ? stringType : opaqueType;
  return hostOperation(l, "[...$0]", [base], { kind: "array", storage: "Array", element }, node);
}
