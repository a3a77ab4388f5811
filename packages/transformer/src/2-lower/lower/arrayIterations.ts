import { constant, newLabel, newVariable, numberType, one, zero } from "../../ir/build.js";
import type { Atom } from "../../ir/types.js";
import type { Each, Iteration } from "./iteration.js";
import { makeArray } from "./literals.js";
import { inBlock, type Lowering } from "./state.js";
import { assign, compute, lengthOf, loadIndex, read, test } from "./values.js";

export type View = "values" | "entries" | "keys";

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
