import { analyzeFinite } from "../3-analyze/finite.js";
import type { Context } from "../context.js";
import { BlockBuilder, booleanType, isConstant, letValue, numberType, zero } from "../ir/build.js";
import type { Atom, Block, IRFunction, Value } from "../ir/types.js";
import { blocks, visit, withBlocks } from "../ir/walk.js";

/** Coefficients that are 1 where their condition is `when`, and 0 elsewhere: those of what hands one of its arguments on. */
export type Choices = ReadonlyMap<Atom, { readonly condition: Atom; readonly when: boolean }>;

export function collectChoices(...bodies: readonly Block[]): Choices {
  const choices = new Map<Atom, { readonly condition: Atom; readonly when: boolean }>();
  const note = (value: Value, condition: Atom, a: Atom, b: Atom): void => {
    if (isConstant(a, 1) && isConstant(b, 0)) choices.set(value, { condition, when: true });
    if (isConstant(a, 0) && isConstant(b, 1)) choices.set(value, { condition, when: false });
  };
  for (const body of bodies) {
    visit(body, (statement) => {
      if (statement.kind === "if")
        for (const { value, then, else: other } of statement.results) note(value, statement.condition, then, other);
      if (statement.kind !== "let" || statement.operation.kind !== "primitive") return;
      const { name, args } = statement.operation;
      if (name === "select") note(statement.value, ...(args as [Atom, Atom, Atom]));
    });
  }
  return choices;
}

/** What a coefficient of 0 makes of an infinite factor, and a factor of 0 of an infinite coefficient: 0. */
export interface Shields {
  readonly coefficient: boolean;
  readonly factor: boolean;
  /** What comes out is differentiated again: where a factor is 0, its own derivative need not be. */
  readonly again: boolean;
}

/** The product of a coefficient and a tangent or cotangent. */
export function shieldedProduct(
  [coefficient, factor]: readonly [Atom, Atom],
  shields: Shields,
  choices: Choices,
  out: BlockBuilder,
): Atom {
  const linear = { linear: true } as const;
  const choice = shields.coefficient ? choices.get(coefficient) : undefined;
  if (choice !== undefined) {
    const args = choice.when ? [choice.condition, factor, zero] : [choice.condition, zero, factor];
    return out.primitive("select", args, numberType, linear);
  }
  if (shields.again && (shields.factor || shields.coefficient))
    return out.primitive("scale", [coefficient, factor], numberType, linear);
  const product = out.primitive("mul", [coefficient, factor], numberType, linear);
  const factors = [...(shields.factor ? [factor] : []), ...(shields.coefficient ? [coefficient] : [])];
  const conditions = factors
    .filter((atom) => atom.kind === "value")
    .map((atom) => out.primitive("ne", [atom, zero], booleanType));
  const [first, second] = conditions;
  if (first === undefined) return product;
  const counts = second === undefined ? first : out.primitive("and", [first, second], booleanType);
  return out.primitive("select", [counts, product, zero], numberType, linear);
}

/** In the end, products that are 0 where a factor is 0 become choices. */
export function expandProducts(fn: IRFunction, ctx: Context): IRFunction {
  const finiteness = analyzeFinite(fn.body);
  const choices = new Map();
  const expand = (block: Block): Block =>
    block.flatMap((statement) => {
      if (statement.kind !== "let" || statement.operation.kind !== "primitive" || statement.operation.name !== "scale")
        return [withBlocks(statement, blocks(statement).map(expand))];
      const out = new BlockBuilder(ctx.ids);
      out.span = statement.value.span;
      const [a = zero, b = zero] = statement.operation.args;
      const shields = { coefficient: !finiteness.isFinite(b), factor: !finiteness.isFinite(a), again: false };
      const product = shieldedProduct([a, b], shields, choices, out);
      return [...out.block, letValue(statement.value, { kind: "primitive", name: "identity", args: [product] })];
    });
  return { ...fn, body: expand(fn.body) };
}
