import { must } from "../../diagnostics/must.js";
import { sameAtom } from "../../ir/build.js";
import type { Atom, Carried, For } from "../../ir/types.js";
import { type Rewriting, replace } from "./rewriting.js";

/** Drops carried values that never change, and the second of two that always agree. Their values are replaced. */
export function simplifyCarried(
  carried: readonly Carried[],
  initials: readonly Atom[],
  state: Rewriting,
): readonly Carried[] {
  const kept: { readonly one: Carried; readonly initial: Atom }[] = [];
  carried.forEach((one, i) => {
    const initial = must(initials[i]);
    const next = follow(one.next, state);
    if (next === one.parameter || sameAtom(next, initial)) {
      replace(one.parameter, initial, state);
      replace(one.result, initial, state);
      return;
    }
    const twin = kept.find(
      (other) =>
        other.one.parameter.linear === one.parameter.linear &&
        sameAtom(other.initial, initial) &&
        sameAtom(follow(other.one.next, state), next),
    );
    if (twin === undefined) kept.push({ one, initial });
    else {
      replace(one.parameter, twin.one.parameter, state);
      replace(one.result, twin.one.result, state);
    }
  });
  return kept.map(({ one }) => one);
}

/** The replacement of a value, without the facts of the present block: `next` is of another one. */
function follow(atom: Atom, state: Rewriting): Atom {
  let at = atom;
  while (at.kind === "value") {
    const next = state.replaced.get(at);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** Whether a loop with constant bounds makes no trip. */
export function tripsNever(from: Atom, test: For["test"], to: Atom): boolean {
  if (from.kind !== "constant" || to.kind !== "constant") return false;
  const a = Number(from.value);
  const b = Number(to.value);
  switch (test) {
    case "lt":
      return !(a < b);
    case "le":
      return !(a <= b);
    case "gt":
      return !(a > b);
    case "ge":
      return !(a >= b);
  }
}
