import type { Context } from "../context.js";
import { must } from "../diagnostics/must.js";
import { BlockBuilder, isConstant, letValue, newValue, numberType, zero } from "../ir/build.js";
import type { Accumulate, Atom, Block, Call, IRFunction, Statement, Store, Value } from "../ir/types.js";
import { blocks, withBlocks } from "../ir/walk.js";

/**
 * Forward mode over sets: what a number depends on, in place of how it changes. A tangent is the number of a set in a table that the
 * runtime keeps, 0 is the empty one; a sum of products is the union of the sets of its tangents, whatever the coefficients are.
 */
export function collectSets(fn: IRFunction, ctx: Context): IRFunction {
  return { ...fn, body: collectBlock(fn.body, ctx) };
}

function collectBlock(block: Block, ctx: Context): Block {
  const out = new BlockBuilder(ctx.ids);
  for (const statement of block) {
    if (statement.kind === "let" && statement.operation.kind === "linear") {
      const tangents = statement.operation.terms.filter(({ coefficient }) => !isConstant(coefficient, 0));
      define(
        statement.value,
        tangents.map(({ tangent }) => tangent),
        out,
      );
    } else if (statement.kind === "accumulate" && statement.linear) accumulate(statement, out);
    else if (statement.kind === "store" && statement.linear) out.push(asOrdinary(narrowed(statement, out)));
    else if (isRuleBetweenStructures(statement)) out.push(throughRule(statement));
    else {
      const inner = blocks(statement).map((body) => collectBlock(body, ctx));
      out.push(asOrdinary(withBlocks(statement, inner)));
    }
  }
  return out.block;
}

/** It computes with what it is given, so that it is not run: each number of its result is taken to depend on all that it gets. */
const isRuleBetweenStructures = (statement: Statement): statement is Call =>
  statement.kind === "call" && statement.linear && statement.tangents === undefined;

/** (tangents, result, …args) → tangent */
function throughRule({ args: [tangents, result], results: [tangent] }: Call): Statement {
  const args = [must(tangents), must(result)];
  return letValue(must(tangent), { kind: "opaque", text: "setsOfAll($0, $1)", args, imports: ["setsOfAll"] });
}

const asOrdinary = (statement: Statement): Statement =>
  "linear" in statement && statement.linear ? { ...statement, linear: false } : statement;

function define(value: Value, sets: readonly Atom[], out: BlockBuilder): void {
  const [first = zero, ...more] = [...new Set(sets)];
  let total = first;
  more.forEach((set, i) => {
    const next = i === more.length - 1 ? value : newValue(out.ids, numberType, { linear: true });
    out.push(letValue(next, union(total, set)));
    total = next;
  });
  if (more.length === 0) out.push(letValue(value, { kind: "primitive", name: "identity", args: [first] }));
}

const union = (a: Atom, b: Atom) =>
  ({ kind: "opaque", text: "unionOfSets($0, $1)", args: [a, b], imports: ["unionOfSets"] }) as const;

function accumulate({ base, key, value }: Accumulate, out: BlockBuilder): void {
  const present = out.define(numberType, { kind: "load", base, key }, { linear: true });
  const joined = out.define(numberType, union(present, value), { linear: true });
  out.push({ kind: "store", base, key, value: joined, linear: false, exists: true });
}

/** The numbers of sets that come late do not fit into 24 bits. */
function narrowed(statement: Store, out: BlockBuilder): Store {
  const { base, value } = statement;
  const isNarrow = base.kind === "value" && base.type.kind === "array" && base.type.storage === "Float32Array";
  if (!isNarrow || value.kind === "constant") return statement;
  const operation = { kind: "opaque", text: "narrowSet($0)", args: [value], imports: ["narrowSet"] } as const;
  return { ...statement, value: out.define(numberType, operation, { linear: true }) };
}
