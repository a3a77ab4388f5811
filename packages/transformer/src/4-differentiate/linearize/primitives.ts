import { must } from "../../diagnostics/must.js";
import { booleanType, constant, numberType, one, primitive, zero } from "../../ir/build.js";
import { instantiate } from "../../ir/clone.js";
import type { Atom, IRFunction, Primitive, Term, Value } from "../../ir/types.js";
import { letShadow, newTangent, shadowOf, tangentOf } from "./duals.js";
import type { Linearization } from "./state.js";

/** The tangent of a number that varies, by its rule, or the shadow of a reference that is chosen or handed on. */
export function linearizePrimitive(l: Linearization, value: Value, operation: Primitive): void {
  const { activity } = l.options;
  if (activity.isVaried(value)) pushTangent(l, value, operation);
  else if (activity.needsShadow(value)) {
    const args = operation.args.map((arg, i) => (operation.name === "select" && i === 0 ? arg : shadowOf(l, arg)));
    letShadow(l, value, { ...operation, args });
  }
}

function pushTangent(l: Linearization, value: Value, operation: Primitive): void {
  const tangents = operation.args.map((arg) => tangentOf(l, arg));
  const coefficients = handsOn(operation)
    ? tangents.map((tangent, i) => (tangent === undefined ? undefined : choice(l, operation, i === 1 ? 0 : 1)))
    : partialsOf(l, value, operation, tangents);
  const isDoubtful = l.options.mode === "reverse" && l.options.doubts.isDoubtful(value, operation);
  const terms = tangents.flatMap((tangent, i): Term[] => {
    const coefficient = coefficients[i];
    if (tangent === undefined || coefficient === undefined) return [];
    const argument = operation.args[i] as Value;
    const shields =
      operation.name === "scale" || l.options.steepness.shields(l.options.mode, value, operation, argument);
    const marks = { ...(shields ? { shields } : {}), ...(isDoubtful ? { isDoubtful } : {}) };
    return [{ coefficient, tangent: tangent as Value, ...marks }];
  });
  const tangent = newTangent(l, value);
  const [first] = terms;
  // In forward mode the tangent of what is not there is missing too.
  if (operation.name === "orZero" && l.options.mode === "forward" && first !== undefined)
    l.out.push({ kind: "let", value: tangent, operation: primitive("orZero", first.tangent), linear: true });
  else l.out.push({ kind: "let", value: tangent, operation: { kind: "linear", terms }, linear: true });
}

const handsOn = ({ name }: Primitive): boolean =>
  name === "select" || name === "identity" || name === "present" || name === "orZero";

/** `select` hands on one of two tangents; `identity` its argument's. */
function choice(l: Linearization, operation: Primitive, chosen: 0 | 1): Atom {
  const [condition] = operation.args;
  if (condition === undefined || operation.name !== "select") return constant(1);
  return l.out.primitive(
    "select",
    [condition, constant(chosen === 0 ? 1 : 0), constant(chosen === 0 ? 0 : 1)],
    numberType,
    { linear: true },
  );
}

/** A coefficient for each argument: the partial derivatives that the rule says, as statements of the primal program. */
function partialsOf(
  l: Linearization,
  value: Value,
  operation: Primitive,
  tangents: readonly (Atom | undefined)[],
): readonly (Atom | undefined)[] {
  // Of a product that is 0 where one factor is, whatever the other.
  if (operation.name === "scale") return [...operation.args].reverse();
  const rule = l.options.rules.get(operation.name);
  if (rule === undefined) throw new Error(`linearize: no rule for ${operation.name}`);
  if (!rule.variadic) {
    const partials = instantiatePartials(l, rule.partials, value, operation.args);
    return l.options.steepness.isNorm(value)
      ? partials.map((partial) => levelAtZero(l, value, operation, partial))
      : partials;
  }
  return operation.args.map((arg, i) =>
    tangents[i] === undefined ? zero : must(instantiatePartials(l, rule.partials, value, [arg])[0]),
  );
}

/** A norm is level where it is 0. A power that is only known at run time may be none: with 1 it is the sum of squares itself. */
function levelAtZero(l: Linearization, norm: Value, { args: [, exponent] }: Primitive, partial: Atom): Atom {
  if (partial.kind === "constant") return partial;
  const test = (name: "eq" | "lt" | "and", a: Atom, b: Atom): Value =>
    l.out.primitive(name, [a, b], booleanType, { linear: true });
  const isZero = test("eq", norm, zero);
  const isLevel = exponent?.kind === "value" ? test("and", isZero, test("lt", exponent, one)) : isZero;
  return l.out.primitive("select", [isLevel, zero, partial], numberType, { linear: true });
}

function instantiatePartials(
  l: Linearization,
  partials: IRFunction,
  result: Value,
  args: readonly Atom[],
): readonly Atom[] {
  const instance = instantiate(partials, [result, ...args], l.ctx.ids, result.span);
  l.out.push(...instance.statements);
  return instance.results;
}
