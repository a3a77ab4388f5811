import { constant, newLabel, newVariable, numberType, one, zero } from "../../ir/build.js";
import type { Atom, LabelId } from "../../ir/types.js";
import { inBlock, type Lowering } from "./state.js";
import { assign, compute, read, test } from "./values.js";

export interface Counting {
  /** The first index: 0 unless given. */
  readonly from?: Atom;
  /** From the last index to the first. */
  readonly descending?: boolean;
  readonly name?: string;
}

/** A loop over the indices from 0 to below `length`, which is read once. The label is that of `break`. */
export function countedLoop(
  l: Lowering,
  length: Atom,
  body: (inner: Lowering, index: Atom, label: LabelId) => void,
  options: Counting = {},
): void {
  const { ids } = l.program.ctx;
  const variable = newVariable(ids, options.name ?? "i", numberType);
  const label = newLabel(ids);
  const down = options.descending === true;
  assign(l, variable, down ? compute(l, "sub", length, one) : (options.from ?? zero));
  let condition: Atom = constant(true);
  const block = inBlock(l, (inner) => {
    const index = read(inner, variable);
    condition = down ? test(inner, "ge", index, options.from ?? zero) : test(inner, "lt", index, length);
  });
  l.out.push({
    kind: "loop",
    label,
    condition: { block, test: condition },
    body: inBlock(l, (inner) => body(inner, read(inner, variable), label)),
    update: inBlock(l, (inner) =>
      assign(inner, variable, compute(inner, down ? "sub" : "add", read(inner, variable), one)),
    ),
    testFirst: true,
    span: undefined,
  });
}

/** Leaves the loop with this label. */
export const leave = (l: Lowering, label: LabelId): void =>
  l.out.push({ kind: "exit", exit: "break", label, value: undefined, span: undefined });
