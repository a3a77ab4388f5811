import type { Span } from "../ir/types.js";
import {
  type Assign,
  type Copy,
  type Declare,
  type Expression,
  mapOperandsOf,
  type Variable,
  variable,
  visitExpression,
} from "./tree.js";

/**
 * Assignments that happen at once, one after the other: each comes before those that overwrite what it reads. A cycle is
 * broken by keeping the old value of one variable. Counters come last where they can.
 */
export function sequence(copies: readonly Copy[], span: Span | undefined): readonly (Assign | Declare)[] {
  const ordered: (Assign | Declare)[] = [];
  const left = copies.map((copy) => ({ ...copy, reads: variablesOf(copy.value) }));
  while (left.length > 0) {
    const ready = left.filter((copy) => !left.some((other) => other !== copy && other.reads.has(copy.target)));
    const next = ready.find((copy) => !isCounter(copy)) ?? ready[0];
    if (next !== undefined) {
      left.splice(left.indexOf(next), 1);
      ordered.push({ kind: "assign", target: next.target, value: next.value, span });
      continue;
    }
    const { target } = left[0] as Copy;
    const old: Variable = { hint: target.hint, type: target.type, linear: target.linear };
    ordered.push({ kind: "declare", variable: old, value: variable(target), span });
    for (const copy of left) {
      if (copy.target === target) continue;
      copy.value = replace(copy.value, target, old);
      copy.reads = variablesOf(copy.value);
    }
  }
  return ordered;
}

const variablesOf = (expression: Expression): ReadonlySet<Variable> => {
  const found = new Set<Variable>();
  visitExpression(expression, (part) => {
    if (part.kind === "variable") found.add(part.variable);
  });
  return found;
};

const replace = (expression: Expression, from: Variable, to: Variable): Expression =>
  expression.kind === "variable"
    ? expression.variable === from
      ? variable(to)
      : expression
    : mapOperandsOf(expression, (operand) => replace(operand, from, to));

const isCounter = ({ target, value }: Copy): boolean =>
  value.kind === "binary" &&
  (value.operator === "+" || value.operator === "-") &&
  value.left.kind === "variable" &&
  value.left.variable === target &&
  value.right.kind === "literal";
