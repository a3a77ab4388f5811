import { expect, test } from "vitest";
import { constant, numberType, opaqueType } from "../../packages/transformer/src/ir/build.js";
import {
  printFunction,
  printFunctions,
  printProgram,
  printStatement,
} from "../../packages/transformer/src/ir/print.js";
import type { RecordType, Type, Variable, VariableId } from "../../packages/transformer/src/ir/types.js";
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
  programOf,
  result,
  store,
  unscheduledSquares,
  value,
} from "./build.js";

test("values, scopes and functions are numbered by first appearance", () => {
  const text = `function f(x.0: Float64Array, ~x_bar.1: Float64Array)
  n.2 = length x.0
  total.3 = for #0 i.4 from 0 lt n.2 step 1 carried s.5 = 0
    u.6 = load x.0[i.4]
    square.7 = mul u.6, u.6
    next.8 = add s.5, square.7
    next next.8
  // reverse sweep
  for #0 j.9 from 0 lt n.2 step 1 descending
    ~twice.10 = mul 2, u.6
    accumulate x_bar.1[j.9] += twice.10
  return total.3
`;
  expect(printFunction(unscheduledSquares())).toBe(text);
  expect(printFunction(unscheduledSquares())).toBe(text);
});

test("linear statements, branches and constants", () => {
  const [x, dx, dy, c, y, r, dr] = [
    value("x"),
    value("x_dot", numberType, true),
    value("y_dot", numberType, true),
    flag("c"),
    value("y"),
    value("r"),
    value("r_dot", numberType, true),
  ] as const;
  const f = fn(
    [x, dx],
    [
      compute(c, "gt", x, -0),
      branch(
        3,
        c,
        [
          compute(y, "mul", x, constant(Math.PI, "Math.PI")),
          define(dy, { kind: "linear", terms: [{ coefficient: constant(Math.PI, "Math.PI"), tangent: dx }] }, true),
        ],
        [],
        [result(r, y, 1), result(dr, dy, 0)],
      ),
    ],
    [r, dr],
  );
  expect(printFunction(f)).toBe(`function f(x.0: number, ~x_dot.1: number)
  c.2 = gt x.0, -0
  r.3, ~r_dot.4 = if #0 c.2
    y.5 = mul x.0, Math.PI
    lin y_dot.6 = Math.PI * x_dot.1
    yield y.5, y_dot.6
  else
    yield 1, 0
  return r.3, r_dot.4
`);
});

test("while, memory and tapes", () => {
  const [n, k, trips, p, next, last, c, tape, read] = [
    value("n"),
    value("k"),
    value("trips"),
    value("p"),
    value("next"),
    value("last"),
    flag("c"),
    value("tape", opaqueType),
    value("read"),
  ] as const;
  const [a, b, zeros] = [
    value("a", floats),
    value("b", { kind: "array", storage: "Array", element: floats }),
    value("z", floats),
  ] as const;
  const f = fn(
    [n],
    [
      define(a, { kind: "newArray", length: n, fill: undefined }),
      define(b, { kind: "makeArray", elements: [a] }),
      define(zeros, { kind: "zerosLike", of: a }),
      define(tape, { kind: "tapeAlloc", element: numberType, capacity: n }),
      {
        kind: "while",
        scope: 4 as never,
        trip: k,
        trips,
        carried: [carry(p, 0, next, last)],
        condition: { block: [compute(c, "lt", p, n)], test: c },
        body: [{ kind: "tapeStore", tape, position: k, value: p }, compute(next, "add", p, 1)],
        span: undefined,
      },
      define(read, { kind: "tapeLoad", tape, position: constant(0) }),
      { kind: "fill", base: a, value: read, start: undefined, end: last, linear: false },
      { kind: "resize", base: a, length: n, atLeast: true },
      { kind: "throw", text: "new Error($0)", args: [constant("no")], span: undefined },
    ],
    [a],
  );
  expect(printFunction(f)).toBe(`function f(n.0: number)
  a.1: Float64Array = newArray n.0
  b.2: Float64Array[] = makeArray [a.1]
  z.3: Float64Array = zerosLike a.1
  tape.4: opaque = tapeAlloc number capacity n.0
  trips.5, last.6 = while #0 k.7 carried p.8 = 0
    c.9 = lt p.8, n.0
    test c.9
  do
    tapeStore tape.4[k.7] = p.8
    next.10 = add p.8, 1
    next next.10
  read.11 = tapeLoad tape.4[0]
  fill a.1[ … last.6] = read.11
  resize a.1 to at least n.0
  throw "new Error($0)"("no")
  return a.1
`);
});

test("the source stage", () => {
  const variable: Variable = { id: 8 as VariableId, name: "s", type: numberType, span: undefined };
  const [t, c, u] = [value("t"), flag("c"), value("u")] as const;
  const label = 12 as never;
  const f = fn(
    [],
    [
      { kind: "assign", variable, value: constant(0), span: undefined },
      {
        kind: "loop",
        label,
        condition: { block: [define(t, { kind: "read", variable }), compute(c, "lt", t, 3)], test: c },
        body: [branch(1, c, [{ kind: "exit", exit: "break", label, value: undefined, span: undefined }], [])],
        update: [compute(u, "add", 1, 2)],
        testFirst: true,
        span: undefined,
      },
      { kind: "exit", exit: "return", label: undefined, value: constant(1), span: undefined },
    ],
    [],
  );
  expect(printFunction(f)).toBe(`function f()
  assign s%0 = 0
  loop L0
    t.0 = read s%0
    c.1 = lt t.0, 3
    test c.1
  do
    if #0 c.1
      break L0
  update
    u.2 = add 1, 2
  return 1
`);
});

test("types: cyclic records end, and are brief away from parameters", () => {
  const fields: { name: string; type: Type }[] = [];
  const tree: RecordType = { kind: "record", name: "Tree", fields };
  fields.push(
    { name: "weight", type: numberType },
    { name: "children", type: { kind: "array", storage: "Array", element: tree } },
  );
  const [root, first, children] = [
    value("root", tree),
    value("first", tree),
    value("children", fields[1]!.type),
  ] as const;
  const f = fn(
    [root],
    [
      define(children, { kind: "load", base: root, key: { kind: "field", name: "children" } }),
      load(first, children, 0),
    ],
    [first],
  );
  expect(printFunction(f)).toBe(`function f(root.0: Tree{weight: number, children: Tree[]})
  children.1: Tree[] = load root.0.children
  first.2: Tree = load children.1[0]
  return first.2
`);
});

test("functions of one name are told apart", () => {
  const [x, y, z] = [value("x"), value("y"), value("z")] as const;
  const g = fn([x], [], [x], "g");
  const h = fn([y], [], [y], "g");
  const f = fn([z], [], [z]);
  const call = (callee: typeof g, defined = value("r")) =>
    ({ kind: "call", results: [defined], callee: callee.ref, args: [z], linear: false, span: undefined }) as const;
  const root = { ...f, body: [call(h), call(g)] };
  expect(printProgram(programOf(root, g, h))).toBe(`function f(z.0: number)
  r.1 = call g(z.0)
  r.2 = call g@2(z.0)
  return z.0

function g@2(x.0: number)
  return x.0

function g(y.0: number)
  return y.0
`);
});

test("halves of one function name their values alike", () => {
  const [x, y, z] = [value("x"), value("y"), value("z")] as const;
  const forward = fn([x], [compute(y, "neg", x)], [y]);
  const reverse = { ...forward, body: [compute(z, "sin", y)], results: [] };
  expect(printFunctions([forward, reverse])).toBe(`function f(x.0: number)
  y.1 = neg x.0
  return y.1

function f(x.0: number)
  z.2 = sin y.1
`);
});

test("one statement, for messages", () => {
  expect(printStatement(store(value("a", floats), 2, 1))).toBe("store a.0[2] = 1");
  expect(printStatement(count(1, value("i"), 3, [], []))).toBe("for #0 i.0 from 0 lt 3 step 1");
});
