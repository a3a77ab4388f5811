import { describe, expect, test } from "vitest";
import { constant, numberType, opaqueType, undefinedType } from "../../packages/transformer/src/ir/build.js";
import { evaluate } from "../../packages/transformer/src/ir/eval.js";
import { evaluatePrimitive } from "../../packages/transformer/src/ir/primitives.js";
import type {
  Block,
  LabelId,
  RecordType,
  Statement,
  Type,
  Variable,
  VariableId,
} from "../../packages/transformer/src/ir/types.js";
import {
  accumulate,
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

const run = (f: ReturnType<typeof fn>, ...args: readonly unknown[]): unknown[] => evaluate(programOf(f), args);

describe("primitives are JavaScript's", () => {
  test.each([
    ["rem", [-5, 3], -2],
    ["pow", [2, 10], 1024],
    ["neg", [0], -0],
    ["ushr", [-1, 28], 15],
    ["imul", [3, -4], -12],
    ["max", [0, -0], 0],
    ["min", [0, -0], -0],
    ["round", [-0.5], -0],
    ["hypot", [3, 4, 12], 13],
    ["select", [false, 1, 2], 2],
    ["eq", [Number.NaN, Number.NaN], false],
    ["ne", [Number.NaN, Number.NaN], true],
    ["toNumber", [true], 1],
    ["isInteger", [1.5], false],
    ["clz32", [1], 31],
    ["add", [undefined, 1], Number.NaN],
  ] as const)("%s %o", (name, args, expected) => {
    expect(evaluatePrimitive(name, args as readonly unknown[])).toBe(expected);
  });
});

describe("loops", () => {
  const sum = (order: "ascending" | "descending", test: "lt" | "gt", from: number, step: number) => {
    const [to, i, s, ten, next, total] = numbers("to", "i", "s", "ten", "next", "total");
    const loop = count(
      1,
      i,
      to,
      [carry(s, 0, next, total)],
      [compute(ten, "mul", s, 10), compute(next, "add", ten, i)],
      order,
    );
    return fn([to], [{ ...loop, from: constant(from), test, step }], [total]);
  };
  test("indices in either order, and none", () => {
    expect(run(sum("ascending", "lt", 1, 1), 4.5)).toEqual([1234]);
    expect(run(sum("descending", "lt", 1, 1), 4.5)).toEqual([4321]);
    expect(run(sum("ascending", "lt", 1, 3), 8)).toEqual([147]);
    expect(run(sum("ascending", "gt", 4, -1), 1)).toEqual([432]);
    expect(run(sum("descending", "gt", 4, -2), 0)).toEqual([24]);
    expect(run(sum("ascending", "lt", 1, 1), Number.NaN)).toEqual([0]);
  });

  test("while: trips, condition block, result of no trip", () => {
    const [x, k, trips, p, half, next, last] = numbers("x", "k", "trips", "p", "half", "next", "last");
    const c = flag("c");
    const loop: Statement = {
      kind: "while",
      scope: 3 as never,
      trip: k,
      trips,
      carried: [carry(p, x, next, last)],
      condition: { block: [compute(half, "div", p, 2), compute(c, "ge", half, 1)], test: c },
      body: [compute(next, "sub", p, k)],
      span: undefined,
    };
    const f = fn([x], [loop], [last, trips]);
    expect(run(f, 10)).toEqual([0, 5]);
    expect(run(f, 1)).toEqual([1, 0]);
  });

  test("the budget ends an endless loop", () => {
    const [i] = [value("i")];
    const endless = fn([], [count(1, i, Number.POSITIVE_INFINITY, [], [])], []);
    expect(() => evaluate(programOf(endless), [], { maximumSteps: 1000 })).toThrow("more than 1000 steps");
  });
});

describe("the source stage", () => {
  const variable = (name: string): Variable => ({ id: 0 as VariableId, name, type: numberType, span: undefined });
  const exit = (
    kind: "break" | "continue" | "return",
    label?: LabelId,
    content?: ReturnType<typeof value>,
  ): Statement => ({
    kind: "exit",
    exit: kind,
    label,
    value: content,
    span: undefined,
  });
  const [outer, inner] = [1 as LabelId, 2 as LabelId];

  /** for (i = 0; i < 10; i++) { if (i === 2) continue; if (i === 6) break; s = s * 10 + i } */
  const exits = (testFirst: boolean, limit: number, last: Block) => {
    const [i, s] = [variable("i"), variable("s")];
    const [i0, i1, i2, s1, ten, sum, step, end] = numbers("i0", "i1", "i2", "s1", "ten", "sum", "step", "end");
    const [go, two, six] = [flag("go"), flag("two"), flag("six")] as const;
    const assign = (target: Variable, content: typeof go | ReturnType<typeof constant>): Statement => ({
      kind: "assign",
      variable: target,
      value: content,
      span: undefined,
    });
    return fn(
      [],
      [
        assign(i, constant(0)),
        assign(s, constant(0)),
        {
          kind: "loop",
          label: outer,
          condition: { block: [define(i0, { kind: "read", variable: i }), compute(go, "lt", i0, limit)], test: go },
          body: [
            define(i1, { kind: "read", variable: i }),
            compute(two, "eq", i1, 2),
            branch(1, two, [exit("continue", outer)], []),
            compute(six, "eq", i1, 6),
            branch(2, six, [{ kind: "labelled", label: inner, body: [exit("break", inner)] }, ...last], []),
            define(s1, { kind: "read", variable: s }),
            compute(ten, "mul", s1, 10),
            compute(sum, "add", ten, i1),
            assign(s, sum),
          ],
          update: [define(i2, { kind: "read", variable: i }), compute(step, "add", i2, 1), assign(i, step)],
          testFirst,
          span: undefined,
        },
        define(end, { kind: "read", variable: s }),
        exit("return", undefined, end),
      ],
      [],
    );
  };

  test("break, continue, labelled blocks and return", () => {
    expect(run(exits(true, 10, [exit("break", outer)]))).toEqual([1345]);
    expect(run(exits(true, 10, [exit("return", undefined, constant(-1) as never)]))).toEqual([-1]);
    expect(run(exits(true, 5, []))).toEqual([134]);
    expect(run(exits(true, 0, []))).toEqual([0]);
  });

  test("the body of do-while runs once at least", () => {
    const f = exits(false, 0, []);
    expect(run(f)).toEqual([0]);
    expect(run(exits(false, 3, []))).toEqual([1]);
  });

  test("a variable read before it is assigned", () => {
    const t = value("t");
    const f = fn([], [define(t, { kind: "read", variable: variable("late") })], [t]);
    expect(() => run(f)).toThrow("variable late is read before it is assigned");
  });
});

describe("memory", () => {
  test("typed arrays round, clamp and grow nowhere; arrays do", () => {
    const single: Type = { kind: "array", storage: "Float32Array", element: numberType };
    const list: Type = { kind: "array", storage: "Array", element: numberType };
    const [a, b, c, x] = [value("a", single), value("b", list), value("c", list), value("x")] as const;
    const f = fn(
      [x],
      [
        define(a, { kind: "newArray", length: constant(2), fill: undefined }),
        store(a, 0, x),
        store(a, 5, x),
        define(b, { kind: "makeArray", elements: [x, x] }),
        store(b, 2, 7),
        accumulate(b, 0, 1),
        { kind: "fill", base: b, value: constant(9), start: constant(-1), end: undefined, linear: false },
        define(c, { kind: "slice", base: b, start: constant(1), end: undefined }),
        { kind: "resize", base: b, length: constant(1), atLeast: true },
        { kind: "resize", base: c, length: constant(4), atLeast: true },
      ],
      [a, b, c],
    );
    expect(run(f, 0.1)).toEqual([Float32Array.of(Math.fround(0.1), 0), [1.1, 0.1, 9], [0.1, 9, undefined, undefined]]);
  });

  test("zerosLike keeps shared parts shared", () => {
    const fields: { name: string; type: Type }[] = [];
    const node: RecordType = { kind: "record", name: "Node", fields };
    fields.push({ name: "w", type: numberType }, { name: "next", type: node });
    const [x, zeros] = [value("x", node), value("x_bar", node)] as const;
    const f = fn([x], [define(zeros, { kind: "zerosLike", of: x })], [zeros]);
    const cyclic: Record<string, unknown> = { w: 3, label: "a", data: Float64Array.of(1, 2) };
    cyclic.next = cyclic;
    const [shadow] = run(f, cyclic) as [Record<string, unknown>];
    expect(Object.keys(shadow)).toEqual(["w", "data", "next"]);
    expect(shadow.next).toBe(shadow);
    expect(shadow.data).toEqual(new Float64Array(2));
  });

  test("a tape is written once, before it is read, within its capacity", () => {
    const tape = value("tape", opaqueType);
    const put = (position: number): Statement => ({
      kind: "tapeStore",
      tape,
      position: constant(position),
      value: constant(1),
    });
    const t = value("t");
    const get = define(t, { kind: "tapeLoad", tape, position: constant(0) });
    const alloc = define(tape, { kind: "tapeAlloc", element: numberType, capacity: constant(2) });
    expect(run(fn([], [alloc, put(0), get], [t]))).toEqual([1]);
    expect(() => run(fn([], [alloc, put(0), put(0)], []))).toThrow("written twice");
    expect(() => run(fn([], [alloc, put(1), get], [t]))).toThrow("read before it is written");
    expect(() => run(fn([], [alloc, put(2)], []))).toThrow("beyond the capacity");
  });
});

test("opaque code, globals, exceptions and calls", () => {
  const [x, y, scale, z, c] = [value("x"), value("y"), value("scale"), value("z"), flag("c")] as const;
  const g = fn([x], [define(y, { kind: "opaque", text: "Math.max($0, 2) + 1", args: [x] })], [y], "g");
  const [a, r] = [value("a"), value("r")] as const;
  const f = fn(
    [a],
    [
      { kind: "call", results: [r], callee: g.ref, args: [a], linear: false, span: undefined },
      define(scale, { kind: "global", name: "scale", file: "/a.ts" }),
      compute(z, "mul", r, scale),
      compute(c, "gt", z, 100),
      branch(1, c, [{ kind: "throw", text: "new RangeError('too large: ' + $0)", args: [z], span: undefined }], []),
    ],
    [z],
  );
  const globals = () => 10;
  expect(evaluate(programOf(f, g), [5], { globals })).toEqual([60]);
  expect(() => evaluate(programOf(f, g), [50], { globals })).toThrow(new RangeError("too large: 510"));
});

test("opaque code may use the runtime's internals", () => {
  const [x, y] = numbers("x", "y");
  const f = fn([x], [define(y, { kind: "opaque", text: "twice($0)", args: [x], imports: ["twice"] })], [y]);
  const internals = (name: string) => (name === "twice" ? (v: number) => 2 * v : undefined);
  expect(evaluate(programOf(f), [4], { internals })).toEqual([8]);
  expect(() => run(f, 4)).toThrow("twice is used, but no internals are given");
});

test("a joint function runs as its jvp", () => {
  const [x, dx, y, dy, c] = [
    value("x"),
    value("x_dot", numberType, true),
    value("y"),
    value("y_dot", numberType, true),
    value("c"),
  ] as const;
  const f = fn(
    [x, dx],
    [
      compute(y, "mul", x, x),
      compute(c, "mul", 2, x),
      define(
        dy,
        {
          kind: "linear",
          terms: [
            { coefficient: c, tangent: dx },
            { coefficient: constant(1), tangent: dx },
          ],
        },
        true,
      ),
    ],
    [y, dy],
  );
  expect(run(f, 3, 10)).toEqual([9, 70]);
});

describe("the unscheduled stage finds the mirrored iteration", () => {
  test("one loop", () => {
    const xBar = new Float64Array(3);
    expect(run(unscheduledSquares(), Float64Array.of(1, 2, 3), xBar)).toEqual([14]);
    expect(xBar).toEqual(Float64Array.of(2, 4, 6));
  });

  test("nested loops, a while and branches", () => {
    // forward: for i < 3: while p > 0 (p from i): if p odd: v = 100 i + 10 k; reverse: records v by (i, k) in the reverse order.
    const [out, at, i, k, trips, p, next, last, rest, odd, go, hundred, ten, v] = [
      value("out", { kind: "array", storage: "Array", element: numberType }),
      value("at"),
      value("i"),
      value("k"),
      value("trips"),
      value("p"),
      value("next"),
      value("last"),
      value("rest"),
      flag("odd"),
      flag("go"),
      value("hundred"),
      value("ten"),
      value("v"),
    ] as const;
    const forward = count(
      1,
      i,
      4,
      [],
      [
        {
          kind: "while",
          scope: 2 as never,
          trip: k,
          trips,
          carried: [carry(p, i, next, last)],
          condition: { block: [compute(go, "gt", p, 0)], test: go },
          body: [
            compute(rest, "rem", p, 2),
            compute(odd, "eq", rest, 1),
            branch(
              3,
              odd,
              [compute(hundred, "mul", i, 100), compute(ten, "mul", k, 10), compute(v, "add", hundred, ten)],
              [],
            ),
            compute(next, "sub", p, 1),
          ],
          span: undefined,
        },
      ],
    );
    const [i2, k2] = [value("i2"), value("k2")] as const;
    const reverse = count(
      1,
      i2,
      4,
      [],
      [
        count(
          2,
          k2,
          trips,
          [],
          [branch(3, odd, [define(at, { kind: "length", base: out }), store(out, at, v)], [])],
          "descending",
        ),
      ],
      "descending",
    );
    const record: number[] = [];
    run(fn([out], [forward, reverse], []), record);
    expect(record).toEqual([320, 300, 210, 100]);
  });

  test("a value of no run is an error", () => {
    const [i, u, j, w, c] = [value("i"), value("u"), value("j"), value("w"), flag("c")] as const;
    const f = fn(
      [c],
      [branch(2, c, [compute(u, "add", 1, 1)], []), count(1, i, 1, [], []), count(1, j, 1, [], [compute(w, "neg", u)])],
      [],
    );
    expect(() => run(f, true)).toThrow("u (value");
  });
});

test("an If hands on the result of the branch taken, a missing argument is undefined", () => {
  const [c, a, r, missing] = [flag("c"), value("a"), value("r"), value("missing", undefinedType)] as const;
  const f = fn([c, missing], [branch(1, c, [compute(a, "add", 1, 1)], [], [result(r, a, 5)])], [r, missing]);
  expect(run(f, true)).toEqual([2, undefined]);
  expect(run(f, false)).toEqual([5, undefined]);
});

test("rows of an array of arrays are one object with the array's", () => {
  const [m, row, t] = [
    value("m", { kind: "array", storage: "Array", element: floats }),
    value("row", floats),
    value("t"),
  ] as const;
  const f = fn([m], [load(row, m, 1), store(row, 0, 8), load(t, row, 0)], [t]);
  const matrix = [Float64Array.of(1), Float64Array.of(2)];
  expect(run(f, matrix)).toEqual([8]);
  expect(matrix[1]).toEqual(Float64Array.of(8));
});
