import { ts } from "../../frontend/ts.js";
import { constant, errorSlot } from "../../ir/build.js";
import { fieldOf } from "../../ir/type.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import { type Argument, lowerArguments } from "./arguments.js";
import { slicedArguments } from "./argumentsObject.js";
import { callArrayMethod } from "./arrayMethods.js";
import { ancestry } from "./classes/model.js";
import { lowerExpression, lowerOperand } from "./expressions.js";
import { isAssignedBinding, isDefaultLibrary, libraryName } from "./module.js";
import { isModuleLevel } from "./moduleLevel.js";
import { lowerHasOwnCall } from "./objectFunctions.js";
import { skipParentheses } from "./operators.js";
import { isOfPackage } from "./packages.js";
import { type ClassValue, isFunctionValue, isRefused, type Lowering, type Operand, refuse, standIn } from "./state.js";
import { branch, mayBeMissing, structureOf, test } from "./values.js";

// JavaScript asks of which kind a value is by a method that every object has, called on anything: `toString.call(x) === "[object Array]"`,
// often under a name that the module gave to the method. The answer follows from the type.

/** `Object.prototype.toString.call(x)`, `hasOwnProperty.call(object, key)`; undefined for anything else. */
export function callPrototypeMethod(
  l: Lowering,
  callee: ts.PropertyAccessExpression,
  node: ts.CallExpression,
): Operand | undefined {
  const { text } = callee.name;
  const held = text === "call" || text === "apply" ? heldMethod(l, skipParentheses(callee.expression), 0) : undefined;
  if (held?.of === "Array") return callOfArray(l, held.name, text === "apply", node);
  if (text === "call" && isArguments(node.arguments[0]))
    return refuse(l, "unsupportedSyntax", node, { syntax: "arguments" });
  const method = text === "call" ? held?.name : undefined;
  if (method === "hasOwnProperty") return lowerHasOwnCall(l, node);
  const [asked, ...more] = node.arguments;
  if (method !== "toString" || asked === undefined || more.length > 0 || ts.isSpreadElement(asked)) return undefined;
  return kindText(l, lowerOperand(l, asked), asked, node);
}

/** `slice.call(list, 1)`, `Array.prototype.push.apply(list, items)`: the method of the list, if it is one. */
function callOfArray(l: Lowering, name: string, isApplied: boolean, node: ts.CallExpression): Operand | undefined {
  const [list, ...rest] = node.arguments;
  if (list === undefined || ts.isSpreadElement(list)) return undefined;
  const own = name === "slice" && !isApplied ? slicedArguments(l, node, true) : undefined;
  if (own !== undefined) return own;
  const base = lowerExpression(l, list);
  if (isRefused(l, base)) return standIn(l);
  const type = structureOf(l, base, list);
  // Of a text or a typed array it makes a list.
  if (type.kind !== "array" || type.storage !== "Array")
    return refuse(l, "unknownCall", node, { name: node.expression.getText() });
  const given = (): readonly Argument[] => {
    const args = lowerArguments(l, rest);
    const [only, ...more] = args;
    return isApplied && only !== undefined && more.length === 0 ? [{ ...only, spread: true }] : args;
  };
  return callArrayMethod(l, base, name, given, node);
}

const isArguments = (node: ts.Node | undefined): boolean =>
  node !== undefined && ts.isIdentifier(node) && node.text === "arguments";

interface PrototypeMethod {
  readonly of: "Object" | "Array";
  readonly name: string;
}

/** The method of `Object.prototype` or `Array.prototype` that an expression stands for. */
function heldMethod(l: Lowering, node: ts.Expression, depth: number): PrototypeMethod | undefined {
  const library = isOfPackage(node) ? libraryName(l, node) : undefined;
  const [, owner, method] = /^(Object|Array)\.prototype\.(\w+)$/.exec(library ?? "") ?? [];
  if (method !== undefined) return { of: owner as PrototypeMethod["of"], name: method };
  if (library !== undefined) return undefined;
  const { frontend } = l.program.ctx;
  if (ts.isIdentifier(node)) {
    if (l.scope.lookup(node.text) !== undefined || depth > 3) return undefined;
    const declaration = frontend.declarationOf(node);
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isModuleLevel(declaration))
      return undefined;
    const held = declaration.initializer && skipParentheses(declaration.initializer);
    if (held === undefined || isAssignedBinding(l.program, declaration)) return undefined;
    return heldMethod(l, held, depth + 1);
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const of = prototypeOf(l, skipParentheses(node.expression), depth);
  return of && { of, name: node.name.text };
}

/** Of `Object.prototype`, `[]`, or a name for one of them: whose it is. */
function prototypeOf(l: Lowering, node: ts.Expression, depth: number): PrototypeMethod["of"] | undefined {
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0 ? "Object" : undefined;
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0 ? "Array" : undefined;
  const { frontend } = l.program.ctx;
  if (ts.isIdentifier(node)) {
    const declaration = depth > 3 || l.scope.lookup(node.text) !== undefined ? undefined : frontend.declarationOf(node);
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isModuleLevel(declaration))
      return undefined;
    const held = declaration.initializer && skipParentheses(declaration.initializer);
    const isOther = held === undefined || ts.isObjectLiteralExpression(held) || ts.isArrayLiteralExpression(held);
    return isOther || isAssignedBinding(l.program, declaration) ? undefined : prototypeOf(l, held, depth + 1);
  }
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "prototype") return undefined;
  const object = skipParentheses(node.expression);
  if (!ts.isIdentifier(object) || l.scope.lookup(object.text) !== undefined) return undefined;
  const declaration = frontend.declarationOf(object);
  if (declaration !== undefined && !isDefaultLibrary(declaration)) return undefined;
  return object.text === "Object" || object.text === "Array" ? object.text : undefined;
}

/** What `Object.prototype.toString` says of a value. */
function kindText(l: Lowering, operand: Operand, asked: ts.Expression, node: ts.Node): Atom {
  if (isFunctionValue(operand)) return constant("[object Function]");
  if (isRefused(l, operand)) return operand;
  if (operand.kind === "constant") return constant(Object.prototype.toString.call(operand.value));
  const type = structureOf(l, operand, asked);
  const name = nameOfKind(type);
  if (name === undefined) return refuse(l, "unsupportedType", asked, { name: asked.getText() });
  const known = constant(`[object ${name}]`);
  if (!mayBeMissing(l, operand)) return known;
  const missing = [constant("[object Undefined]"), constant("[object Null]")] as const;
  const isUndefined = (inner: Lowering): Atom => test(inner, "eq", operand, constant(undefined));
  const text = branch(
    l,
    test(l, "isNullish", operand),
    node,
    (inner) =>
      branch(
        inner,
        isUndefined(inner),
        node,
        () => missing[0],
        () => missing[1],
      ),
    () => known,
  );
  l.program.texts.set(
    text,
    [known, ...missing].map(({ value }) => String(value)),
  );
  return text;
}

function nameOfKind(type: Type): string | undefined {
  switch (type.kind) {
    case "number":
      return "Number";
    case "boolean":
      return "Boolean";
    case "string":
      return "String";
    case "tuple":
      return "Array";
    case "array":
      return type.storage;
    case "map":
      // A map may be a weak one.
      return type.storage === "Object" ? "Object" : undefined;
    case "record":
      if (type.functions !== undefined) return "Function";
      return fieldOf(type, errorSlot) === undefined && !namesItself(type) ? "Object" : undefined;
    default:
      return undefined;
  }
}

/** A class may say what its instances are called. */
const namesItself = ({ instance }: RecordType): boolean =>
  instance !== undefined &&
  (instance.open ||
    [...(instance.classes as Iterable<ClassValue>)].flatMap(ancestry).some(({ node, error, foreign }) => {
      const isPlain = error === undefined && !foreign;
      return !isPlain || node.getSourceFile().text.includes("toStringTag");
    }));
