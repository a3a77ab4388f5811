import {
  atomType,
  constant,
  isConstant,
  numberType,
  primitive,
  zero,
} from "../../../packages/transformer/src/ir/build.js";
import type { Block, Carried, For, If, IRFunction, Statement } from "../../../packages/transformer/src/ir/types.js";
import { isCounter, isLinear } from "./own.js";
import { define, fresh, type Place } from "./places.js";
import { isFreeOrder } from "./proofs/freeOrder.js";

type Rewrite = readonly [kind: string, statements: Block];

/** Branches and loops of the reverse sweep; of those of f, only what was added to them. */
export function* otherControl({ statement, isReverse }: Place, whole: IRFunction): Generator<Rewrite> {
  if (statement.kind === "if") {
    if (isReverse) yield* otherBranches(statement);
    yield* otherResults(statement);
  }
  if (statement.kind === "for") {
    if (isReverse) yield* otherIterations(statement, whole);
    yield* otherCarried(statement, isReverse);
  }
  if (statement.kind === "while") yield* otherCarried(statement, isReverse);
}

function* otherBranches(statement: If): Generator<Rewrite> {
  const { results } = statement;
  const exchanged = results.map((one) => ({ ...one, then: one.else, else: one.then }));
  yield ["other branch", [{ ...statement, then: statement.else, else: statement.then, results: exchanged }]];
  for (const value of [true, false])
    yield [`branch always ${value ? "taken" : "passed by"}`, [{ ...statement, condition: constant(value) }]];
}

function* otherResults(statement: If): Generator<Rewrite> {
  const { results } = statement;
  for (const [k, one] of results.entries()) {
    if (!(isLinear(one.value) || isCounter(one.value))) continue;
    const other = results[k + 1];
    if (other !== undefined && other.value.type.kind === one.value.type.kind && isLinear(other.value))
      yield [
        "results",
        [
          {
            ...statement,
            results: results
              .with(k, { ...one, then: other.then, else: other.else })
              .with(k + 1, { ...other, then: one.then, else: one.else }),
          },
        ],
      ];
    if (one.value.type.kind !== "number") continue;
    for (const side of ["then", "else"] as const)
      if (!isConstant(one[side], 0))
        yield ["contribution", [{ ...statement, results: results.with(k, { ...one, [side]: zero }) }]];
  }
}

function* otherIterations(statement: For, whole: IRFunction): Generator<Rewrite> {
  const { order, from, to, step, test } = statement;
  // Sums may be taken in any order.
  if (!isFreeOrder(statement, whole))
    yield ["loop reversed", [{ ...statement, order: order === "ascending" ? "descending" : "ascending" }]];
  const later = fresh(numberType, 0);
  const earlier = fresh(numberType, 1);
  const by = constant(step);
  yield ["iteration", [define(later, primitive("add", from, by)), { ...statement, from: later }]];
  yield ["iteration", [define(earlier, primitive("sub", to, by)), { ...statement, to: earlier }]];
  const wider = test === "lt" ? "le" : test === "gt" ? "ge" : undefined;
  if (wider !== undefined) yield ["iteration", [{ ...statement, test: wider }]];
}

function* otherCarried(
  statement: Statement & { readonly kind: "for" | "while" },
  isReverse: boolean,
): Generator<Rewrite> {
  const { carried } = statement;
  const become = (k: number, one: Carried): Block => [{ ...statement, carried: carried.with(k, one) }];
  for (const [k, one] of carried.entries()) {
    if (!(isReverse || isLinear(one.result) || isCounter(one.result))) continue;
    if (one.next !== one.parameter) yield ["not carried", become(k, { ...one, next: one.parameter })];
    if (atomType(one.parameter).kind === "number" && !isConstant(one.initial, 0))
      yield ["not begun with", become(k, { ...one, initial: zero })];
    const other = carried[k + 1];
    if (
      other !== undefined &&
      other.result.type.kind === one.result.type.kind &&
      isLinear(other.result) === isLinear(one.result)
    )
      yield [
        "results",
        [
          {
            ...statement,
            carried: carried.with(k, { ...one, next: other.next }).with(k + 1, { ...other, next: one.next }),
          },
        ],
      ];
  }
}
