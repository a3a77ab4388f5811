import type { ts } from "../../frontend/ts.js";
import { booleanType, isReference, numberType, one, zero } from "../../ir/build.js";
import type { Atom, Type } from "../../ir/types.js";
import { cotangentType } from "./cotangentType.js";
import { recordOf } from "./derived.js";
import { flatten, setNumbers } from "./flatten.js";
import { zerosOf } from "./hessians.js";
import { countedLoop } from "./iterate.js";
import { countLeaves } from "./leaves.js";
import { isRefused, type Lowering, standIn } from "./state.js";
import {
  arrayOf,
  branch,
  compute,
  fillIndex,
  lengthOf,
  loadField,
  loadIndex,
  newArray,
  test,
  typeOf,
} from "./values.js";
import { withoutDerivative } from "./withoutDerivative.js";

// Sparse matrices of derivatives: what depends on what is found by running f once over sets of numbers. Columns, or rows, that have no
// entry in common are summed, and one sweep is run for each such sum.

export interface Sparse {
  readonly input: Atom;
  /** The derivative along a direction; or, over sets, what each number of it depends on. */
  readonly along: (l: Lowering, direction: Atom, sets?: true) => Atom;
  /** Sums of rows, if there is a way to them: what a cotangent of the result is pulled back to. */
  readonly back?: { readonly result: Atom; readonly pull: (l: Lowering, cotangent: Atom) => Atom };
  /** The expression of the runtime that plans sweeps; `$0` are the sets, `$1` says of which detection, `$2` is the number of columns. */
  readonly plan: { readonly text: string; readonly imports: readonly string[] };
  readonly node: ts.Node;
}

const numbers: Type = { kind: "array", storage: "Array", element: numberType };
const planFields: Readonly<Record<string, Type>> = {
  rowPointers: numbers,
  columnIndices: numbers,
  sweeps: numberType,
  byRows: booleanType,
  colours: numbers,
  starts: numbers,
  sources: numbers,
  entries: numbers,
};

/** The matrix in compressed sparse rows. */
export function lowerSparse(l: Lowering, sparse: Sparse): Atom {
  const { input, along, back, plan: planning, node } = sparse;
  const type = cotangentType(typeOf(input));
  if (type === undefined) return withoutDerivative(l, "the argument", input, node);
  // Numbers that are in two places are two columns, and change together.
  if (isReference(typeOf(input)) && !(type.kind === "array" && type.element.kind === "number"))
    l.out.define(
      { kind: "undefined" },
      {
        kind: "opaque",
        text: 'refuseShared($0, "the argument of a sparse derivative")',
        args: [input],
        imports: ["refuseShared"],
      },
    );
  const columns = countLeaves(l, input, node);
  const started = host(l, "startSets($0)", [columns], numberType, ["startSets"]);
  const seeds = structure(l, input, type, node, (inner, index) => compute(inner, "add", index, one));
  const dependencies = along(l, seeds, true);
  if (isRefused(l, dependencies)) return standIn(l);
  const sets = flatten(l, dependencies, node);
  const plan = host(l, planning.text, [sets, started, columns], recordOf(planFields), planning.imports);
  const part = (name: string): Atom => loadField(l, plan, name, planFields[name] ?? numberType);
  const entries = part("entries");
  const values = newArray(l, arrayOf(numberType), lengthOf(l, entries));
  const [colours, starts, sources] = [part("colours"), part("starts"), part("sources")];
  countedLoop(l, part("sweeps"), (inner, sweep) => {
    const chosen = (at: Lowering, index: Atom): Atom =>
      branch(
        at,
        test(at, "eq", loadIndex(at, colours, index), sweep),
        node,
        () => one,
        () => zero,
      );
    const ahead = (at: Lowering): Atom => flatten(at, along(at, structure(at, input, type, node, chosen)), node);
    const swept =
      back === undefined
        ? ahead(inner)
        : branch(
            inner,
            loadField(inner, plan, "byRows", booleanType),
            node,
            (at) => {
              const outType = cotangentType(typeOf(back.result)) ?? numberType;
              return flatten(at, back.pull(at, structure(at, back.result, outType, node, chosen)), node);
            },
            ahead,
          );
    const start = loadIndex(inner, starts, sweep);
    const count = compute(inner, "sub", loadIndex(inner, starts, compute(inner, "add", sweep, one)), start);
    countedLoop(inner, count, (deep, k) => {
      const at = compute(deep, "add", start, k);
      fillIndex(deep, values, loadIndex(deep, entries, at), loadIndex(deep, swept, loadIndex(deep, sources, at)));
    });
  });
  const rowPointers = part("rowPointers");
  const fields = [
    { name: "rows", value: compute(l, "sub", lengthOf(l, rowPointers), one) },
    { name: "columns", value: columns },
    { name: "rowPointers", value: rowPointers },
    { name: "columnIndices", value: part("columnIndices") },
    { name: "values", value: values as Atom },
  ];
  const made = recordOf(Object.fromEntries(fields.map(({ name, value }) => [name, typeOf(value)])));
  return l.out.define(made, { kind: "makeRecord", fields });
}

/** A structure of the shape of a cotangent, each number by its index. */
function structure(
  l: Lowering,
  like: Atom,
  type: Type,
  node: ts.Node,
  number: (inner: Lowering, index: Atom) => Atom,
): Atom {
  if (type.kind === "number") return number(l, zero);
  const made = zerosOf(l, like, type);
  setNumbers(l, made, node, number);
  return made;
}

const host = (l: Lowering, text: string, args: readonly Atom[], type: Type, imports: readonly string[]): Atom =>
  l.out.define(type, { kind: "opaque", text, args, imports });
