import type { Atom, Operation, Primitive, Value } from "../ir/types.js";
import { both, isUp, opposite, type Sign } from "./signs.js";

/** Signs that tests around a place have shown. */
export type Facts = ReadonlyMap<Value, Sign>;

type Test = Primitive["name"];

const swapped: Partial<Record<Test, Test>> = { lt: "gt", gt: "lt", le: "ge", ge: "le", eq: "eq", ne: "ne" };
const denied: Partial<Record<Test, Test>> = { lt: "ge", gt: "le", le: "gt", ge: "lt", eq: "ne", ne: "eq" };

/** What is known besides where a condition holds, or where it does not. */
export function factsWhere(
  condition: Atom,
  holds: boolean,
  known: Facts,
  operationOf: (atom: Atom) => Operation | undefined,
  signOf: (atom: Atom) => Sign,
): Facts {
  const found = new Map<Value, Sign>();
  const learn = (atom: Atom | undefined, sign: Sign): void => {
    if (atom?.kind === "value" && sign !== undefined) found.set(atom, both(found.get(atom) ?? known.get(atom), sign));
  };
  const read = (atom: Atom, truth: boolean): void => {
    const operation = operationOf(atom);
    if (operation?.kind !== "primitive") return;
    const { name, args } = operation;
    const [a, b] = args;
    if (name === "not" && a !== undefined) read(a, !truth);
    else if (name === (truth ? "and" : "or")) for (const arg of args) read(arg, truth);
    else if (a !== undefined && b !== undefined) {
      const test = truth ? name : denied[name];
      learn(a, signBeside(test, signOf(b)));
      learn(b, signBeside(test === undefined ? undefined : swapped[test], signOf(a)));
    }
  };
  read(condition, holds);
  return found.size === 0 ? known : new Map([...known, ...found]);
}

/** The sign of `v` where `v test other` holds. */
function signBeside(test: Test | undefined, sign: Sign): Sign {
  switch (test) {
    case "gt":
      return above(sign, true);
    case "ge":
      return above(sign, false);
    case "lt":
      return opposite(above(opposite(sign), true));
    case "le":
      return opposite(above(opposite(sign), false));
    case "eq":
      return sign;
    case "ne":
      return sign === "zero" ? "nonzero" : undefined;
    default:
      return undefined;
  }
}

const above = (sign: Sign, strictly: boolean): Sign => {
  if (sign === "positive") return "positive";
  return isUp(sign) ? (strictly ? "positive" : "nonnegative") : undefined;
};
