import { expect, test } from "vitest";
import { makeLate } from "../../packages/transformer/src/5-schedule/makeLate.js";
import { simplify } from "../../packages/transformer/src/5-schedule/simplify.js";
import { sink } from "../../packages/transformer/src/5-schedule/sink.js";
import { allOptimizations, type Context } from "../../packages/transformer/src/context.js";
import { Reporter } from "../../packages/transformer/src/diagnostics/report.js";
import {
  BlockBuilder,
  booleanType,
  constant,
  createIds,
  fieldKey,
  newFunctionRef,
  newScope,
  newValue,
  numberType,
  one,
  zero,
} from "../../packages/transformer/src/ir/build.js";
import { evaluate } from "../../packages/transformer/src/ir/eval.js";
import type { Atom, IRFunction, PrimitiveName, RecordType, Value } from "../../packages/transformer/src/ir/types.js";
import { verify } from "../../packages/transformer/src/ir/verify.js";
import { visit } from "../../packages/transformer/src/ir/walk.js";
import { createRandom } from "./randomFunctions.js";

const context = (ids: Context["ids"]): Context => ({
  ids,
  frontend: undefined as unknown as Context["frontend"],
  reporter: new Reporter(),
  optimizations: allOptimizations,
});
const run = (fn: IRFunction, args: readonly unknown[]): readonly unknown[] =>
  evaluate({ root: fn, functions: new Map() }, structuredClone(args) as unknown[]);

const fields = ["x", "y", "z"];
const type: RecordType = {
  kind: "record",
  name: undefined,
  fields: fields.map((name) => ({ name, type: numberType })),
};

/** Cotangents that branches choose, multiplied, added, and accumulated in a shadow that is returned. */
function randomCotangents(seed: number) {
  const next = createRandom(seed);
  const int = (below: number): number => Math.floor(next() * below);
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T;
  const ids = createIds();
  const params = ["a", "b", "c"].map((name) => newValue(ids, numberType, { name }));
  const out = new BlockBuilder(ids);
  const primal: Atom[] = [...params, constant(2)];
  const bars: Atom[] = [one];
  const conditions: Value[] = [];
  const shadow = out.define(type, { kind: "zerosLike", of: newValue(ids, type) }, { name: "p_bar", linear: true });
  const linear = (name: PrimitiveName, ...args: readonly Atom[]): Value =>
    out.primitive(name, args, numberType, { linear: true });
  for (let i = 0; i < 25; i++) {
    const kind = int(8);
    if (kind === 0 || conditions.length === 0) {
      const isGuard = int(2) === 0;
      conditions.push(
        isGuard
          ? out.primitive("ne", [pick(bars), zero], booleanType)
          : out.primitive("lt", [pick(primal), pick(primal)], booleanType),
      );
    } else if (kind === 1) {
      const arm = (): Atom => (int(2) === 0 ? zero : pick(bars));
      bars.push(linear("select", pick(conditions), arm(), arm()));
    } else if (kind <= 3) {
      const inner = new BlockBuilder(ids);
      const then = inner.primitive("mul", [pick(bars), pick(primal)], numberType, { linear: true });
      const result = newValue(ids, numberType, { linear: true });
      if (int(3) === 0) {
        inner.push({ kind: "accumulate", base: shadow, key: fieldKey(pick(fields)), value: then, linear: false });
      }
      out.push({
        ...{ kind: "if", scope: newScope(ids), condition: pick(conditions), then: inner.block, else: [] },
        ...{ results: [{ value: result, then, else: int(3) === 0 ? pick(bars) : zero }], span: undefined },
      });
      bars.push(result);
    } else if (kind === 4) {
      out.push({ kind: "accumulate", base: shadow, key: fieldKey(pick(fields)), value: pick(bars), linear: false });
    } else if (kind === 5) primal.push(out.primitive(pick(["sin", "neg"] as const), [pick(primal)]));
    else if (kind === 6) bars.push(linear("mul", pick(bars), pick(primal)));
    else bars.push(linear(pick(["add", "sub"] as const), pick(bars), pick(bars)));
  }
  const fn: IRFunction = {
    ...{ ref: newFunctionRef(ids, "f"), params, body: out.block, results: [pick(bars), bars.at(-1) ?? zero, shadow] },
    span: undefined,
  };
  // What the zeros are like does not matter: a record of them takes their place.
  const body = fn.body.map((statement) =>
    statement.kind === "let" && statement.operation.kind === "zerosLike"
      ? {
          ...statement,
          operation: { kind: "makeRecord" as const, fields: fields.map((name) => ({ name, value: zero })) },
        }
      : statement,
  );
  return { fn: { ...fn, body }, ids };
}

const numbers = (results: readonly unknown[]): readonly number[] =>
  results.flatMap((result) => (typeof result === "number" ? [result] : Object.values(result as object)));

test("cotangents keep their values where they are computed in branches, and shadows where they are made late", () => {
  let moved = 0;
  for (let seed = 1; seed < 600; seed++) {
    const { fn, ids } = randomCotangents(seed);
    verify(fn, "scheduled");
    const late = simplify(makeLate(fn, context(ids)), context(ids));
    verify(late, "scheduled");
    const sunk = sink(late, context(ids));
    verify(sunk, "scheduled");
    const simple = simplify(sunk, context(ids));
    verify(simple, "scheduled");
    visit(simple.body, (statement) => {
      if (statement.kind === "if" && statement.results.length > 1) moved++;
    });
    for (const args of [
      [1.25, -0.75, 3.5],
      [-0.5, 0.25, 0],
    ]) {
      const expected = numbers(run(fn, args));
      numbers(run(simple, args)).forEach((value, i) => {
        const scale = 1 + Math.abs(expected[i] ?? 0);
        expect(Math.abs(value - (expected[i] ?? 0)) / scale, `seed ${seed}`).toBeLessThan(1e-9);
      });
    }
  }
  expect(moved).toBeGreaterThan(40);
});

test("products with a common factor are one product", () => {
  const ids = createIds();
  const [a, b, c] = ["a", "b", "c"].map((name) => newValue(ids, numberType, { name })) as [Value, Value, Value];
  const x = newValue(ids, numberType, { name: "x_bar", linear: true });
  const out = new BlockBuilder(ids);
  const linear = (name: PrimitiveName, ...args: readonly Atom[]): Value =>
    out.primitive(name, args, numberType, { linear: true });
  const sum = linear("add", linear("add", linear("mul", a, x), linear("mul", x, b)), linear("mul", x, c));
  const fn = { ref: newFunctionRef(ids, "f"), params: [a, b, c, x], body: out.block, results: [sum], span: undefined };
  const simple = simplify(fn, context(ids));
  const products = simple.body.filter(
    (one) => one.kind === "let" && one.operation.kind === "primitive" && one.operation.name === "mul",
  );
  expect(products).toHaveLength(1);
  expect(run(simple, [1, 2, 3, 4])).toEqual([24]);
});
