import { spanOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { constant } from "../../ir/build.js";
import { fieldOf, typeText } from "../../ir/type.js";
import type { Atom } from "../../ir/types.js";
import { loadAccessor, loadProperty } from "./accessors.js";
import { argumentOperand } from "./argumentsObject.js";
import { assignment, increment } from "./assignments.js";
import { byteLengthOf } from "./buffers.js";
import { lowerCall } from "./calls.js";
import { captured } from "./captures.js";
import { beforeDeclaration, needsCell } from "./cells.js";
import { asksClass, staticMember } from "./classes/classUses.js";
import { lowerInstanceOf } from "./classes/instanceOf.js";
import { loadMember, loadSuper, lowerThis, pendingInstance } from "./classes/members.js";
import { accessedName, localClass } from "./classes/model.js";
import { newTarget } from "./classes/newTarget.js";
import { askedClass, withOwnClass } from "./classes/ownClass.js";
import { prototypeMethod } from "./classes/prototypeMembers.js";
import { loadStatic } from "./classes/statics.js";
import { lowerCondition } from "./conditions.js";
import { lowerNew } from "./constructors.js";
import { assignPattern } from "./destructuring.js";
import { lowerDelete, lowerEntry, lowerIn, lowerNamedEntry } from "./dictionaries.js";
import { enumOf, loadEnum } from "./enums.js";
import { errorClass, errorProperty, isInstanceOfError } from "./errors.js";
import { evaluatedMember, propertyOfFunction } from "./evaluatedMembers.js";
import { syntaxName } from "./fence.js";
import { callValue } from "./functions/apply.js";
import { isFunctionType } from "./functions/compare.js";
import { functionAtom } from "./functions/lambda.js";
import { functionObject } from "./functions/objects.js";
import { tableOperand } from "./functions/tables.js";
import { compareFunctions } from "./functionTests.js";
import { lowerYield } from "./generators.js";
import { heldFunction, readCellHere, readVariable } from "./heldValues.js";
import { hostElement, hostLiteral, hostProperty, libraryProperty, lowerTemplate, matchProperty } from "./host.js";
import { lowerTaggedTemplate } from "./hostLibrary.js";
import { guardBase } from "./implicit.js";
import { lowerArrayLiteral } from "./literals.js";
import { lowerFirst } from "./maps.js";
import { lacksProperty, missingProperty } from "./missingProperties.js";
import { globalName, isFunctionExpression, libraryMember, libraryName, moduleOperand } from "./module.js";
import { keyNames, loadByName } from "./namedKeys.js";
import { namespaceElement } from "./namespaces.js";
import { knowing, toldBy } from "./narrowing.js";
import { narrow } from "./narrowKind.js";
import { lowerObjectLiteral } from "./objectLiterals.js";
import { binary, isLogical, logical, negate, skipParentheses, typeName, unary } from "./operators.js";
import { isOptionalLink, lowerOptionalChain } from "./optionalChain.js";
import { parameterCount } from "./parameters.js";
import { isPrelude } from "./prelude.js";
import { isModuleQualifier } from "./qualifiers.js";
import { isAssignment } from "./scope.js";
import { type ClassValue, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { memberOperand } from "./staticValues.js";
import { testKind } from "./typeTests.js";
import { unreached } from "./unreachable.js";
import { asArray, asNumber, branch, lengthOf, loadIndex, loadSlot, refuseTupleIndex, structureOf } from "./values.js";

/** Lowers an expression that must be a value at run time. */
export function lowerExpression(l: Lowering, node: ts.Expression): Atom {
  return asAtom(l, lowerOperand(l, node), node);
}

/** The operand at run time: a function known now becomes a value. */
export const asAtom = (l: Lowering, operand: Operand, node: ts.Node): Atom =>
  isFunctionValue(operand) ? functionAtom(l, operand, node) : operand;

/** Lowers an expression; a function stays known. */
export function lowerOperand(l: Lowering, expression: ts.Expression): Operand {
  if (l.out.isLeft) return unreached(l);
  const node = skipParentheses(expression);
  const given = l.given?.get(node);
  if (given !== undefined) return given;
  const { span } = l.out;
  // A rule stands in for the operation it belongs to, so its own place is of no interest.
  if (!l.program.inlineAll && !isPrelude(node)) l.out.span = spanOf(node);
  const operand = lowerBare(l, node);
  l.out.span = span;
  return isFunctionValue(operand) ? operand : narrow(l, operand, expression);
}

function lowerBare(l: Lowering, node: ts.Expression): Operand {
  if (isOptionalLink(l, node)) return lowerOptionalChain(l, node);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (ts.isStringLiteralLike(node)) return constant(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return constant(true);
  if (node.kind === ts.SyntaxKind.FalseKeyword) return constant(false);
  if (ts.isIdentifier(node)) return lowerName(l, node, node.text);
  if (ts.isBinaryExpression(node)) return lowerBinary(l, node);
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator } = node;
    if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
      return increment(l, node);
    }
    if (operator === ts.SyntaxKind.ExclamationToken) return negate(l, lowerCondition(l, node.operand));
    return unary(l, operator, lowerExpression(l, node.operand), node);
  }
  if (ts.isPostfixUnaryExpression(node)) return increment(l, node);
  if (ts.isConditionalExpression(node)) return lowerConditional(l, node);
  const argument = argumentOperand(l, node);
  if (argument !== undefined) return argument;
  if (ts.isPropertyAccessExpression(node)) {
    return tableOperand(l, node) ?? memberOperand(l, node) ?? evaluatedMember(l, node) ?? lowerProperty(l, node);
  }
  if (ts.isElementAccessExpression(node))
    return tableOperand(l, node) ?? namespaceElement(l, node) ?? lowerElement(l, node);
  if (ts.isCallExpression(node)) return lowerCall(l, node);
  if (ts.isNewExpression(node)) return lowerNew(l, node);
  if (ts.isArrayLiteralExpression(node)) return lowerArrayLiteral(l, node);
  if (ts.isObjectLiteralExpression(node)) return lowerObjectLiteral(l, node);
  if (isFunctionExpression(node)) return { kind: "closure", node, scope: l.scope.home, name: functionName(node) };
  if (ts.isTypeOfExpression(node)) return typeName(l, lowerExpression(l, node.expression), node);
  if (ts.isDeleteExpression(node)) return lowerDelete(l, node);
  if (ts.isVoidExpression(node)) {
    lowerOperand(l, node.expression);
    return constant(undefined);
  }
  if (node.kind === ts.SyntaxKind.NullKeyword) return constant(null);
  if (ts.isTemplateExpression(node)) return lowerTemplate(l, node);
  if (ts.isTaggedTemplateExpression(node)) return lowerTaggedTemplate(l, node);
  if (ts.isRegularExpressionLiteral(node) || ts.isBigIntLiteral(node)) return hostLiteral(l, node);
  if (ts.isAwaitExpression(node)) return refuse(l, "asyncCode", node);
  if (ts.isYieldExpression(node)) return lowerYield(l, node);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return lowerThis(l, node);
  if (ts.isMetaProperty(node))
    return newTarget(l, node) ?? refuse(l, "unsupportedSyntax", node, { syntax: node.getText() });
  if (ts.isClassExpression(node)) return localClass(l, node, node.name?.text ?? functionName(node));
  return refuse(l, "unsupportedSyntax", node, { syntax: syntaxName(node) });
}

/** The user's name for a function literal: that of the constant that holds it. */
const functionName = (node: ts.ArrowFunction | ts.FunctionExpression | ts.ClassExpression): string => {
  if (node.name !== undefined) return node.name.text;
  const { parent } = node;
  return parent !== undefined && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
    ? parent.name.text
    : "f";
};

/** A name, local or of the module. `node` is where it is written. */
export function lowerName(l: Lowering, node: ts.Node, name: string): Operand {
  const found = l.scope.lookup(name);
  if (found === undefined) {
    if (name === "arguments") return refuse(l, "unsupportedSyntax", node, { syntax: "arguments" });
    return moduleOperand(l, node, name);
  }
  const { binding, scope } = found;
  if (binding.kind === "function") return binding.value;
  if (binding.kind === "arguments") {
    if (binding.array === undefined) return refuse(l, "unsupportedSyntax", node, { syntax: "arguments" });
    return captured(l.activation, scope.owner, binding.array, l.program);
  }
  if (binding.kind === "instance") throw new Error("lower: only this is an instance under construction");
  if (binding.kind === "value") return captured(l.activation, scope.owner, binding.atom, l.program);
  if (binding.kind === "cell") return readCellHere(l, binding, scope, node, name);
  if (binding.kind === "pending") return beforeDeclaration(l, binding.declaration, scope, node);
  if (scope.owner === l.activation) return heldFunction(l, binding.variable) ?? readVariable(l, binding.variable);
  return needsCell(l, binding.declaration) ? standIn(l) : refuse(l, "recursiveCapture", node, { name });
}

function lowerBinary(l: Lowering, node: ts.BinaryExpression): Operand {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.CommaToken) {
    lowerOperand(l, node.left);
    return lowerOperand(l, node.right);
  }
  if (isLogical(operator)) return logical(l, node);
  if (isAssignment(operator)) {
    const left = skipParentheses(node.left);
    const pattern = ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left);
    return pattern ? assignPattern(l, left, node.right) : assignment(l, node);
  }
  if (operator === ts.SyntaxKind.InstanceOfKeyword && errorClass(l, node.right) !== undefined) {
    return isInstanceOfError(l, lowerExpression(l, node.left), node);
  }
  if (operator === ts.SyntaxKind.InstanceOfKeyword) return lowerInstanceOf(l, node);
  if (operator === ts.SyntaxKind.InKeyword) return lowerIn(l, node);
  const kind = testKind(l, node);
  if (kind !== undefined) return kind;
  const functions = compareFunctions(l, node);
  if (functions !== undefined) return functions;
  const left = lowerExpression(l, node.left);
  const right = lowerExpression(l, node.right);
  return binary(l, operator, left, right, node);
}

function lowerConditional(l: Lowering, node: ts.ConditionalExpression): Operand {
  const condition = lowerCondition(l, node.condition);
  if (condition.kind === "constant") return lowerOperand(l, condition.value ? node.whenTrue : node.whenFalse);
  return branch(
    l,
    condition,
    node,
    (inner) => lowerExpression(knowing(inner, toldBy(inner, node.condition, true)), node.whenTrue),
    (inner) => lowerExpression(knowing(inner, toldBy(inner, node.condition, false)), node.whenFalse),
  );
}

function lowerProperty(l: Lowering, node: ts.PropertyAccessExpression): Operand {
  const name = accessedName(node.name);
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return loadSuper(l, node);
  const global = globalName(l, node);
  if (global !== undefined) return moduleOperand(l, global, name);
  const pending = pendingInstance(l, node, name);
  if (pending !== undefined) return pending.get(name);
  const library = libraryName(l, node.expression);
  if (library !== undefined) {
    if (library === "Math" || library === "Number") return libraryMember(library, name);
    if (library === "Array" && name === "isArray") return { kind: "builtin", name: "Array.isArray" };
    if (library !== "undefined") return libraryProperty(l, library, name, node);
  }
  if (isModuleQualifier(l, node.expression)) return moduleOperand(l, node.name, name);
  const firstItem = lowerFirst(l, node);
  if (firstItem !== undefined) return firstItem;
  const method = prototypeMethod(l, node);
  if (method !== undefined) return method;
  const asked = askedClass(l, node.expression);
  if (asked !== undefined) return withOwnClass(l, asked, (inner, cls) => loadStatic(inner, cls, name, node));
  const own = askedClass(l, node)?.possible;
  if (own !== undefined && own.classes.length === 1 && !own.open && !own.isMixed) return own.classes[0] as ClassValue;
  const held = lowerOperand(l, node.expression);
  if (held.kind === "class") return loadStatic(l, held, name, node);
  const known =
    propertyOfFunction(l, held, name) ??
    (name === "length" && (held.kind === "closure" || held.kind === "builtin") ? parameterCount(held) : undefined);
  if (known !== undefined) return known;
  const base = isFunctionValue(held) ? (functionObject(l, held, name, node.expression) ?? held) : held;
  if (base.kind === "closure") return refuse(l, "functionProperty", node, { name });
  if (isFunctionValue(base)) return refuse(l, "unknownFunctionValue", node.expression);
  if (isRefused(l, base)) return standIn(l);
  const type = structureOf(l, base, node.expression);
  guardBase(l, base, name, node);
  if (asksClass(l, base, node.expression) || (name === "length" && isFunctionType(type)))
    return callValue(l, base, { args: [], node, use: staticMember(name) });
  const member = loadMember(l, base, name, node) ?? loadAccessor(l, base, name, node);
  if (member !== undefined) return member;
  if (name === "length") {
    if (type.kind === "array") return lengthOf(l, base);
    if (type.kind === "tuple") return constant(type.elements.length);
  }
  if (name === "byteLength" && type.kind === "array" && type.storage !== "Array")
    return byteLengthOf(l, base, type.storage);
  if (type.kind === "string" || type.kind === "opaque") return hostProperty(l, base, name, node);
  if (name === "constructor" && type.kind === "record" && fieldOf(type, name) === undefined)
    return refuse(l, "unsupportedSyntax", node, { syntax: "the class of this value" });
  if (lacksProperty(l, type, name, node)) return missingProperty(l, base, name, node);
  if (type.kind === "map") {
    if (type.storage === "Object") return lowerNamedEntry(l, base, name, type);
    if (name === "size") return lengthOf(l, base);
  }
  if (type.kind === "array" && name === "buffer") return refuse(l, "bufferOfArray", node);
  if (type.kind === "array" || type.kind === "tuple") {
    const found = matchProperty(l, base, node);
    return found ?? refuse(l, "unsupportedMethod", node, { name, type: typeText(type) });
  }
  return errorProperty(l, base, name, node) ?? loadSlot(l, base, name, node.expression, node);
}

function lowerElement(l: Lowering, node: ts.ElementAccessExpression): Atom {
  const table = enumOf(l, node.expression);
  if (table !== undefined) return loadEnum(l, table, lowerExpression(l, node.argumentExpression), node);
  const base = lowerExpression(l, node.expression);
  const index = lowerExpression(l, node.argumentExpression);
  if (isRefused(l, base, index)) return standIn(l);
  const type = structureOf(l, base, node.expression);
  guardBase(l, base, node.argumentExpression.getText(), node);
  if (index.kind === "constant" && lacksProperty(l, type, index.value, node))
    return missingProperty(l, base, String(index.value), node);
  if (type.kind === "tuple" || type.kind === "record") {
    if (index.kind === "constant") return asAtom(l, loadProperty(l, base, String(index.value), node), node);
    const names = type.kind === "record" ? keyNames(l, type, node) : undefined;
    if (names !== undefined)
      return loadByName(l, index, names, node, (at, name) => asAtom(at, loadProperty(at, base, name, node), node));
    if (type.kind === "record") return lowerEntry(l, base, index, node);
    return refuseTupleIndex(l, type, node);
  }
  if (type.kind === "string" || type.kind === "opaque") return hostElement(l, base, index, node);
  if (type.kind === "map") return lowerEntry(l, base, index, node);
  const array = asArray(l, base, node.expression);
  if (array === undefined) return standIn(l);
  return loadIndex(l, base, asNumber(l, index, node.argumentExpression));
}
