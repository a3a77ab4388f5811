import { ts } from "../../frontend/ts.js";
import { constant, stringType, undefinedType } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import { callFunction } from "./calls.js";
import { cloneData } from "./clone.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { refuseFrozenWrites } from "./frozen.js";
import { hostOperation, hostType, isForbidden } from "./host.js";
import { makeArray } from "./literals.js";
import { libraryName } from "./module.js";
import { skipParentheses } from "./operators.js";
import { isFunctionValue, type Lowering, type Operand, refuse } from "./state.js";
import { arrayOf, typeOf } from "./values.js";

/** Functions of the standard library that need more than the checker's type of what they give; undefined for all others. */
export function callLibrary(l: Lowering, name: string, args: readonly Operand[], node: ts.Node): Atom | undefined {
  const [first] = args;
  if (name.startsWith("console.") && args.every((arg): arg is Atom => !isFunctionValue(arg))) {
    return hostOperation(l, `${name}(${args.map((_, i) => `$${i}`).join(", ")})`, args, undefinedType, node);
  }
  if (first === undefined || isFunctionValue(first) || args.length > 1) return undefined;
  if (name === "Object.freeze") {
    if (ts.isCallExpression(node)) refuseFrozenWrites(l, node);
    // What is made in place is seen by nobody else who would try to change it.
    if (!isMadeInPlace(node)) hostOperation(l, "Object.freeze($0)", [first], undefinedType, node);
    return first;
  }
  if (name === "structuredClone") {
    return cloneData(l, first, node) ?? hostOperation(l, "structuredClone($0)", [first], typeOf(first), node);
  }
  return undefined;
}

function isMadeInPlace(node: ts.Node): boolean {
  const argument = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  const made = argument && skipParentheses(argument);
  return made !== undefined && (ts.isObjectLiteralExpression(made) || ts.isArrayLiteralExpression(made));
}

/** `` tag`a${x}b` `` where the tag is a function of the standard library: `String.raw`. */
export function lowerTaggedTemplate(l: Lowering, node: ts.TaggedTemplateExpression): Operand {
  const tag = skipParentheses(node.tag);
  const own = ts.isIdentifier(tag) ? callTag(l, tag, node) : undefined;
  if (own !== undefined) return own;
  const library = ts.isPropertyAccessExpression(tag) ? libraryName(l, tag.expression) : undefined;
  if (library === undefined || isForbidden(library)) {
    return refuse(l, "unsupportedSyntax", node, { syntax: "a tagged template" });
  }
  const { template } = node;
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  const head = ts.isTemplateExpression(template) ? template.head : template;
  const args = spans.map((span) => lowerExpression(l, span.expression));
  const text = spans.map((span, i) => `\${$${i}}${span.literal.rawText ?? span.literal.text}`).join("");
  const written = `${tag.getText()}\`${head.rawText ?? head.text}${text}\``;
  // A dollar before a digit would be taken for an argument, and here the text as it is written counts.
  if (spans.some(({ literal }) => hasDollar(literal)) || hasDollar(head)) {
    return refuse(l, "unsupportedSyntax", node, { syntax: "a tagged template with $ before a digit" });
  }
  return hostOperation(l, written, args, hostType(l, node), node);
}

/** A function of the user's gets the texts as an array, and what stands between them. */
function callTag(l: Lowering, tag: ts.Identifier, node: ts.TaggedTemplateExpression): Operand | undefined {
  if (libraryName(l, tag) !== undefined) return undefined;
  const fn = lowerOperand(l, tag);
  const { template } = node;
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  const head = ts.isTemplateExpression(template) ? template.head : template;
  const literals = [head, ...spans.map(({ literal }) => literal)];
  const strings = asksForRaw(fn)
    ? withRaw(l, literals, node)
    : makeArray(
        l,
        literals.map(({ text }) => constant(text)),
      );
  return callFunction(l, fn, [strings, ...spans.map((span) => lowerOperand(l, span.expression))], node);
}

/** Whether a tag looks at its texts as they are written. */
const asksForRaw = (tag: Operand): boolean => tag.kind === "closure" && /\braw\b/.test(tag.node.getText());

function withRaw(l: Lowering, literals: readonly ts.TemplateLiteralLikeNode[], node: ts.Node): Atom {
  // A dollar before a digit would be taken for an argument.
  const list = (texts: readonly string[]): string => JSON.stringify(texts).replace(/\$/g, "\\u0024");
  const raw = literals.map(({ text, rawText }) => rawText ?? text);
  const written = `Object.assign(${list(literals.map(({ text }) => text))}, { raw: ${list(raw)} })`;
  return hostOperation(l, written, [], arrayOf(stringType), node, { isPure: true });
}

const hasDollar = (literal: ts.TemplateLiteralLikeNode): boolean => /\$\d/.test(literal.rawText ?? literal.text);
