import type { ts } from "../../frontend/ts.js";
import { constant, newLabel, newVariable, numberType, one, zero } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import type { Each, Iteration } from "./iteration.js";
import { makeArray } from "./literals.js";
import { callPrelude } from "./prelude.js";
import { inBlock, type Lowering, type Operand, standIn } from "./state.js";
import { assign, compute, lengthOf, loadIndex, read, test } from "./values.js";

export type View = "values" | "entries" | "keys";

/** `xs.values()` and the like: a value at run time where it is kept. */
export const arrayIterator = (l: Lowering, base: Atom, view: View, node: ts.Node): Operand =>
  keptIterator(l, base, "array", view, node) ?? { ...iterateArray(l, base, view), ...keepable(l, node) };

/** The iterator as a generator of the prelude, if something needs it as a value. */
export function keptIterator(
  l: Lowering,
  base: Atom,
  of: "array" | "map",
  view: View,
  node: ts.Node,
): Operand | undefined {
  if (!l.program.facts.objects.has(node)) return undefined;
  return callPrelude(l, `${of}${view.charAt(0).toUpperCase()}${view.slice(1)}`, [base], node);
}

/** Where it turns out to be needed as a value, the next attempt makes one. */
export const keepable = ({ program }: Lowering, node: ts.Node): Pick<Iteration, "asValue" | "staysOpen"> => ({
  asValue: (at) => {
    program.facts.objects.add(node);
    return standIn(at);
  },
  staysOpen: true,
});

/** `xs.entries()` and the like where they are not consumed at once: the length is read again each time, as by `for … of`. */
export function iterateArray(l: Lowering, base: Atom, view: View): Iteration {
  const item = (inner: Lowering, index: Atom): Atom => {
    if (view === "keys") return index;
    const value = loadIndex(inner, base, index);
    return view === "values" ? value : makeArray(inner, [index, value]);
  };
  const run = (at: Lowering, each: Each): Atom => {
    const { ids } = at.program.ctx;
    const variable = newVariable(ids, "i", numberType);
    assign(at, variable, zero);
    let condition: Atom = constant(true);
    const block = inBlock(at, (inner) => {
      condition = test(inner, "lt", read(inner, variable), lengthOf(inner, base));
    });
    at.out.push({
      kind: "loop",
      label: newLabel(ids),
      condition: { block, test: condition },
      body: inBlock(at, (inner) => each(inner, item(inner, read(inner, variable)))),
      update: inBlock(at, (inner) => assign(inner, variable, compute(inner, "add", read(inner, variable), one))),
      testFirst: true,
      span: undefined,
    });
    return constant(undefined);
  };
  return { kind: "iteration", owner: l.activation, key: view, started: undefined, run };
}
