import { expect, test } from "vitest";
import { emit } from "../../packages/transformer/src/6-emit/emit.js";
import {
  constant,
  createIds,
  fieldKey,
  indexKey,
  letValue,
  newFunctionRef,
  newScope,
  newValue,
  numberType,
  one,
  primitive,
  zero,
} from "../../packages/transformer/src/ir/build.js";
import type {
  Atom,
  Block,
  FieldType,
  IRFunction,
  RecordType,
  Statement,
  Type,
  Value,
} from "../../packages/transformer/src/ir/types.js";
import { typecheckStrictly } from "../support/strict.js";

const listType: Type = { kind: "array", storage: "Array", element: numberType };
const typed: Type = { kind: "array", storage: "Float64Array", element: numberType };
const truths: Type = { kind: "array", storage: "Array", element: { kind: "boolean" } };
const rowsType: Type = { kind: "array", storage: "Array", element: listType };
const ids = createIds();
const value = (name: string | undefined, type: Type = numberType, linear = false): Value =>
  newValue(ids, type, { name, linear });
const fn = (name: string, params: readonly Value[], body: Block, results: readonly Atom[]): IRFunction => ({
  ...{ ref: newFunctionRef(ids, name), params, body, results, span: undefined },
});

/** The text of functions, which must pass strict checks. */
function print(functions: readonly IRFunction[], header = ""): string {
  const text = emit(
    functions.map((one) => ({ fn: one, name: one.ref.name, exported: true })),
    { reserved: new Set(), calleeName: (ref) => ref.name, globalName: (global) => global.name },
  );
  const helpers = text.imports
    .map(({ name }) => (name === "zeros" ? "zeros(n: number): number[]" : `${name}<T>(of: T): T`))
    .map((signature) => `declare function ${signature};\n`)
    .join("");
  const code = `${helpers}${header}${text.code}`;
  for (const messages of typecheckStrictly(new Map([["/emit/memory.ts", code]])).values()) {
    expect(messages, code).toEqual([]);
  }
  return text.code;
}

test("a store at the old length is a push, one at an index inside needs no growth", () => {
  const [list, x, shadow] = [value("list", listType), value("x"), value("list_bar", rowsType)];
  const [row, length, longer] = [value("row", listType), value(undefined), value(undefined)];
  const body: Statement[] = [
    letValue(length, { kind: "length", base: list }),
    letValue(longer, primitive("add", length, one)),
    { kind: "resize", base: list, length: longer, atLeast: true },
    { kind: "resize", base: shadow, length: longer, atLeast: true },
    { kind: "store", base: list, key: indexKey(length), value: x, linear: false },
    letValue(row, { kind: "makeArray", elements: [x] }),
    { kind: "store", base: shadow, key: indexKey(length), value: row, linear: false },
    { kind: "resize", base: list, length: x, atLeast: false },
    { kind: "fill", base: list, value: x, start: one, end: undefined, linear: false },
  ];
  const code = print([fn("f", [list, shadow, x], body, [])]);
  expect(code).toContain("list.push(x);");
  expect(code).toContain("list_bar[n] = [x];");
  expect(code).toContain("  list.length = x;\n");
  expect(code).not.toContain("while");
  expect(code).toContain("list.fill(x, 1);");
});

test("tapes, with and without a capacity, of numbers and of truth values", () => {
  const [n, i, k] = [value("n"), value("i"), value("i")];
  const [known, growing, flags] = [value("a_tape", typed), value("b_tape", listType), value("c_tape", truths)];
  const [positive, truth] = [value(undefined, { kind: "boolean" }), value(undefined, { kind: "boolean" })];
  const [a, b, sum, total, result] = [
    value(undefined),
    value(undefined),
    value("total"),
    value("total"),
    value("total"),
  ];
  const loop = (index: Value, body: Block, carriedSum = false): Statement => ({
    ...{ kind: "for", scope: newScope(ids), index, from: zero, test: "lt", to: n, step: 1, order: "ascending", body },
    carried: carriedSum ? [{ parameter: total, initial: zero, next: sum, result }] : [],
    span: undefined,
  });
  const chosen = value(undefined);
  const body: Statement[] = [
    letValue(known, { kind: "tapeAlloc", element: numberType, capacity: n }),
    letValue(growing, { kind: "tapeAlloc", element: numberType, capacity: undefined }),
    letValue(flags, { kind: "tapeAlloc", element: { kind: "boolean" }, capacity: n }),
    loop(i, [
      { kind: "tapeStore", tape: known, position: i, value: i },
      { kind: "tapeStore", tape: growing, position: i, value: n },
      letValue(positive, primitive("gt", i, one)),
      { kind: "tapeStore", tape: flags, position: i, value: positive },
    ]),
    loop(
      k,
      [
        letValue(a, { kind: "tapeLoad", tape: known, position: k }),
        letValue(b, { kind: "tapeLoad", tape: growing, position: k }),
        letValue(truth, { kind: "tapeLoad", tape: flags, position: k }),
        letValue(chosen, primitive("select", truth, a, b)),
        letValue(sum, primitive("add", total, chosen)),
      ],
      true,
    ),
  ];
  const code = print([fn("f", [n], body, [result])]);
  expect(code).toContain("const a_tape = new Float64Array(n);");
  expect(code).toContain("const b_tape: number[] = [];");
  expect(code).toContain("const c_tape = new Uint8Array(n);");
  expect(code).toContain("c_tape[i] = i > 1 ? 1 : 0;");
  expect(code).toContain("c_tape[i] !== 0 ? a_tape[i] : b_tape[i]");
});
test("calls with several results, host code and throws", () => {
  const [x, y] = [value("x"), value("y")];
  const halves = fn("halves", [y], [], [y, one]);
  const [a, b, negative, host] = [
    value(undefined),
    value(undefined),
    value(undefined, { kind: "boolean" }),
    value("now"),
  ];
  const call: Statement = {
    kind: "call",
    results: [a, b],
    callee: halves.ref,
    args: [x],
    linear: false,
    span: undefined,
  };
  const body: Statement[] = [
    letValue(negative, primitive("lt", x, zero)),
    {
      ...{ kind: "if", scope: newScope(ids), condition: negative, else: [], results: [], span: undefined },
      then: [{ kind: "throw", text: 'new Error("negative: " + $0)', args: [x], span: undefined }],
    },
    call,
    letValue(host, { kind: "opaque", text: "Date.now()", args: [] }),
  ];
  const sum = value(undefined);
  const code = print([halves, fn("f", [x], [...body, letValue(sum, primitive("add", a, host))], [sum])]);
  expect(code).toContain("const { y } = halves(x);");
  expect(code).toMatch(/if \(x < 0\) \{\n {4}throw new Error\("negative: " \+ x\);/);
  expect(code).toContain("Date.now()");
});

test("zeros of flat shapes are literals, of nested ones the runtime's", () => {
  const [list, rows, sum] = [value("list", listType), value("rows", rowsType), value("list_bar", listType)];
  const other = value("rows_bar", rowsType);
  const body: Statement[] = [
    letValue(sum, { kind: "zerosLike", of: list }),
    letValue(other, { kind: "zerosLike", of: rows }),
    { kind: "store", base: other, key: indexKey(zero), value: sum, linear: true },
  ];
  const code = print([fn("f", [list, rows], body, [other])]);
  expect(code).toContain("rows_bar[0] = zeros(list.length);");
  expect(code).toContain("const rows_bar = zerosLike(rows);");
});

test("recursive types of one structure share an interface", () => {
  const tree = (name: string): RecordType => {
    const fields: FieldType[] = [{ name: "w", type: numberType }];
    const type: RecordType = { kind: "record", name, fields };
    fields.push({ name: "kids", type: { kind: "array", storage: "Array", element: type } });
    return type;
  };
  const [node, shadow] = [value("node", tree("Tree")), value("node_bar", tree("TreeCotangent"))];
  const body: Statement[] = [
    { kind: "accumulate", base: shadow, key: fieldKey("w"), value: constant(2), linear: true },
  ];
  const code = print([fn("f", [node, shadow], body, [shadow])]);
  expect(code.match(/interface/g)).toHaveLength(1);
  expect(code).toContain("node_bar: TreeShape): TreeShape");
});

test("long heads have a line for each parameter", () => {
  const params = ["first", "second", "third", "fourth", "fifth"].map((name) => value(`${name}_parameter`));
  const code = print([fn("f", params, [], [params[0] as Value])]);
  expect(code).toContain("export function f(\n  first_parameter: number,\n");
});
