import { must } from "../../diagnostics/must.js";
import { atomType } from "../../ir/build.js";
import { typeText } from "../../ir/type.js";
import type { Atom, Call, CustomRule, IRFunction, Type } from "../../ir/types.js";
import { uses, visit } from "../../ir/walk.js";
import { bearsNumbers } from "../shadow.js";

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

/** Whether a tangent or cotangent of this type has the numbers of what it belongs to. */
function fitsTangent(given: Type, of: Type, around: readonly Type[] = []): boolean {
  if (!bearsNumbers(of) || around.includes(of)) return true;
  const inside = [...around, of];
  switch (of.kind) {
    case "number":
      return given.kind === "number";
    case "array":
      return given.kind === "array" && given.storage === of.storage && fitsTangent(given.element, of.element, inside);
    case "tuple":
      return (
        given.kind === "tuple" &&
        given.elements.length === of.elements.length &&
        of.elements.every((element, i) => fitsTangent(must(given.elements[i]), element, inside))
      );
    case "record":
      return (
        given.kind === "record" &&
        of.fields.every((field) => {
          if (!bearsNumbers(field.type) || field.optional) return true;
          const part = given.fields.find(({ name }) => name === field.name);
          return part !== undefined && !part.optional && fitsTangent(part.type, field.type, inside);
        })
      );
    default:
      return true;
  }
}
