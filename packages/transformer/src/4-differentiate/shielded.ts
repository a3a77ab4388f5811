import { type BlockBuilder, booleanType, isConstant, numberType, zero } from "../ir/build.js";
import type { Atom, Block, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";

/** Coefficients that are 1 where their condition is `when`, and 0 elsewhere: those of what hands one of its arguments on. */
export type Choices = ReadonlyMap<Atom, { readonly condition: Atom; readonly when: boolean }>;

export function collectChoices(...bodies: readonly Block[]): Choices {
  const choices = new Map<Atom, { readonly condition: Atom; readonly when: boolean }>();
  const note = (value: Value, condition: Atom | undefined, a: Atom | undefined, b: Atom | undefined): void => {
    if (condition === undefined || a === undefined || b === undefined) return;
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
