import type { Context } from "../context.js";
import { BlockBuilder, isConstant, letValue, newValue, numberType, zero } from "../ir/build.js";
import type { Atom, Block, IRFunction, Linear, Statement, Value } from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";

/** Forward mode: the linear statements of a joint program become ordinary ones, where they stand. */
export function evaluateInPlace(fn: IRFunction, ctx: Context): IRFunction {
  return { ...fn, body: evaluateBlock(fn.body, ctx) };
}

function evaluateBlock(block: Block, ctx: Context): Block {
  const out = new BlockBuilder(ctx.ids);
  for (const statement of block) {
    if (statement.kind === "let" && statement.operation.kind === "linear")
      sum(statement.value, statement.operation, out);
    else
      out.push(
        asOrdinary(
          withBlocks(
            statement,
            blocks(statement).map((inner) => evaluateBlock(inner, ctx)),
          ),
        ),
      );
  }
  return out.block;
}

const asOrdinary = (statement: Statement): Statement =>
  "linear" in statement && statement.linear ? { ...statement, linear: false } : statement;

/** A sum of coefficient times tangent, the last addition defining the value itself. */
function sum(value: Value, { terms }: Linear, out: BlockBuilder): void {
  let total: Atom | undefined;
  terms.forEach(({ coefficient, tangent }, i) => {
    const isLast = i === terms.length - 1;
    const product: Atom = isConstant(coefficient, 1)
      ? tangent
      : out.primitive("mul", [coefficient, tangent], numberType, { linear: true });
    if (total === undefined) total = product;
    else {
      const next = isLast ? value : newValue(out.ids, numberType, { linear: true });
      out.push(letValue(next, { kind: "primitive", name: "add", args: [total, product] }));
      total = next;
    }
  });
  if (terms.length < 2) out.push(letValue(value, { kind: "primitive", name: "identity", args: [total ?? zero] }));
}
