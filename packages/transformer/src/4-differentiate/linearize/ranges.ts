import { newScope, newValue, numberType, zero } from "../../ir/build.js";
import type { Atom, Value } from "../../ir/types.js";
import { inBlock, type Linearization } from "./state.js";

/** Indices of an array as `fill` gives them: relative, and undefined for its start and its end. */
export interface IndexRange {
  readonly base: Atom;
  readonly start: Atom | undefined;
  readonly end: Atom | undefined;
}

/** A loop of the linear program alone, over an index range of an array. */
export function overRange(
  l: Linearization,
  range: IndexRange,
  body: (inner: Linearization, index: Value) => void,
): void {
  const from = range.start === undefined ? zero : clampIndex(l, range.start, range.base);
  const to =
    range.end === undefined
      ? l.out.define(numberType, { kind: "length", base: range.base })
      : clampIndex(l, range.end, range.base);
  const index = newValue(l.ctx.ids, numberType, { name: "i" });
  const block = inBlock(l, (inner) => body(inner, index));
  l.out.push({
    kind: "for",
    scope: newScope(l.ctx.ids),
    index,
    from,
    test: "lt",
    to,
    step: 1,
    order: "ascending",
    carried: [],
    body: block,
    span: undefined,
  });
}

/** The same over all of an array. */
export const overAll = (l: Linearization, base: Atom, body: (inner: Linearization, index: Value) => void): void =>
  overRange(l, { base, start: undefined, end: undefined }, body);

/** A relative index as `slice` and `fill` read it: negative counts from the end, then clamped to the length. */
export function clampIndex(l: Linearization, index: Atom, base: Atom): Atom {
  const { out } = l;
  if (index.kind === "constant" && index.value === 0) return index;
  const length = out.define(numberType, { kind: "length", base });
  const whole = out.primitive("trunc", [index]);
  const negative = out.primitive("lt", [whole, zero], { kind: "boolean" });
  const fromEnd = out.primitive("max", [out.primitive("add", [whole, length]), zero]);
  const fromStart = out.primitive("min", [whole, length]);
  return out.primitive("select", [negative, fromEnd, fromStart]);
}
