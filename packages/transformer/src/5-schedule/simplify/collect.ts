import { constant, zero } from "../../ir/build.js";
import type { Atom, Operation, Primitive, PrimitiveName, Value } from "../../ir/types.js";
import { atomKey, definedBy, type Rewriting, usedOnce } from "./rewriting.js";

interface Summand {
  readonly coefficient: number;
  readonly atom: Atom;
}

const make = (name: PrimitiveName, ...args: readonly Atom[]): Primitive => ({ kind: "primitive", name, args });
/** Sums longer than this are left alone: looking through them at each addition would be quadratic. */
const longestSum = 16;

/**
 * Like terms of a linear sum: `a - 0.5 * k - 0.5 * k` is `a - k`. Only a sum that comes down to at most two terms is
 * rewritten; a longer one keeps the order in which it was computed.
 */
export function collectTerms(operation: Primitive, state: Rewriting): Operation | Atom | undefined {
  if (operation.name !== "add" && operation.name !== "sub") return undefined;
  const summands: Summand[] = [];
  const [a, b] = operation.args;
  if (a === undefined || b === undefined) return undefined;
  if (!flatten(a, 1, state, summands, 0) || !flatten(b, operation.name === "add" ? 1 : -1, state, summands, 0))
    return undefined;
  const collected = new Map<string, Summand>();
  for (const { coefficient, atom } of summands) {
    const key = atomKey(atom);
    const sum = (collected.get(key)?.coefficient ?? 0) + coefficient;
    collected.set(key, { coefficient: sum, atom });
  }
  if (collected.size === summands.length) return undefined;
  const left = [...collected.values()].filter((one) => one.coefficient !== 0);
  const [first, second, third] = left;
  if (third !== undefined) return undefined;
  if (first === undefined) return zero;
  if (second === undefined) return scaled(first);
  if (second.coefficient === 1 && first.coefficient === 1) return make("add", first.atom, second.atom);
  if (second.coefficient === -1 && first.coefficient === 1) return make("sub", first.atom, second.atom);
  if (second.coefficient === 1 && first.coefficient === -1) return make("sub", second.atom, first.atom);
  return undefined;
}

const scaled = ({ coefficient, atom }: Summand): Operation | Atom => {
  if (coefficient === 1) return atom;
  return coefficient === -1 ? make("neg", atom) : make("mul", constant(coefficient), atom);
};

/** Adds the terms of a sum that nothing else uses; false if it is not worth looking at. */
function flatten(atom: Atom, factor: number, state: Rewriting, into: Summand[], depth: number): boolean {
  if (into.length >= longestSum || depth >= longestSum || atom.kind === "constant") return false;
  const operation = definedBy(atom, state, "add", "sub", "neg", "mul");
  const [x, y] = operation?.args ?? [];
  const isSum = operation !== undefined && operation.name !== "mul";
  if (operation === undefined || x === undefined || (isSum && !usedOnce(atom, state))) {
    into.push({ coefficient: factor, atom });
    return true;
  }
  if (operation.name === "neg") return flatten(x, -factor, state, into, depth + 1);
  if (y === undefined) return false;
  if (operation.name === "mul") return product(atom, x, y, factor, into);
  const sign = operation.name === "add" ? 1 : -1;
  return flatten(x, factor, state, into, depth + 1) && flatten(y, sign * factor, state, into, depth + 1);
}

function product(atom: Value, x: Atom, y: Atom, factor: number, into: Summand[]): boolean {
  const numeric = (one: Atom): number | undefined =>
    one.kind === "constant" && one.text === undefined && typeof one.value === "number" ? one.value : undefined;
  const left = numeric(x);
  const right = numeric(y);
  if (left !== undefined) into.push({ coefficient: factor * left, atom: y });
  else if (right !== undefined) into.push({ coefficient: factor * right, atom: x });
  else into.push({ coefficient: factor, atom });
  return true;
}
