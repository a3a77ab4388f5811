import { ts } from "../frontend/ts.js";

const discrete =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Void;

/** Types that may turn out to be anything. */
export const unknownTypes = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.TypeParameter;

const discreteClasses = /^((Int|Uint)\d+(Clamped)?Array|Big(Int|Uint)64Array|(Readonly|Weak)?Set|RegExp|Date|Promise)$/;
const floatClasses = /^Float\d+Array$/;

/** May a value of this type hold numbers that have a derivative? Unknown types may. */
export function bearsNumbers(type: ts.Type, checker: ts.TypeChecker, seen = new Set<ts.Type>()): boolean {
  if (type.flags & (unknownTypes | ts.TypeFlags.NumberLike)) return true;
  if (type.flags & discrete || seen.has(type)) return false;
  seen.add(type);
  if (type.isUnionOrIntersection()) return type.types.some((part) => bearsNumbers(part, checker, seen));
  if (type.getCallSignatures().length > 0) return false;
  const name = type.symbol?.name ?? "";
  if (floatClasses.test(name)) return true;
  if (discreteClasses.test(name)) return false;
  if (checker.isArrayType(type) || checker.isTupleType(type) || /^(Readonly)?Map$/.test(name)) {
    const parts = checker.getTypeArguments(type as ts.TypeReference);
    return parts.some((part) => bearsNumbers(part, checker, seen));
  }
  if (checker.getIndexInfosOfType(type).some((info) => bearsNumbers(info.type, checker, seen))) return true;
  return checker.getPropertiesOfType(type).some((field) => bearsNumbers(checker.getTypeOfSymbol(field), checker, seen));
}
