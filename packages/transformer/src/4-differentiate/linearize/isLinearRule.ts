import { must } from "../../diagnostics/must.js";
import { isConstant } from "../../ir/build.js";
import type { Atom, Block, CustomRule, IRFunction, Primitive, Statement, Value } from "../../ir/types.js";
import { blocks, uses } from "../../ir/walk.js";

/**
 * Whether all that a rule gives is its cotangent, or are its tangents, times numbers that do not depend on these: then the numbers are
 * partials, and serve both modes. A rule that clips the cotangent is not linear. Where it is not seen, the answer is no.
 */
export function isLinearRule({ kind }: CustomRule, rule: IRFunction | undefined): boolean {
  const { body } = must(rule);
  const given = must(rule?.params[0]);
  const gives = must(rule?.results[0]);
  /** Linear values, tuples of them, and the tuple of tangents. */
  const linear = new Set<Atom>(kind === "customVjp" ? [given] : []);
  const lists = new Set<Value>();
  const depends = (atom: Atom): boolean => linear.has(atom) || lists.has(atom as Value) || atom === given;
  const isLinear = (atom: Atom): boolean => linear.has(atom) || isConstant(atom, 0);

  const look = (block: Block): boolean => block.every(lookAt);
  const lookAt = (statement: Statement): boolean => {
    if (statement.kind === "if") {
      if (depends(statement.condition) || !look(statement.then) || !look(statement.else)) return false;
      return statement.results.every(({ value, then, else: otherwise }) => {
        if (!depends(then) && !depends(otherwise)) return true;
        linear.add(value);
        return isLinear(then) && isLinear(otherwise);
      });
    }
    if (!readsIt(statement)) return true;
    if (statement.kind !== "let") return false;
    const { value, operation } = statement;
    if (operation.kind === "makeArray") {
      lists.add(value);
      return operation.elements.every(isLinear);
    }
    if (operation.kind === "load") {
      if (operation.base !== given) return false;
      linear.add(value);
      return true;
    }
    if (operation.kind !== "primitive" || !isLinearStep(operation, depends, isLinear)) return false;
    linear.add(value);
    return true;
  };
  /** Also in its blocks: what a loop makes of it is not seen. */
  const readsIt = (statement: Statement): boolean =>
    uses(statement).some(depends) || blocks(statement).some((block) => block.some(readsIt));
  if (!look(body)) return false;
  return kind === "customJvp" ? isLinear(gives) : gives.kind === "value" && lists.has(gives);
}

function isLinearStep(
  { name, args }: Primitive,
  depends: (atom: Atom) => boolean,
  isLinear: (atom: Atom) => boolean,
): boolean {
  // As many as the primitive has, which the verifier counts.
  const [a, b, c] = args as readonly Atom[] as [Atom, Atom, Atom];
  switch (name) {
    case "neg":
    case "identity":
      return isLinear(a);
    case "add":
    case "sub":
      return isLinear(a) && isLinear(b);
    case "mul":
      return (isLinear(a) && !depends(b)) || (isLinear(b) && !depends(a));
    case "div":
      return isLinear(a) && !depends(b);
    case "select":
      return !depends(a) && isLinear(b) && isLinear(c);
    default:
      return false;
  }
}
