import { must } from "../../diagnostics/must.js";
import { constant, numberType, zero } from "../../ir/build.js";
import type { Atom, Primitive, PrimitiveName, Statement, Value } from "../../ir/types.js";
import { atomKey, definedBy, emit, type Rewriting, usedOnce } from "./rewriting.js";

/** `coefficient * atom`; `factors` are those of a product that nothing else uses. */
interface Summand {
  readonly coefficient: number;
  readonly atom: Atom;
  readonly factors: readonly [Atom, Atom] | undefined;
}

const make = (name: PrimitiveName, ...args: readonly Atom[]): Primitive => ({ kind: "primitive", name, args });
/** Sums longer than this are left alone: looking through them at each addition would be quadratic. */
const longestSum = 16;

/** Like terms of a linear sum: `a - 0.5 * k - 0.5 * k` is `a - k`, and `a * x + b * x` is `(a + b) * x`. */
export function collectTerms(operation: Primitive, state: Rewriting, out: Statement[]): Primitive | Atom | undefined {
  if (operation.name !== "add" && operation.name !== "sub") return undefined;
  const summands: Summand[] = [];
  const [a, b] = operation.args as readonly [Atom, Atom];
  if (!flatten(a, 1, state, summands, 0) || !flatten(b, operation.name === "add" ? 1 : -1, state, summands, 0)) {
    return undefined;
  }
  const terms = addLike(summands) ?? takeFactor(summands, state, out);
  return terms === undefined ? undefined : sum(terms, state, out);
}

/** Equal atoms once; undefined if none is there twice. */
function addLike(summands: readonly Summand[]): readonly Summand[] | undefined {
  const collected = new Map<string, Summand>();
  for (const summand of summands) {
    const key = atomKey(summand.atom);
    const known = collected.get(key);
    collected.set(key, { ...summand, coefficient: (known?.coefficient ?? 0) + summand.coefficient });
  }
  if (collected.size === summands.length) return undefined;
  return [...collected.values()].filter((one) => one.coefficient !== 0);
}

/** The factor that the most products share, taken out of them; undefined if that saves no multiplication. */
function takeFactor(summands: readonly Summand[], state: Rewriting, out: Statement[]): readonly Summand[] | undefined {
  const products = new Map<Value, number>();
  for (const { coefficient, atom, factors } of summands) {
    const multiplies = factors !== undefined || Math.abs(coefficient) !== 1;
    const own = factors === undefined ? [atom] : new Set(factors);
    for (const factor of own) {
      if (factor.kind === "value" && multiplies) products.set(factor, (products.get(factor) ?? 0) + 1);
    }
  }
  let common: Value | undefined;
  let most = 1;
  for (const [factor, count] of products) {
    if (count > most) [common, most] = [factor, count];
  }
  if (common === undefined) return undefined;

  const cofactors: Summand[] = [];
  let place: number | undefined;
  const rest: Summand[] = [];
  for (const summand of summands) {
    const { coefficient, atom, factors } = summand;
    const at = factors?.indexOf(common) ?? -1;
    const cofactor = atom === common ? constant(1) : at < 0 ? undefined : factors?.[1 - at];
    if (cofactor === undefined) rest.push(summand);
    else {
      place ??= rest.length;
      cofactors.push({ coefficient, atom: cofactor, factors: undefined });
    }
  }
  const factor = define(sum(addLike(cofactors) ?? cofactors, state, out), state, out);
  const product = define(make("mul", factor, common), state, out);
  rest.splice(must(place), 0, { coefficient: 1, atom: product, factors: undefined });
  return rest;
}

/** The sum in the order of its terms, but for a positive one that comes first. */
function sum(terms: readonly Summand[], state: Rewriting, out: Statement[]): Primitive | Atom {
  const start = Math.max(
    terms.findIndex((term) => term.coefficient > 0),
    0,
  );
  const first = terms[start];
  if (first === undefined) return zero;
  let present = scaled(first.coefficient, first.atom);
  terms.forEach((term, i) => {
    if (i === start) return;
    const left = define(present, state, out);
    const right = define(scaled(Math.abs(term.coefficient), term.atom), state, out);
    present = make(term.coefficient < 0 ? "sub" : "add", left, right);
  });
  return present;
}

const define = (part: Primitive | Atom, state: Rewriting, out: Statement[]): Atom =>
  part.kind === "primitive" ? emit(part, numberType, true, state, out) : part;

function scaled(coefficient: number, atom: Atom): Primitive | Atom {
  if (coefficient === 1) return atom;
  if (atom.kind === "constant" && atom.text === undefined) return constant(coefficient * Number(atom.value));
  return coefficient === -1 ? make("neg", atom) : make("mul", constant(coefficient), atom);
}

/** Adds the terms of a sum that nothing else uses; false if it is not worth looking at. */
function flatten(atom: Atom, factor: number, state: Rewriting, into: Summand[], depth: number): boolean {
  if (into.length >= longestSum || depth >= longestSum || atom.kind === "constant") return false;
  const operation = definedBy(atom, state, "add", "sub", "neg", "mul");
  const isSum = operation !== undefined && operation.name !== "mul";
  if (operation === undefined || (isSum && !usedOnce(atom, state))) {
    into.push({ coefficient: factor, atom, factors: undefined });
    return true;
  }
  const [x, y] = operation.args as readonly [Atom, Atom];
  if (operation.name === "neg") return flatten(x, -factor, state, into, depth + 1);
  if (operation.name === "mul") {
    into.push(product(atom, x, y, factor, state));
    return true;
  }
  const sign = operation.name === "add" ? 1 : -1;
  return flatten(x, factor, state, into, depth + 1) && flatten(y, sign * factor, state, into, depth + 1);
}

function product(atom: Value, x: Atom, y: Atom, factor: number, state: Rewriting): Summand {
  const numeric = (one: Atom): number | undefined =>
    one.kind === "constant" && one.text === undefined && typeof one.value === "number" ? one.value : undefined;
  const single = usedOnce(atom, state);
  const left = numeric(x);
  const right = numeric(y);
  const scale = left ?? right;
  if (scale === undefined) return { coefficient: factor, atom, factors: single ? [x, y] : undefined };
  const scaledAtom = left === undefined ? x : y;
  const inner = single && usedOnce(scaledAtom, state) ? definedBy(scaledAtom, state, "mul") : undefined;
  const [p, q] = inner?.args ?? [];
  return {
    coefficient: factor * scale,
    atom: scaledAtom,
    factors: p === undefined || q === undefined ? undefined : [p, q],
  };
}
