import type { Atom, Block, IRFunction, Statement } from "../../../../../packages/transformer/src/ir/types.js";
import { definitions, visit } from "../../../../../packages/transformer/src/ir/walk.js";
import { relativeError } from "../../../../support/differences.js";
import type { Place } from "../../places.js";
import { Machine } from "./machine.js";
import { givenBy, namedIn, regionOf } from "./region.js";
import { State } from "./state.js";

const trials = 400;
/** The statement has to run in so many of them. */
const enough = 20;
const finiteness = /^is(NaN|Finite)$/;

/**
 * Whether the block around a change does the same with it, whatever it begins with: values and memory that are drawn, among them many
 * zeros and equal numbers, but none that are infinite. `whole` is all that may name what the block defines.
 */
export function isSameFromAnyState(place: Place, fn: IRFunction, changed: IRFunction, whole: IRFunction): boolean {
  const region = regionOf(place, fn, changed);
  if (region === undefined || hasViews(region.block)) return false;
  const given = [...givenBy(region.block, whole)];
  const [numbers, texts] = [numbersOf(region.block), textsOf(region.block)];
  const [own, other] = [definitionsOf(fn), definitionsOf(changed)];
  const asked = askedIn(fn);
  const { statement } = place;
  const number = statement.kind === "let" && statement.value.type.kind === "number" ? statement.value : undefined;
  const condition = conditionOf(statement);
  const sides = new Set<boolean>();
  let runs = 0;
  for (let seed = 0; seed < trials; seed++) {
    const before = new Machine(new State(seed, numbers, texts), own, asked);
    before.run(region.block);
    const after = new Machine(new State(seed, numbers, texts), other, asked);
    after.run(region.changed);
    if (!alike(before.events, after.events)) return false;
    if (!given.every((atom) => alike(before.values.get(atom), after.values.get(atom)))) return false;
    if (before.ran.has(statement)) {
      runs++;
      if (condition !== undefined) sides.add(Boolean(before.read(condition)));
    }
    // Another number may matter where no state leads that was drawn.
    if (number !== undefined && !alike(before.values.get(number), after.values.get(number))) return false;
    if (seed === trials / 4 && runs === 0) return false;
  }
  return runs >= enough && (condition === undefined || sides.size === 2);
}

/** Of a choice between two values, what decides: both have to be chosen. */
const conditionOf = (statement: Statement): Atom | undefined =>
  statement.kind === "let" && statement.operation.kind === "primitive" && statement.operation.name === "select"
    ? statement.operation.args[0]
    : undefined;

/** Numbers to rounding, objects by their names, parts of the program by their identity. */
function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a === "number" && typeof b === "number") return a === b || relativeError(a, b) <= 1e-9;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, k) => alike(one, b[k]));
  const [one, other] = [a, b] as readonly { readonly id?: string }[];
  return typeof one?.id === "string" && one.id === other?.id;
}

const textsOf = (block: Block): readonly string[] => [
  "",
  "other",
  ...block
    .flatMap(namedIn)
    .flatMap((atom) => (atom.kind === "constant" && typeof atom.value === "string" ? [atom.value] : [])),
];

/** Zeros, and what the block compares with. */
function numbersOf(block: Block): readonly number[] {
  const found = new Set<number>([1, -1]);
  for (const statement of block)
    for (const atom of namedIn(statement))
      if (atom.kind === "constant" && typeof atom.value === "number")
        for (const by of [0, 1, -1]) found.add(atom.value + by);
  const zeros = Array.from({ length: found.size }, () => 0);
  return [...found, ...zeros, ...(hasPrimitive(block, finiteness) ? [Number.NaN, Number.POSITIVE_INFINITY] : [])];
}

function hasPrimitive(block: Block, name: RegExp): boolean {
  let has = false;
  visit(block, (one) => {
    if (one.kind === "let" && one.operation.kind === "primitive" && name.test(one.operation.name)) has = true;
  });
  return has;
}

/** What is compared with nothing. */
function askedIn({ body }: IRFunction): ReadonlySet<Atom> {
  const asked = new Set<Atom>();
  visit(body, (one) => {
    if (one.kind !== "let" || one.operation.kind !== "primitive") return;
    const { name, args } = one.operation;
    const isNothing = (atom: Atom): boolean =>
      atom.kind === "constant" && (atom.value === undefined || atom.value === null);
    if (/^(isNullish|isTruthy|orZero|present)$/.test(name) || args.some(isNothing))
      for (const atom of args) asked.add(atom);
  });
  return asked;
}

const hasViews = (block: Block): boolean => {
  let has = false;
  visit(block, (one) => {
    if (one.kind === "let" && one.operation.kind === "view") has = true;
  });
  return has;
};

function definitionsOf({ body }: IRFunction): ReadonlyMap<Atom, Statement> {
  const all = new Map<Atom, Statement>();
  visit(body, (statement) => {
    for (const value of definitions(statement)) all.set(value, statement);
  });
  return all;
}
