import type { Atom, IRFunction, Operation, Primitive, PrimitiveName, Value } from "../ir/types.js";
import { visit } from "../ir/walk.js";
import type { Activity } from "./activity.js";
import { collectFlows, type FlowOptions, type Holder, reachedFrom } from "./flows.js";
import { askedFor } from "./mayMiss.js";
import { analyzeNeeded } from "./needed.js";
import { analyzeProven } from "./proven.js";
import { analyzeStrays } from "./strays.js";

/**
 * Where a program asks whether a number is one, and leaves it out if it is not: `a[i - 1] * x || 0`, `Number.isNaN(v)`. What such a number is
 * made of may be missing, NaN or infinite then, and its partials are too: a cotangent of 0 must not meet them. The same holds for what is
 * not used wherever it is computed, if an element is in it that may lie beside its list: `const gain = (p[i + 1] - p[i]) / p[i]; if (gain > 0) …`.
 */
export interface Doubts {
  /** Whether a partial of the operation may be no number where its result is left out. */
  isDoubtful(result: Value, operation: Primitive): boolean;
}

export function analyzeDoubts(
  root: IRFunction,
  functions: readonly IRFunction[],
  activity: Activity,
  options: FlowOptions,
): Doubts {
  const tested = functions.flatMap((fn) => testedNumbers(fn, activity));
  const needed = new Set<Value>();
  const beside: Value[] = [];
  for (const fn of functions) {
    const results = fn.ref.id === root.ref.id ? fn.results : [];
    for (const value of analyzeNeeded(fn, results, { storesCount: false })) needed.add(value);
    const asked = askedFor(fn);
    beside.push(...[...analyzeStrays(fn)].filter((value) => !needed.has(value) && !asked.has(value)));
  }
  if (tested.length === 0 && beside.length === 0) return { isDoubtful: () => false };
  const flows = collectFlows(functions, options);
  const varies = (holder: Holder): boolean => !("kind" in holder) || activity.isVaried(holder);
  const before = reachedFrom(tested, flows.from, varies);
  const missing = reachedFrom(beside, flows.to);
  const proofs = functions.map((fn) => analyzeProven(fn, finite));
  const given = new Set(root.params);
  const isNumber = (atom: Atom): boolean =>
    (atom.kind === "value" && given.has(atom)) || proofs.some((isProven) => isProven(atom));
  return {
    isDoubtful: (result, { args }) =>
      (before.has(result) && !args.every(isNumber)) || (missing.has(result) && !needed.has(result)),
  };
}

/** What is asked whether it is NaN, finite or whole, or is there and not 0. */
function testedNumbers(fn: IRFunction, activity: Activity): readonly Value[] {
  const found: Value[] = [];
  const comparisons = new Map<Value, Atom>();
  visit(fn.body, (statement) => {
    if (statement.kind !== "let" || statement.operation.kind !== "primitive") return;
    const { name, args } = statement.operation;
    const [a, b] = args;
    if (a === undefined) return;
    if (orders.has(name) && b?.kind === "constant" && b.value === 0) comparisons.set(statement.value, a);
    const isTruth = name === "or" && b !== undefined && isOneNumber(comparisons, a, b);
    const number = tests.has(name) ? a : isTruth ? comparisons.get(a as Value) : undefined;
    if (number?.kind === "value" && activity.isVaried(number)) found.push(number);
  });
  return found;
}

/** `v > 0 || v < 0`. */
function isOneNumber(comparisons: ReadonlyMap<Value, Atom>, a: Atom, b: Atom): boolean {
  const compared = comparisons.get(a as Value);
  return compared !== undefined && compared === comparisons.get(b as Value);
}

const orders: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(["lt", "le", "gt", "ge"]);
const tests: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>(["isNaN", "isFinite", "isInteger"]);

/** A number for all arguments that are ones: what is loaded may be missing. */
const finite = {
  type: "number",
  holdsFor: ({ value }: { readonly value: unknown }): boolean => Number.isFinite(value),
  sourcesOf: (operation: Operation): readonly Atom[] | undefined => {
    if (operation.kind === "length") return [];
    if (operation.kind !== "primitive") return undefined;
    if (operation.name === "select") return operation.args.slice(1);
    return keepsFinite.has(operation.name) ? operation.args : undefined;
  },
  counters: true,
} as const;

const keepsFinite: ReadonlySet<PrimitiveName> = new Set<PrimitiveName>([
  "add",
  "sub",
  "mul",
  "neg",
  "abs",
  "max",
  "min",
  "identity",
  "floor",
  "ceil",
  "round",
  "trunc",
  "sign",
  "sin",
  "cos",
  "tanh",
  "atan",
]);
