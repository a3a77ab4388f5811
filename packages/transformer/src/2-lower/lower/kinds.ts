import { checkerOf } from "../../frontend/frontend.js";
import { ts } from "../../frontend/ts.js";
import { isCoroutineType, resolveType } from "../../ir/type.js";
import type { Type } from "../../ir/types.js";
import { isDictionaryType, isStorage, mapStorage, typeOfChecker } from "./annotations.js";
import { isPrelude } from "./prelude.js";
import type { Lowering, ProgramState } from "./state.js";

// Of which kind a value is, a number or a text, a list or an object: by its type, and by what the checker says.

/** The name of the kind that a type is of: the field that holds it. */
export function kindOf(type: Type): string | undefined {
  switch (type.kind) {
    case "number":
    case "string":
    case "boolean":
    case "opaque":
      return type.kind;
    case "array":
    case "map":
      return type.storage;
    case "tuple":
      return "Array";
    case "record":
      if (type.functions === undefined) return "object";
      return isCoroutineType(type) ? "Generator" : "function";
    default:
      return undefined;
  }
}

export const has = (type: ts.Type, flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0;
export const nullish = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;

/** The one kind that the checker knows a value to be of, past undefined and null. */
export function kindOfChecker(program: ProgramState, type: ts.Type): string | undefined {
  const checker = checkerOf(type);
  if (type.isUnion()) {
    const kinds = new Set(type.types.filter((part) => !has(part, nullish)).map((part) => kindOfChecker(program, part)));
    return kinds.size === 1 ? [...kinds][0] : undefined;
  }
  if (has(type, ts.TypeFlags.NumberLike)) return "number";
  if (has(type, ts.TypeFlags.StringLike)) return "string";
  if (has(type, ts.TypeFlags.BooleanLike)) return "boolean";
  if (has(type, ts.TypeFlags.BigIntLike | ts.TypeFlags.ESSymbolLike)) return "opaque";
  if (has(type, ts.TypeFlags.TypeParameter)) {
    const bound = checker.getBaseConstraintOfType(type);
    return bound === undefined || bound === type ? undefined : kindOfChecker(program, bound);
  }
  if (!has(type, ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return undefined;
  if (checker.isArrayType(type) || checker.isTupleType(type)) return "Array";
  if (type.getCallSignatures().length > 0) return "function";
  const name = type.symbol?.name ?? "";
  if (isStorage(name)) return name;
  if (name === "Generator") return name;
  if (isDictionaryType(type, checker) && mapStorage(name) === undefined) return "Object";
  const known = typeOfChecker(program, type);
  if (known?.kind === "opaque") return "opaque";
  return mapStorage(name) ?? (known?.kind === "map" ? known.storage : "object");
}

/** Whether the checker says that this is one of several objects with fields. */
export function isOneOfObjects(program: ProgramState, node: ts.Node): boolean {
  if (isPrelude(node)) return false;
  const { frontend } = program.ctx;
  const type = frontend.checkerAt(node).getNonNullableType(frontend.typeOf(node));
  return type.isUnion() && kindOfChecker(program, type) === "object";
}

/** Whether the checker gives one kind to an expression. */
export const isStatedOne = ({ program }: Lowering, node: ts.Node): boolean =>
  !program.inlineAll &&
  !isPrelude(node) &&
  ts.isExpression(node) &&
  kindOfChecker(program, program.ctx.frontend.typeOf(node)) !== undefined;

/** The one kind of what a generator yields, and of what it returns. */
export interface ItemKinds {
  readonly yielded: string | undefined;
  readonly returned: string | undefined;
}

export function kindsOfItems(program: ProgramState, generator: ts.SignatureDeclaration): ItemKinds {
  const checker = program.ctx.frontend.checkerAt(generator);
  const type = checker.getSignatureFromDeclaration(generator)?.getReturnType();
  const [yielded, returned] = type === undefined ? [] : checker.getTypeArguments(type as ts.TypeReference);
  const kind = (one: ts.Type | undefined) => one && kindOfChecker(program, one);
  return { yielded: kind(yielded), returned: kind(returned) };
}

export const primitiveKinds: ReadonlySet<string | undefined> = new Set(["number", "string", "boolean"]);

/** Whether the checker says that what is declared is of another kind than values of this type: a number, not an object. */
export function excludes(program: ProgramState, declaration: ts.Node, type: Type): boolean {
  if (isPrelude(declaration)) return false;
  const given = kindOf(resolveType(type));
  const stated = kindOfChecker(program, program.ctx.frontend.typeOf(declaration));
  if (given === undefined || stated === undefined || given === "opaque" || stated === "opaque") return false;
  return given !== stated && (primitiveKinds.has(given) || primitiveKinds.has(stated));
}
