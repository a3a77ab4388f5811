import { must } from "../../diagnostics/must.js";
import { atomType } from "../../ir/build.js";
import { typeText } from "../../ir/type.js";
import type { Atom, Call, CustomRule, IRFunction, Type } from "../../ir/types.js";
import { uses, visit } from "../../ir/walk.js";
import { fitsTangent } from "../fitsTangent.js";

/** What a rule gives, and what it should give, where its type shows that it is something else. */
export interface RuleFault {
  readonly given: string;
  readonly wanted: string;
}

/** `varies` says which arguments a cotangent is needed of. */
export function findRuleFault(
  { kind, covers, isComplete }: CustomRule,
  { args, results: [result] }: Call,
  rule: IRFunction | undefined,
  varies: (arg: Atom) => boolean,
): RuleFault | undefined {
  if (isComplete || result === undefined || rule === undefined) return undefined;
  const [gives] = rule.results;
  const given = gives === undefined ? undefined : atomType(gives);
  if (kind === "customJvp") {
    const fits = given !== undefined && fitsTangent(given, result.type);
    return fits ? undefined : { given: textOf(given), wanted: `${typeText(result.type)}, the tangent of the result` };
  }
  const wanted = `a tuple of ${covers.length}, one cotangent for each argument`;
  const count = given?.kind === "tuple" ? given.elements.length : gives && literalLength(gives, rule);
  if (given === undefined || (given.kind !== "tuple" && given.kind !== "array"))
    return { given: textOf(given), wanted };
  if (count !== undefined && count !== covers.length) return { given: `a tuple of ${count}`, wanted };
  for (const [i, at] of covers.entries()) {
    if (at === undefined) continue;
    const part = given.kind === "tuple" ? given.elements[i] : given.element;
    const type = atomType(must(args[at]));
    if (part === undefined || !varies(must(args[at])) || fitsTangent(part, type)) continue;
    return { given: `${typeText(part)} for argument ${i + 1}`, wanted: typeText(type) };
  }
  return undefined;
}

const textOf = (type: Type | undefined): string => (type === undefined ? "nothing" : typeText(type));

/** How many elements an array has that is written in place, and nothing more. */
function literalLength(atom: Atom, { body }: IRFunction): number | undefined {
  let length: number | undefined;
  let isUsed = false;
  visit(body, (statement) => {
    isUsed ||= uses(statement).includes(atom);
    if (statement.kind === "let" && statement.value === atom && statement.operation.kind === "makeArray")
      length = statement.operation.elements.length;
  });
  return isUsed ? undefined : length;
}
