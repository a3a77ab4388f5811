import { atomType, constant } from "../../ir/build.js";
import type { Atom, Primitive } from "../../ir/types.js";
import { definedBy, type Rewriting } from "./rewriting.js";

/** Offsets beyond this might be rounded. */
const largestOffset = 2 ** 31;

/** Arithmetic of indices, exact to the bit: `n - 1 - 1` is `n - 2`, and an integer is its own floor. */
export function integerStep({ name, args }: Primitive, state: Rewriting): Primitive | Atom | undefined {
  const [a, b] = args as readonly [Atom, Atom];
  switch (name) {
    case "floor":
    case "ceil":
    case "round":
    case "trunc":
      return atomType(a).kind === "number" && state.isInteger(a) ? a : undefined;
    case "max":
      return b.kind === "constant" && b.value === 0 && isLength(a, state) ? a : undefined;
    case "min":
      return leastOf(a, b, state);
    case "add":
    case "sub":
      return offset(a, name === "add" ? b : negative(b), state);
    default:
      return undefined;
  }
}

/** No length is below 0. */
function leastOf(a: Atom, b: Atom, state: Rewriting): Atom | undefined {
  const isZero = (atom: Atom): boolean => atom.kind === "constant" && Object.is(atom.value, 0);
  if (isZero(a) && isLength(b, state)) return a;
  return isZero(b) && isLength(a, state) ? b : undefined;
}

/** `x + c + d` of a length or an index. */
function offset(sum: Atom, more: Atom | undefined, state: Rewriting): Primitive | Atom | undefined {
  const inner = definedBy(sum, state, "add", "sub");
  const [x, by] = inner?.args ?? [];
  if (inner === undefined || x === undefined || by === undefined || x.kind === "constant") return undefined;
  if (!isSmall(x, state)) return undefined;
  const first = offsetOf(inner.name === "add" ? by : negative(by));
  const second = offsetOf(more);
  if (first === undefined || second === undefined) return undefined;
  const whole = first + second;
  if (whole === 0) return x;
  return { kind: "primitive", name: whole < 0 ? "sub" : "add", args: [x, constant(Math.abs(whole))] };
}

const negative = (atom: Atom): Atom | undefined =>
  atom.kind === "constant" && atom.text === undefined && typeof atom.value === "number"
    ? constant(-atom.value)
    : undefined;

function offsetOf(atom: Atom | undefined): number | undefined {
  if (atom?.kind !== "constant" || atom.text !== undefined || !Number.isInteger(atom.value)) return undefined;
  const value = Number(atom.value);
  return Math.abs(value) < largestOffset ? value : undefined;
}

const isLength = (atom: Atom, state: Rewriting): boolean =>
  atom.kind === "value" && state.definitions.get(atom)?.kind === "length";

/** A small integer: a length, the index of a loop, or one of them and a number. */
export function isSmall(atom: Atom, state: Rewriting): boolean {
  if (atom.kind === "constant") return offsetOf(atom) !== undefined;
  if (state.indices.has(atom) || isLength(atom, state)) return true;
  const [x, by] = definedBy(atom, state, "add", "sub")?.args ?? [];
  return x?.kind === "value" && offsetOf(by) !== undefined && (state.indices.has(x) || isLength(x, state));
}

/** A number divided by a length: nonzero, if only infinite. */
export function isNeverZero(atom: Atom, state: Rewriting): boolean {
  const [a, b] = definedBy(atom, state, "div")?.args ?? [];
  if (a?.kind !== "constant" || typeof a.value !== "number" || b === undefined) return false;
  return Number.isFinite(a.value) && Math.abs(a.value) > 1e-200 && isLength(b, state);
}
