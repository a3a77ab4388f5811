import type { AliasClass } from "../3-analyze/aliases.js";
import { type Expression, type Variable, visitExpression } from "./tree.js";

/** What the value of an expression depends on, and whether evaluating it may be seen. */
export interface Dependencies {
  readonly variables: ReadonlySet<Variable>;
  readonly memory: ReadonlySet<AliasClass>;
  readonly anyMemory: boolean;
  readonly impure: boolean;
}

export function dependenciesOf(expression: Expression): Dependencies {
  const variables = new Set<Variable>();
  const memory = new Set<AliasClass>();
  let anyMemory = false;
  let impure = false;
  visitExpression(expression, (part) => {
    if (part.kind === "variable") variables.add(part.variable);
    if (part.kind === "host" || part.kind === "update") impure = true;
    if (!("effect" in part)) return;
    for (const read of part.effect?.reads ?? []) memory.add(read);
    if (part.effect?.readsAll) anyMemory = true;
    if (part.effect?.impure) impure = true;
  });
  return { variables, memory, anyMemory, impure };
}

/** Roughly the columns that an expression takes, names taken as their hints. */
export function widthOf(expression: Expression): number {
  let width = 0;
  visitExpression(expression, (part) => {
    switch (part.kind) {
      case "variable":
      case "update":
        width += part.variable.hint?.length ?? 2;
        break;
      case "literal":
        width += part.constant.text?.length ?? String(part.constant.value).length;
        break;
      case "unary":
        width += 1;
        break;
      case "binary":
        width += part.operator.length + 2;
        break;
      case "conditional":
        width += 6;
        break;
      case "member":
        width += part.name.length + 1;
        break;
      case "index":
        width += 2;
        break;
      case "call":
        width += part.callee.length + 2 + (part.construct ? 4 : 0) + 2 * Math.max(part.args.length - 1, 0);
        break;
      case "method":
        width += part.name.length + 3 + 2 * Math.max(part.args.length - 1, 0);
        break;
      case "array":
        width += 2 * Math.max(part.elements.length, 1);
        break;
      case "object":
        width += part.fields.reduce((sum, field) => sum + field.name.length + 4, 2);
        break;
      case "host":
        width += part.text.length;
        break;
    }
  });
  return width;
}
