import { analyzeFinite, type Finiteness } from "../3-analyze/finite.js";
import type { Context } from "../context.js";
import { BlockBuilder, booleanType, isConstant, letValue, newValue, numberType, zero } from "../ir/build.js";
import type { Atom, Block, IRFunction, Linear, Statement, Term, Value } from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";

/**
 * Forward mode: the linear statements of a joint program become ordinary ones, where they stand. Where a coefficient may be
 * infinite, a zero tangent contributes zero all the same.
 */
export function evaluateInPlace(fn: IRFunction, ctx: Context): IRFunction {
  return { ...fn, body: evaluateBlock(fn.body, analyzeFinite(fn.body), ctx) };
}

function evaluateBlock(block: Block, finiteness: Finiteness, ctx: Context): Block {
  const out = new BlockBuilder(ctx.ids);
  for (const statement of block) {
    if (statement.kind === "let" && statement.operation.kind === "linear") {
      sum(statement.value, statement.operation, finiteness, out);
      continue;
    }
    const inner = blocks(statement).map((body) => evaluateBlock(body, finiteness, ctx));
    out.push(asOrdinary(withBlocks(statement, inner)));
  }
  return out.block;
}

const asOrdinary = (statement: Statement): Statement =>
  "linear" in statement && statement.linear ? { ...statement, linear: false } : statement;

/** A sum of coefficient times tangent, the last addition defining the value itself. */
function sum(value: Value, { terms }: Linear, finiteness: Finiteness, out: BlockBuilder): void {
  out.span = value.span;
  let total: Atom | undefined;
  terms.forEach((term, i) => {
    const isLast = i === terms.length - 1;
    const product = multiply(term, finiteness, out);
    if (total === undefined) total = product;
    else {
      const next = isLast ? value : newValue(out.ids, numberType, { linear: true });
      out.push(letValue(next, { kind: "primitive", name: "add", args: [total, product] }));
      total = next;
    }
  });
  if (terms.length < 2) out.push(letValue(value, { kind: "primitive", name: "identity", args: [total ?? zero] }));
}

function multiply({ coefficient, tangent }: Term, finiteness: Finiteness, out: BlockBuilder): Atom {
  if (isConstant(coefficient, 1)) return tangent;
  const product = out.primitive("mul", [coefficient, tangent], numberType, { linear: true });
  if (finiteness.isFinite(coefficient)) return product;
  const moves = out.primitive("ne", [tangent, zero], booleanType);
  return out.primitive("select", [moves, product, zero], numberType, { linear: true });
}
