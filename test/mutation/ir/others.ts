import { constant, isReference } from "../../../packages/transformer/src/ir/build.js";
import { typesEqual } from "../../../packages/transformer/src/ir/type.js";
import type { Atom, Block, Statement, Value } from "../../../packages/transformer/src/ir/types.js";
import { mapUses, uses } from "../../../packages/transformer/src/ir/walk.js";
import { isLinear } from "./own.js";
import type { Place } from "./places.js";

type Rewrite = readonly [kind: string, statements: Block];

/** A statement that names another value: the nearest one of the same type, or another constant. */
export function* otherValues({ statement, visible }: Place): Generator<Rewrite> {
  // What a branch or loop gives is named inside of it.
  if (statement.kind === "if" || statement.kind === "for" || statement.kind === "while") return;
  for (const [k, atom] of uses(statement).entries()) {
    if (atom.kind === "value") {
      const other = visible.findLast((one) => one !== atom && isLike(one, atom));
      if (other !== undefined) yield ["another value", [withUse(statement, k, other)]];
    } else if (typeof atom.value === "number" && atom.text === undefined && !isGuard(statement)) {
      yield ["constant", [withUse(statement, k, constant(atom.value === 1 ? 0 : atom.value + 1))]];
    } else if (typeof atom.value === "boolean") yield ["constant", [withUse(statement, k, constant(!atom.value))]];
  }
}

/** Whether a cotangent is 0: that it may be compared with 1 is no fault that anybody makes. */
const isGuard = (statement: Statement): boolean =>
  statement.kind === "let" &&
  statement.operation.kind === "primitive" &&
  (statement.operation.name === "ne" || statement.operation.name === "eq") &&
  statement.operation.args.some((arg) => isLinear(arg));

const isLike = (a: Value, b: Value): boolean =>
  a.linear === b.linear && a.type.kind === b.type.kind && (!isReference(a.type) || typesEqual(a.type, b.type));

/** The `k`-th of what a statement names is replaced. */
function withUse(statement: Statement, k: number, other: Atom): Statement {
  let at = 0;
  return mapUses(statement, (atom) => (at++ === k ? other : atom));
}
