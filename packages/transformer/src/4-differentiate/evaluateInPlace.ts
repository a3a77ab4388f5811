import { analyzeFinite, type Finiteness } from "../3-analyze/finite.js";
import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, isConstant, letValue, newValue, numberType } from "../ir/build.js";
import type { Atom, Block, IRFunction, Linear, Statement, Term, Value } from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";
import { type Choices, collectChoices, shieldedProduct } from "./shielded.js";

/**
 * Forward mode: the linear statements of a joint program become ordinary ones, where they stand. Where a coefficient may be
 * infinite, a zero tangent contributes zero all the same.
 */
export function evaluateInPlace(fn: IRFunction, again: boolean, ctx: Context): IRFunction {
  const known: Known = { finiteness: analyzeFinite(fn.body), choices: collectChoices(fn.body), again };
  return { ...fn, body: evaluateBlock(fn.body, known, ctx) };
}

/** What is known of the coefficients. */
interface Known {
  readonly finiteness: Finiteness;
  readonly choices: Choices;
  readonly again: boolean;
}

function evaluateBlock(block: Block, known: Known, ctx: Context): Block {
  const out = new BlockBuilder(ctx.ids);
  for (const statement of block) {
    if (statement.kind === "let" && statement.operation.kind === "linear") {
      sum(statement.value, statement.operation, known, out);
      continue;
    }
    const inner = blocks(statement).map((body) => evaluateBlock(body, known, ctx));
    out.push(asOrdinary(withBlocks(statement, inner)));
  }
  return out.block;
}

const asOrdinary = (statement: Statement): Statement =>
  "linear" in statement && statement.linear ? { ...statement, linear: false } : statement;

/** A sum of coefficient times tangent, the last addition defining the value itself. */
function sum(value: Value, { terms }: Linear, known: Known, out: BlockBuilder): void {
  out.span = value.span;
  let total: Atom | undefined;
  terms.forEach((term, i) => {
    const isLast = i === terms.length - 1;
    const product = multiply(term, known, out);
    if (total === undefined) total = product;
    else {
      const next = isLast ? value : newValue(out.ids, numberType, { linear: true });
      out.push(letValue(next, { kind: "primitive", name: "add", args: [total, product] }));
      total = next;
    }
  });
  if (terms.length < 2) out.push(letValue(value, { kind: "primitive", name: "identity", args: [must(total)] }));
}

function multiply(
  { coefficient, tangent, shields }: Term,
  { finiteness, choices, again }: Known,
  out: BlockBuilder,
): Atom {
  if (isConstant(coefficient, 1)) return tangent;
  const shielding = { coefficient: shields === true, factor: !finiteness.isFinite(coefficient), again };
  return shieldedProduct([coefficient, tangent], shielding, choices, out);
}
