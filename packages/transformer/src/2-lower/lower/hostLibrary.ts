import { ts } from "../../frontend/ts.js";
import { constant, undefinedType } from "../../ir/build.js";
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
import { typeOf } from "./values.js";

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
  const texts = [head, ...spans.map(({ literal }) => literal)].map(({ text }) => constant(text));
  const strings = makeArray(l, texts);
  return callFunction(l, fn, [strings, ...spans.map((span) => lowerOperand(l, span.expression))], node);
}

const hasDollar = (literal: ts.TemplateLiteralLikeNode): boolean => /\$\d/.test(literal.rawText ?? literal.text);
