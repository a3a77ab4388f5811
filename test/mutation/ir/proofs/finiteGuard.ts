import { isConstant, sameAtom } from "../../../../packages/transformer/src/ir/build.js";
import type { Atom, IRFunction, Statement } from "../../../../packages/transformer/src/ir/types.js";
import { placesOf } from "../places.js";

/**
 * A branch for a cotangent that is not 0 which only adds products of it. To take it always is seen only where a partial is infinite, or
 * where there is no slot.
 */
export function isFiniteGuard(statement: Statement, fn: IRFunction): boolean {
  if (statement.kind !== "if" || statement.condition.kind === "constant" || statement.else.length > 0) return false;
  const guard = placesOf(fn, false).find(
    ({ statement: one }) => one.kind === "let" && one.value === statement.condition,
  )?.statement;
  if (guard?.kind !== "let" || guard.operation.kind !== "primitive" || guard.operation.name !== "ne") return false;
  const [bar, nothing] = guard.operation.args as readonly [Atom, Atom];
  if (!isConstant(nothing, 0) || bar.kind === "constant" || !bar.linear) return false;
  const zeros = new Set<Atom>([bar]);
  const isZero = (atom: Atom): boolean => zeros.has(atom) || isConstant(atom, 0);
  const sums = new Map<Atom, Atom>();
  for (const one of statement.then) {
    if (one.kind === "accumulate") {
      if (!isZero(one.value)) return false;
    } else if (one.kind !== "let") return false;
    else if (one.operation.kind === "primitive") {
      const { name, args } = one.operation;
      const [a, b] = args as readonly [Atom, Atom];
      if ((name === "mul" || name === "scale") && (isZero(a) || isZero(b))) zeros.add(one.value);
      else if ((name === "neg" || name === "identity" || name === "div") && isZero(a)) zeros.add(one.value);
      else if ((name === "add" || name === "sub") && isZero(b)) {
        if (isZero(a)) zeros.add(one.value);
        else sums.set(one.value, sums.get(a) ?? a);
      } else if (name === "add" && isZero(a)) sums.set(one.value, sums.get(b) ?? b);
    } else if (one.operation.kind !== "load" && one.operation.kind !== "tapeLoad") return false;
  }
  return statement.results.every(
    (result) =>
      sameAtom(sums.get(result.then) ?? result.then, result.else) || (isZero(result.then) && isZero(result.else)),
  );
}
