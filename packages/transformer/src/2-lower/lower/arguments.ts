import { ts } from "../../frontend/ts.js";
import { lowerOperand } from "./expressions.js";
import { lowerItems } from "./iterables.js";
import { isFunctionValue, type Lowering, type Operand, refuse } from "./state.js";
import { asArray, loadField, structureOf, typeOf } from "./values.js";

/** An argument of a call; `spread` is an array whose length is not known. */
export interface Argument {
  readonly operand: Operand;
  readonly spread: boolean;
}

/** Evaluates arguments left to right; a spread tuple or literal is its elements. */
export function lowerArguments(l: Lowering, nodes: readonly ts.Expression[]): readonly Argument[] {
  return nodes.flatMap((node): readonly Argument[] => {
    if (!ts.isSpreadElement(node)) return [{ operand: lowerOperand(l, node), spread: false }];
    if (ts.isArrayLiteralExpression(node.expression)) return lowerArguments(l, node.expression.elements);
    return spreadElements(l, lowerItems(l, node.expression), node.expression);
  });
}

/** What is spread: its elements if they are known now. */
export function spreadElements(l: Lowering, operand: Operand, node?: ts.Expression): readonly Argument[] {
  if (isFunctionValue(operand)) return [{ operand, spread: true }];
  const known = l.program.rests.get(operand);
  if (known !== undefined) return known.map((one) => ({ operand: one, spread: false }));
  const type = node === undefined ? typeOf(operand) : structureOf(l, operand, node);
  const isList = type.kind === "array" || type.kind === "variable" || type.kind === "tuple";
  if (!isList && node !== undefined && asArray(l, operand, node) === undefined) return [];
  if (type.kind !== "tuple") return [{ operand, spread: true }];
  return type.elements.map((part, i) => ({ operand: loadField(l, operand, String(i), part), spread: false }));
}

/** The operands of arguments none of which is a spread array. */
export function plainArguments(l: Lowering, args: readonly Argument[], node: ts.Node): readonly Operand[] {
  if (args.some((argument) => argument.spread)) return [refuse(l, "unknownSpread", node)];
  return args.map((argument) => argument.operand);
}
