import { ts } from "../../frontend/ts.js";
import { constant, errorSlot } from "../../ir/build.js";
import { fieldOf } from "../../ir/type.js";
import type { Atom, RecordType, Type } from "../../ir/types.js";
import { ancestry } from "./classes/model.js";
import { lowerOperand } from "./expressions.js";
import { isAssignedBinding, isDefaultLibrary, libraryName } from "./module.js";
import { isModuleLevel } from "./moduleLevel.js";
import { lowerHasOwnCall } from "./objectFunctions.js";
import { skipParentheses } from "./operators.js";
import { isOfPackage } from "./packages.js";
import { type ClassValue, isFunctionValue, isRefused, type Lowering, type Operand, refuse } from "./state.js";
import { branch, mayBeMissing, structureOf, test } from "./values.js";

// JavaScript asks of which kind a value is by a method that every object has, called on anything: `toString.call(x) === "[object Array]"`,
// often under a name that the module gave to the method. The answer follows from the type.

/** `Object.prototype.toString.call(x)`, `hasOwnProperty.call(object, key)`; undefined for anything else. */
export function callPrototypeMethod(
  l: Lowering,
  callee: ts.PropertyAccessExpression,
  node: ts.CallExpression,
): Operand | undefined {
  if (callee.name.text !== "call") return undefined;
  const method = heldMethod(l, skipParentheses(callee.expression), 0);
  if (method === "hasOwnProperty") return lowerHasOwnCall(l, node);
  const [asked, ...more] = node.arguments;
  if (method !== "toString" || asked === undefined || more.length > 0 || ts.isSpreadElement(asked)) return undefined;
  return kindText(l, lowerOperand(l, asked), asked, node);
}

/** The name of the method of `Object.prototype` that an expression stands for. */
function heldMethod(l: Lowering, node: ts.Expression, depth: number): string | undefined {
  const library = isOfPackage(node) ? libraryName(l, node) : undefined;
  if (library !== undefined) return /^Object\.prototype\.(\w+)$/.exec(library)?.[1];
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
  return isObjectPrototype(l, skipParentheses(node.expression), depth) ? node.name.text : undefined;
}

/** `Object.prototype`, `{}`, or a name for them. */
function isObjectPrototype(l: Lowering, node: ts.Expression, depth: number): boolean {
  if (ts.isObjectLiteralExpression(node)) return node.properties.length === 0;
  const { frontend } = l.program.ctx;
  if (ts.isIdentifier(node)) {
    const declaration = depth > 3 || l.scope.lookup(node.text) !== undefined ? undefined : frontend.declarationOf(node);
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isModuleLevel(declaration))
      return false;
    const held = declaration.initializer && skipParentheses(declaration.initializer);
    if (held === undefined || ts.isObjectLiteralExpression(held) || isAssignedBinding(l.program, declaration))
      return false;
    return isObjectPrototype(l, held, depth + 1);
  }
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "prototype") return false;
  const object = skipParentheses(node.expression);
  if (!ts.isIdentifier(object) || object.text !== "Object" || l.scope.lookup("Object") !== undefined) return false;
  const declaration = frontend.declarationOf(object);
  return declaration === undefined || isDefaultLibrary(declaration);
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
