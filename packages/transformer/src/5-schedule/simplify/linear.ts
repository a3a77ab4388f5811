import { constant, isConstant, one, zero } from "../../ir/build.js";
import type { Atom, Constant, Linear, Term, Value } from "../../ir/types.js";
import { type Rewriting, resolve } from "./rewriting.js";

/** A sum without zero terms, each tangent once where the coefficients are numbers; a bare tangent or zero if that is all. */
export function simplifyLinear(operation: Linear, state: Rewriting): Linear | Atom {
  const byTangent = new Map<Value, Atom[]>();
  const shielding = new Set<Value>();
  for (const term of operation.terms) {
    const coefficient = resolve(term.coefficient, state);
    const tangent = resolve(term.tangent, state);
    if (isConstant(coefficient, 0, -0)) continue;
    if (tangent.kind === "constant") {
      if (tangent.value === 0) continue;
      throw new Error("simplify: a tangent became a constant other than zero");
    }
    if (term.shields) shielding.add(tangent);
    const known = byTangent.get(tangent);
    if (known === undefined) byTangent.set(tangent, [coefficient]);
    else known.push(coefficient);
  }
  const terms: Term[] = [];
  for (const [tangent, coefficients] of byTangent) {
    for (const coefficient of addConstants(coefficients))
      terms.push({ coefficient, tangent, ...(shielding.has(tangent) ? { shields: true } : {}) });
  }
  if (terms.length === 0) return zero;
  const [first, second] = terms;
  if (first !== undefined && second === undefined && isConstant(first.coefficient, 1)) return first.tangent;
  return { kind: "linear", terms };
}

function addConstants(coefficients: readonly Atom[]): readonly Atom[] {
  if (coefficients.length === 1) return coefficients;
  const isPlain = (atom: Atom): atom is Constant =>
    atom.kind === "constant" && atom.text === undefined && typeof atom.value === "number";
  const plain = coefficients.filter(isPlain);
  if (plain.length < 2) return coefficients;
  const sum = plain.reduce((total, atom) => total + Number(atom.value), 0);
  const others = coefficients.filter((atom) => !isPlain(atom));
  if (sum === 0) return others;
  return [sum === 1 ? one : constant(sum), ...others];
}
