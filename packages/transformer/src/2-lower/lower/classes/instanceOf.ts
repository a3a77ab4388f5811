import type { ts } from "../../../frontend/ts.js";
import { booleanType, constant } from "../../../ir/build.js";
import type { Atom } from "../../../ir/types.js";
import { isOfLibrary } from "../containers.js";
import { isError } from "../errors.js";
import { lowerExpression, lowerOperand } from "../expressions.js";
import { libraryName } from "../module.js";
import { isRefused, type Lowering, refuse, standIn } from "../state.js";
import { branch, structureOf, test, typeOf } from "../values.js";
import { classTest } from "./classTest.js";
import { laterClasses, possibleClasses } from "./dispatch.js";
import { derivesFrom } from "./model.js";

/** `x instanceof C`: a test of the class. An instance from outside may be of a class that is not known, so JavaScript is asked. */
export function lowerInstanceOf(l: Lowering, node: ts.BinaryExpression): Atom {
  const base = lowerExpression(l, node.left);
  const library = libraryName(l, node.right);
  if (library !== undefined) {
    if (isRefused(l, base)) return standIn(l);
    const answer = isOfLibrary(l, base, library, node.left);
    return answer ?? refuse(l, "unsupportedSyntax", node, { syntax: `the operator instanceof with ${library}` });
  }
  const cls = lowerOperand(l, node.right);
  if (isRefused(l, base)) return standIn(l);
  if (cls.kind !== "class") return refuse(l, "unsupportedSyntax", node, { syntax: "instanceof of this class" });
  structureOf(l, base, node.left);
  const possible = possibleClasses(l, base, node) ?? laterClasses(l, base, node);
  if (possible === undefined) {
    const { kind } = typeOf(base);
    if (isError(typeOf(base))) return constant(false);
    if (kind === "record" || kind === "variable" || kind === "opaque") {
      return refuse(l, "unsupportedSyntax", node, { syntax: "instanceof of a value whose class is not known" });
    }
    return constant(false);
  }
  if (possible.open) {
    return l.out.define(booleanType, {
      kind: "opaque",
      text: "($0 as object) instanceof $1",
      args: [base, cls.tag],
      isPure: true,
    });
  }
  const matching = possible.classes.filter((one) => derivesFrom(one, cls));
  if (matching.length === 0) return constant(false);
  const isKnown = l.program.exact.has(base);
  if (isKnown && matching.length === possible.classes.length) return constant(true);
  const present = test(l, "ne", base, constant(undefined));
  return branch(
    l,
    present,
    node,
    (inner) => classTest(inner, base, matching)(inner, matching),
    () => constant(false),
  );
}
