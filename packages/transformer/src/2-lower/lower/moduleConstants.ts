import { ts } from "../../frontend/ts.js";
import { numberType } from "../../ir/build.js";
import type { Global, Type, Value } from "../../ir/types.js";
import { isStorage, typeFromChecker } from "./annotations.js";
import { isFunctionType } from "./functions/compare.js";
import { emptyArrayType } from "./literals.js";
import { libraryName } from "./module.js";
import { qualifierOf } from "./moduleLevel.js";
import { skipParentheses } from "./operators.js";
import type { Lowering } from "./state.js";
import { arrayOf } from "./values.js";

/** An array or object of a module that is never another one; undefined if its type cannot be told. */
export function moduleConstant(
  l: Lowering,
  declaration: ts.VariableDeclaration,
  fold: (part: ts.Expression) => unknown,
): Value | undefined {
  const initializer = declaration.initializer && skipParentheses(declaration.initializer);
  const type = typeOfConstant(l, declaration, initializer);
  if (type === undefined) return undefined;
  const name = declaration.name.getText();
  const length = initializer && fixedLength(l, initializer, fold);
  const operation: Global = {
    kind: "global",
    name: `${qualifierOf(declaration) ?? ""}${name}`,
    file: declaration.getSourceFile().fileName,
    ...(length === undefined ? {} : { length }),
    ...(initializer !== undefined && isMade(l, initializer) ? { fresh: true } : {}),
  };
  return l.out.define(type, operation, { name });
}

/** In JavaScript the checker may know less than the literal says. */
function typeOfConstant(
  l: Lowering,
  declaration: ts.VariableDeclaration,
  initializer: ts.Expression | undefined,
): Type | undefined {
  const known = l.program.moduleTypes.get(declaration);
  if (known !== undefined) return known;
  const stated = typeFromChecker(l.program, declaration);
  const type = stated ?? (initializer && typeOfLiteral(l, initializer));
  if (type !== undefined && isFunctionType(type)) return undefined;
  if (type !== undefined) l.program.moduleTypes.set(declaration, type);
  return type;
}

function typeOfLiteral(l: Lowering, initializer: ts.Expression): Type | undefined {
  if (ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0)
    return emptyArrayType(l, initializer);
  const storage = storageOf(l, initializer);
  return storage === undefined ? undefined : arrayOf(numberType, storage);
}

const storageOf = (l: Lowering, initializer: ts.Expression) => {
  const name = ts.isNewExpression(initializer) ? libraryName(l, initializer.expression) : undefined;
  return name !== undefined && isStorage(name) ? name : undefined;
};

/** `new Float64Array(16)`: typed arrays keep their length. */
function fixedLength(
  l: Lowering,
  initializer: ts.Expression,
  fold: (part: ts.Expression) => unknown,
): number | undefined {
  if (storageOf(l, initializer) === undefined || !ts.isNewExpression(initializer)) return undefined;
  const [length, ...more] = initializer.arguments ?? [];
  if (length === undefined || more.length > 0) return undefined;
  const value = fold(length);
  return typeof value === "number" ? value : undefined;
}

/** Made here, and not another name for something. */
const isMade = (l: Lowering, initializer: ts.Expression): boolean =>
  ts.isArrayLiteralExpression(initializer) ||
  ts.isObjectLiteralExpression(initializer) ||
  (storageOf(l, initializer) !== undefined && ts.isNewExpression(initializer) && !isBuffer(l, initializer));

/** A view of a buffer shares memory with other views. */
function isBuffer(l: Lowering, node: ts.NewExpression): boolean {
  const [first] = node.arguments ?? [];
  if (first === undefined) return false;
  const type = typeFromChecker(l.program, first);
  return type?.kind !== "number" && type?.kind !== "array";
}
