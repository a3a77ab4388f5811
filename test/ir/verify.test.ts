import { describe, expect, test } from "vitest";
import { constant, numberType, opaqueType } from "../../packages/transformer/src/ir/build.js";
import type { IRFunction, RecordType, Statement, Type, Value } from "../../packages/transformer/src/ir/types.js";
import { type Stage, verify, verifyProgram } from "../../packages/transformer/src/ir/verify.js";
import {
  branch,
  carry,
  compute,
  count,
  define,
  flag,
  floats,
  fn,
  load,
  numbers,
  programOf,
  result,
  store,
  unscheduledSquares,
  value,
} from "./build.js";

const accepts = (f: IRFunction, stage: Stage = "primal"): void => expect(() => verify(f, stage)).not.toThrow();
const rejects = (f: IRFunction, message: string, stage: Stage = "primal"): void =>
  expect(() => verify(f, stage)).toThrow(message);

const whileLoop = (
  carried: ReturnType<typeof carry>[],
  condition: Statement[],
  test: Value,
  body: Statement[],
  [trip, trips]: readonly [Value, Value],
): Statement => ({
  kind: "while",
  scope: 1 as never,
  trip,
  trips,
  carried,
  condition: { block: condition, test },
  body,
  span: undefined,
});

describe("definitions and visibility", () => {
  const [x, y, i, s, next, total] = numbers("x", "y", "i", "s", "next", "total");
  const c = flag("c");

  test("a use before the definition, and a second definition", () => {
    rejects(fn([x], [], [y]), "is not defined before");
    rejects(
      fn([x], [compute(y, "add", next, 1), compute(next, "neg", x)], [y]),
      "is not defined before: y.0 = add next.1, 1",
    );
    rejects(fn([x], [compute(y, "neg", x), compute(y, "neg", x)], [y]), "is defined twice");
    accepts(fn([x], [compute(next, "neg", x), compute(y, "add", next, 1)], [y]));
  });

  test("values of a loop end with it, except results", () => {
    const loop = count(1, i, x, [carry(s, 0, next, total)], [compute(next, "add", s, i)]);
    accepts(fn([x], [loop], [total]));
    for (const inner of [i, s, next]) rejects(fn([x], [loop], [inner]), "is not visible here");
    rejects(fn([x], [count(1, i, i, [], [])], [x]), "is not defined before");
    rejects(fn([x], [count(1, i, x, [carry(s, s, s, total)], [])], [x]), "is not defined before");
  });

  test("branches", () => {
    const then = [compute(y, "neg", x)];
    accepts(fn([x, c], [branch(1, c, then, [], [result(total, y, x)])], [total]));
    rejects(fn([x, c], [branch(1, c, then, [], [result(total, x, y)])], [total]), "is not visible here");
    rejects(fn([x, c], [branch(1, c, then, [])], [y]), "is not visible here");
  });

  test("values of a condition block end with it; carried parameters and the trip are for both blocks", () => {
    const [k, trips, p, half, less, last] = numbers("k", "trips", "p", "half", "less", "last");
    const condition = [compute(half, "div", p, 2), compute(c, "gt", half, k)];
    const loop = (body: Statement[]) => whileLoop([carry(p, x, less, last)], condition, c, body, [k, trips]);
    accepts(fn([x], [loop([compute(less, "sub", p, k)])], [last, trips]));
    rejects(fn([x], [loop([compute(less, "sub", half, 1)])], [last]), "is not visible here");
    rejects(fn([x], [loop([compute(less, "sub", p, 1)])], [k]), "is not visible here");
    rejects(fn([x], [loop([compute(less, "sub", p, trips)])], [last]), "is not defined before");
  });

  test("mirrored scopes, in the unscheduled stage alone", () => {
    accepts(unscheduledSquares(), "unscheduled");
    rejects(unscheduledSquares(), "u (value", "scheduled");
    const [u, j, w] = numbers("u", "j", "w");
    const two = (scope: number, outer = 9): IRFunction =>
      fn(
        [x, c],
        [
          branch(9, c, [count(7, i, x, [], [compute(u, "mul", i, i)])], []),
          branch(outer, c, [count(scope, j, x, [], [compute(w, "neg", u)], "descending")], []),
        ],
        [],
      );
    accepts(two(7), "unscheduled");
    rejects(two(8), "no enclosing scope mirrors", "unscheduled");
    rejects(two(7, 3), "no enclosing scope mirrors", "unscheduled");
  });

  test("a scope occurs once until it is mirrored", () => {
    const loops = fn([x], [count(7, i, x, [], []), count(7, s, x, [], [], "descending")], []);
    rejects(loops, "the scope id 7 is used twice");
    rejects(loops, "the scope id 7 is used twice", "joint");
    accepts(loops, "unscheduled");
    accepts(loops, "scheduled");
  });

  test("after a block that always leaves, results may be any constant", () => {
    const leave: Statement = { kind: "throw", text: "new Error()", args: [], span: undefined };
    accepts(fn([x, c], [branch(1, c, [leave], [], [result(total, constant(false) as never, x)])], [total]));
    rejects(fn([x, c], [branch(1, c, [], [], [result(total, constant(false) as never, x)])], [total]), "is a boolean");
    accepts(fn([c], [branch(1, c, [leave], [leave], [])], [y]));
  });
});

describe("stages", () => {
  const variable = { id: 1 as never, name: "v", type: numberType, span: undefined };
  const [x, dx, y, dy, z] = [
    value("x"),
    value("x_dot", numberType, true),
    value("y"),
    value("y_dot", numberType, true),
    value("z"),
  ] as const;
  const tangent = define(dy, { kind: "linear", terms: [{ coefficient: x, tangent: dx }] }, true);

  test("variables, loops and exits", () => {
    const assign = fn([x], [{ kind: "assign", variable, value: x, span: undefined }], []);
    accepts(assign, "source");
    accepts(assign, "structured");
    rejects(assign, "assign belongs to the source stage");
    const leave = fn([x], [{ kind: "exit", exit: "return", label: undefined, value: x, span: undefined }], []);
    accepts(leave, "source");
    rejects(leave, "exit belongs to the source stage", "structured");
    rejects(fn([], [define(y, { kind: "read", variable })], []), "read belongs to the source stage");
  });

  test("linear statements", () => {
    accepts(fn([x, dx], [tangent], [dy]), "joint");
    for (const stage of ["primal", "unscheduled", "scheduled"] as const) {
      rejects(fn([x, dx], [tangent], [dy]), "belongs to the joint stage", stage);
    }
    rejects(fn([x, dx], [{ ...tangent, linear: false }], [dy]), "its statement is not linear", "joint");
    rejects(fn([x, dx], [tangent, compute(z, "mul", dy, 2)], [z]), "a primal statement uses a tangent", "joint");
    const wrong = define(dy, { kind: "linear", terms: [{ coefficient: dx, tangent: x }] }, true);
    rejects(fn([x, dx], [wrong], [dy]), "x is not linear", "joint");
  });
});

describe("types", () => {
  const [x, y, i] = numbers("x", "y", "i");
  const [c, a] = [flag("c"), value("a", floats)] as const;
  const fields: { name: string; type: Type }[] = [];
  const node: RecordType = { kind: "record", name: "Node", fields };
  fields.push({ name: "w", type: numberType }, { name: "next", type: node });

  test("conditions and arguments", () => {
    rejects(fn([x], [branch(1, x, [], [])], []), "the condition is a number, not a boolean");
    rejects(fn([a], [compute(y, "add", a, 1)], []), "argument 0 of add is a array, not a number");
    rejects(fn([x], [compute(y, "lt", x, 1)], []), "it gives a boolean, not a number");
    rejects(fn([x], [compute(c, "and", x, true)], []), "argument 0 of and is a number, not a boolean");
    rejects(fn([x], [compute(y, "sin", x, x)], []), "sin of 2 arguments");
    rejects(fn([x], [compute(y, "select", true, x)], []), "select of 2 arguments");
    accepts(fn([x, a], [compute(c, "eq", a, a), compute(y, "hypot", x, x, x)], [y]));
  });

  test("memory", () => {
    rejects(fn([x], [load(y, x, 0)], []), "the base is a number, not a reference");
    rejects(fn([a, c], [load(y, a, c)], []), "the index is a boolean, not a number");
    rejects(fn([a], [load(c, a, 0)], []), "is loaded as boolean");
    rejects(fn([a], [store(a, 0, a)], []), "the value stored is a array, where a number belongs");
    const n = value("n", node);
    const field = (target: Value, name: string) =>
      define(target, { kind: "load", base: n, key: { kind: "field", name } });
    accepts(fn([n], [field(y, "w"), field(value("m", { ...node }), "next")], []));
    rejects(fn([n], [field(y, "v")], []), "the record has no field v");
    rejects(fn([n], [load(y, n, 0)], []), "an index addresses a record");
    rejects(
      fn([a], [define(y, { kind: "load", base: a, key: { kind: "field", name: "w" } })], []),
      "the field w addresses an array",
    );
    const pair: Type = { kind: "tuple", elements: [numberType, { kind: "string" }] };
    const p = value("p", pair);
    accepts(fn([p], [define(y, { kind: "load", base: p, key: { kind: "field", name: "0" } })], []));
    rejects(
      fn([p], [define(y, { kind: "load", base: p, key: { kind: "field", name: "2" } })], []),
      "the tuple has no field 2",
    );
    rejects(fn([x], [define(p, { kind: "makeArray", elements: [x] })], []), "1 elements make a tuple of 2");
  });

  test("cyclic record types are compared", () => {
    const other: { name: string; type: Type }[] = [];
    const copy: RecordType = { kind: "record", name: "Copy", fields: other };
    other.push({ name: "w", type: numberType }, { name: "next", type: copy });
    const [n, m, last] = [value("n", node), value("m", copy), value("last", node)] as const;
    accepts(fn([n, m, c], [branch(1, c, [], [], [result(last, n, m)])], [last]));
  });

  test("loops", () => {
    const loop = count(1, i, 3, [], []);
    rejects(fn([], [{ ...loop, step: 0 }], []), "the step 0 is not a nonzero integer");
    rejects(fn([], [{ ...loop, step: 0.5 }], []), "the step 0.5 is not a nonzero integer");
    rejects(fn([], [{ ...loop, step: -1 }], []), "the step -1 never ends lt");
    rejects(fn([], [{ ...loop, from: constant(0.5) }], []), "the start is not an integer");
    accepts(fn([], [{ ...loop, test: "ge", step: -2 }], []));
    const [s, total] = numbers("s", "total");
    rejects(
      fn([a], [count(1, i, 3, [carry(s, 0, a, total)], [])], []),
      "a next value is a array, where a number belongs",
    );
    rejects(fn([a], [count(1, i, 3, [carry(s, a, s, total)], [])], []), "an initial value is a array");
  });
});

describe("tapes", () => {
  const tape = value("tape", opaqueType);
  const [n, i, j, v] = numbers("n", "i", "j", "v");
  const alloc = define(tape, { kind: "tapeAlloc", element: numberType, capacity: n });
  const put = (position: Value | ReturnType<typeof constant>): Statement => ({
    kind: "tapeStore",
    tape,
    position,
    value: n,
  });

  test("are written once", () => {
    const c = flag("c");
    accepts(fn([n], [alloc, count(1, i, n, [], [put(i)])], []));
    accepts(fn([n], [count(1, i, n, [], [alloc, put(constant(0))])], []));
    accepts(fn([n, c], [alloc, branch(1, c, [put(n)], [put(n)])], []));
    rejects(fn([n], [alloc, put(n), put(n)], []), "the tape is written twice at one position");
    rejects(fn([n], [alloc, count(1, i, n, [], [put(n)])], []), "every iteration writes the tape at one position");
    rejects(fn([n], [alloc, count(1, i, n, [], [count(2, j, n, [], [put(i)])])], []), "every iteration writes");
  });

  test("are tapes", () => {
    rejects(fn([n], [define(v, { kind: "tapeLoad", tape: n, position: constant(0) })], []), "the tape is not a tape");
  });
});

test("calls fit the functions that they call", () => {
  const [x, y, r] = numbers("x", "y", "r");
  const g = fn([y], [], [y], "g");
  const call = (args: Value[]): Statement => ({
    kind: "call",
    results: [r],
    callee: g.ref,
    args,
    linear: false,
    span: undefined,
  });
  expect(() => verifyProgram(programOf(fn([x], [call([x])], [r]), g), "primal")).not.toThrow();
  expect(() => verifyProgram(programOf(fn([x], [call([x, x])], [r]), g), "primal")).toThrow(
    "2 arguments for 1 parameters",
  );
  expect(() => verifyProgram(programOf(fn([x], [call([x])], [r])), "primal")).toThrow(
    "the program has no such function",
  );
});

test("time is linear in the size of the function", () => {
  const [x] = numbers("x");
  const body: Statement[] = [];
  let last = x;
  for (let at = 0; at < 50_000; at++) {
    const next = value("t");
    body.push(compute(next, "add", last, 1));
    last = next;
  }
  const before = performance.now();
  accepts(fn([x], body, [last]));
  expect(performance.now() - before).toBeLessThan(2000);
});
