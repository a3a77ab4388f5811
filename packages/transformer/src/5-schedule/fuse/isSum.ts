import type { Atom, Block, Carried, Statement, Value } from "../../ir/types.js";
import { definitions, visit } from "../../ir/walk.js";

/**
 * Whether a carried cotangent is a sum: along every path its next value is the parameter plus terms, and neither the parameter
 * nor a partial sum is used for anything else. Sums may be taken in any order.
 */
export function isSum(carried: Carried, body: Block, useCounts: ReadonlyMap<Value, number>): boolean {
  const definers = new Map<Value, Statement>();
  visit(body, (statement) => {
    for (const value of definitions(statement)) definers.set(value, statement);
  });
  const chain = new Chain(definers);
  if (!chain.leads(carried.next, carried.parameter)) return false;
  return [...chain.counted].every(([value, count]) => count === useCounts.get(value));
}

class Chain {
  /** How often the parameter and each partial sum was met on the chain. */
  readonly counted = new Map<Value, number>();

  constructor(private readonly definers: ReadonlyMap<Value, Statement>) {}

  leads(atom: Atom, parameter: Value): boolean {
    if (atom.kind === "constant") return false;
    const seen = this.counted.get(atom);
    if (atom === parameter) {
      this.counted.set(atom, (seen ?? 0) + 1);
      return true;
    }
    const statement = this.definers.get(atom);
    if (statement === undefined || seen !== undefined) return false;
    const found = this.throughStatement(atom, statement, parameter);
    if (found) this.counted.set(atom, 1);
    return found;
  }

  private throughStatement(atom: Value, statement: Statement, parameter: Value): boolean {
    switch (statement.kind) {
      case "let": {
        const { operation } = statement;
        if (operation.kind !== "primitive") return false;
        const [a, b] = operation.args as readonly [Atom, Atom];
        if (operation.name === "sub") return this.leads(a, parameter);
        if (operation.name !== "add") return false;
        return this.leads(a, parameter) || this.leads(b, parameter);
      }
      case "if": {
        const result = statement.results.find((r) => r.value === atom);
        return result !== undefined && this.leads(result.then, parameter) && this.leads(result.else, parameter);
      }
      case "for": {
        const carried = statement.carried.find((c) => c.result === atom);
        return (
          carried !== undefined && this.leads(carried.next, carried.parameter) && this.leads(carried.initial, parameter)
        );
      }
      default:
        return false;
    }
  }
}
