import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { type EmitFunction, emit } from "../../packages/transformer/src/6-emit/emit.js";
import {
  BlockBuilder,
  booleanType,
  carried,
  constant,
  createIds,
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
import { evaluate } from "../../packages/transformer/src/ir/eval.js";
import type { Atom, For, IRFunction, Statement, Type, Value } from "../../packages/transformer/src/ir/types.js";
import { typecheckStrictly } from "../support/strict.js";
import { listType, randomFunction, typedType } from "./emitRandom.js";

const print = (functions: readonly EmitFunction[]): string =>
  emit(functions, { reserved: new Set(), calleeName: (ref) => ref.name, globalName: (global) => global.name }).code;

const load = (code: string): Record<string, (...args: unknown[]) => unknown> => {
  const module: { exports: Record<string, (...args: unknown[]) => unknown> } = { exports: {} };
  new Function("module", transformSync(code, { loader: "ts", format: "cjs" }).code)(module);
  return module.exports;
};

/** Text that tells numbers apart to the bit. */
const show = (x: unknown): string => {
  if (typeof x === "number") return Object.is(x, -0) ? "-0" : String(x);
  if (typeof x !== "object" || x === null) return String(x);
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return `[${Array.from(x as ArrayLike<unknown>, show)}]`;
  return `{${Object.entries(x).map(([name, field]) => `${name}: ${show(field)}`)}}`;
};

/** Emits, runs and compares with the interpreter: results and what happened to the arguments. */
function check(fn: IRFunction, args: readonly unknown[]): string {
  const code = print([{ fn, name: "f", exported: true }]);
  const [a, b] = [structuredClone(args) as unknown[], structuredClone(args) as unknown[]];
  const expected = evaluate({ root: fn, functions: new Map([[fn.ref.id, fn]]) }, a);
  const result = load(code).f?.(...b);
  const actual = fn.results.length === 1 ? [result] : Object.values((result ?? {}) as object);
  expect(`${actual.map(show)} ${show(b)}`, code).toBe(`${expected.map(show)} ${show(a)}`);
  return code;
}

/** A function under construction, with what it needs at hand. */
class Sketch extends BlockBuilder {
  readonly params: Value[] = [];
  constructor() {
    super(createIds());
  }
  value(name?: string, type: Type = numberType): Value {
    return newValue(this.ids, type, { name });
  }
  param(name: string, type: Type = numberType): Value {
    const parameter = this.value(name, type);
    this.params.push(parameter);
    return parameter;
  }
  let(op: Parameters<typeof primitive>[0], ...args: readonly Atom[]): Value {
    return this.primitive(op, args, ["lt", "not", "and", "le"].includes(op) ? booleanType : numberType);
  }
  named(name: string, op: Parameters<typeof primitive>[0], ...args: readonly Atom[]): Value {
    return this.primitive(op, args, numberType, { name });
  }
  in(build: (inner: Sketch) => void): Statement[] {
    const inner = Object.assign(Object.create(Sketch.prototype) as Sketch, {
      ids: this.ids,
      statements: [],
      params: [],
    });
    build(inner);
    return [...inner.statements];
  }
  for(index: Value, options: Partial<For>, body: Statement[]): void {
    const scope = newScope(this.ids);
    const header = { from: zero, test: "lt", to: zero, step: 1, order: "ascending", carried: [] } as const;
    this.push({ kind: "for", scope, index, ...header, span: undefined, ...options, body });
  }
  done(...results: readonly Atom[]): IRFunction {
    const { params } = this;
    return { ref: newFunctionRef(this.ids, "f"), params, body: this.block, results, span: undefined };
  }
}

describe("the emitted program computes what its IR computes", () => {
  const args = [1.5, -0.7, true, Float64Array.of(1, -2, 0.5, 3, 0.1), [0.3, -1.2, 2, 0.25, 4], { a: 0.9, b: -0.4 }];

  test("random functions, to the bit", () => {
    for (let seed = 0; seed < 1200; seed++) check(randomFunction(seed, 30), args);
    for (let seed = 5000; seed < 5100; seed++) check(randomFunction(seed, 150), args);
  });

  test("twice the same text", () => {
    const text = (): string => print([{ fn: randomFunction(7, 200), name: "f", exported: true }]);
    expect(text()).toBe(text());
  });
});

describe("leaving SSA", () => {
  test("swaps carried values through one constant", () => {
    const s = new Sketch();
    const [n, a0, b0] = [s.param("n"), s.param("a"), s.param("b")];
    const [a, b] = [s.value("a"), s.value("b")];
    const [ra, rb] = [s.value("a"), s.value("b")];
    s.for(s.value("i"), { to: n, carried: [carried(a, a0, b, ra), carried(b, b0, a, rb)] }, []);
    const fn = s.done(s.let("sub", ra, s.let("mul", constant(2), rb)));
    for (const count of [0, 1, 2, 3.5]) check(fn, [count, 2, 5]);
    expect(check(fn, [1, 2, 5])).toContain("const a2 = a;\n    a = b;\n    b = a2;\n");
  });

  test("keeps a load before the store that changes it", () => {
    const s = new Sketch();
    const u = s.param("u", typedType);
    const i = s.value("i");
    const body = s.in((inner) => {
      const mid = inner.define(numberType, { kind: "load", base: u, key: indexKey(i) }, { name: "mid" });
      inner.push({ kind: "store", base: u, key: indexKey(i), value: constant(0.5), linear: false });
      const next = inner.let("add", i, one);
      inner.push({ kind: "accumulate", base: u, key: indexKey(next), value: mid, linear: false });
    });
    s.for(i, { to: constant(3) }, body);
    const code = check(s.done(zero), [Float64Array.of(1, 2, 3, 4)]);
    expect(code).toContain("const mid = u[i];\n    u[i] = 0.5;\n    u[i + 1] += mid;");
  });

  test("prints a short branch as a conditional and a long one as if", () => {
    const s = new Sketch();
    const [x, y, u] = [s.param("x"), s.param("y"), s.param("u", typedType)];
    const condition = s.let("lt", x, y);
    const short = s.value("a");
    const long = s.value("k");
    s.push({
      ...{ kind: "if", scope: newScope(s.ids), condition, then: [], else: [], span: undefined },
      results: [{ value: short, then: x, else: y }],
    });
    const store: Statement = { kind: "store", base: u, key: indexKey(zero), value: x, linear: false };
    s.push({
      ...{ kind: "if", scope: newScope(s.ids), condition, then: [store], else: [], span: undefined },
      results: [{ value: long, then: x, else: zero }],
    });
    const fn = s.done(s.let("add", s.let("mul", short, short), long));
    for (const x of [1, 3, Number.NaN, -0]) check(fn, [x, 2, Float64Array.of(7)]);
    const code = check(fn, [1, 2, Float64Array.of(7)]);
    expect(code).toContain("const a = t ? x : y;");
    expect(code).toMatch(/let k = 0;\n {2}if \(t\) \{\n {4}u\[0\] = x;\n {4}k = x;\n {2}\}/);
  });

  test("several results, taken apart by the caller", () => {
    const callee = new Sketch();
    const x = callee.param("x");
    const inner = { ...callee.done(callee.named("a", "mul", x, x), callee.named("a", "neg", x)) };
    const s = new Sketch();
    const y = s.param("y");
    const results = [s.value("a"), s.value("b")] as const;
    const ref = newFunctionRef({ ...createIds(), function: 9 }, "pair");
    s.push({ kind: "call", results, callee: ref, args: [y], linear: false, span: undefined });
    const code = print([
      { fn: s.done(s.let("sub", ...results)), name: "f", exported: true },
      { fn: { ...inner, ref }, name: "pair", exported: false },
    ]);
    expect(code).toContain("const { a, a2: b } = pair(y);");
    expect(load(code).f?.(3)).toBe(12);
  });
});

describe("counted loops", () => {
  const visited = (options: (to: Value) => Partial<For>): IRFunction => {
    const s = new Sketch();
    const [to, out] = [s.param("to"), s.param("out", listType)];
    const i = s.value("i");
    const [p, n] = [s.value("p"), s.value("p")];
    const next = s.value("p");
    const body = s.in((inner) => {
      inner.push({ kind: "store", base: out, key: indexKey(p), value: i, linear: false });
      inner.push(letValue(next, primitive("add", p, one)));
    });
    s.for(i, { ...options(to), carried: [carried(p, zero, next, n)] }, body);
    return s.done(n);
  };
  const bounds = [-3, -2.5, -0.25, -0, 0, 0.5, 1, 2, 2.999, 7, Number.NaN];

  test.each(["ascending", "descending"] as const)("%s, any bound and step", (order) => {
    for (const bound of bounds) {
      for (const step of [1, 2, 3]) {
        for (const test of ["lt", "le"] as const)
          check(
            visited((to) => ({ to, test, step, order })),
            [bound, []],
          );
        for (const test of ["gt", "ge"] as const) {
          for (const from of [zero, constant(4)])
            check(
              visited((to) => ({ from, to, test, step: -step, order })),
              [bound, []],
            );
        }
      }
    }
  });
});

describe("loops with a flag", () => {
  /** while (!flag && i < 5) { total += i; flag = total > limit; i++; trips counted if asked } */
  const flagged = (withTrips: boolean): IRFunction => {
    const s = new Sketch();
    const limit = s.param("limit");
    const [flag, i, total] = [s.value("stopped", booleanType), s.value("i"), s.value("total")];
    const results = [s.value("stopped", booleanType), s.value("i"), s.value("total")] as const;
    const trips = s.value("trips");
    let test: Atom = zero;
    const condition = s.in((inner) => {
      test = inner.let("and", inner.let("not", flag), inner.let("lt", i, constant(5)));
    });
    let nexts: readonly Atom[] = [];
    const body = s.in((inner) => {
      const sum = inner.named("total", "add", total, i);
      nexts = [inner.let("lt", limit, sum), inner.let("add", i, one), sum];
    });
    const initial = [constant(false), zero, zero];
    s.push({
      ...{ kind: "while", scope: newScope(s.ids), trip: s.value("trips"), trips, body, span: undefined },
      condition: { block: condition, test },
      carried: [flag, i, total].map((p, at) =>
        carried(p, initial[at] as Atom, nexts[at] as Atom, results[at] as Value),
      ),
    });
    return withTrips ? s.done(results[2], trips) : s.done(results[2]);
  };

  test("leave by break", () => {
    for (const limit of [-1, 0, 2, 3, 100]) {
      check(flagged(true), [limit]);
      expect(check(flagged(false), [limit])).toMatch(
        /for \(let i = 0; i < 5; i\+\+\) \{\n {4}total \+= i;\n {4}if \(limit < total\) break;\n {2}\}/,
      );
    }
  });
});

describe("text", () => {
  const expression = (build: (s: Sketch, x: Value, y: Value) => Atom): string => {
    const s = new Sketch();
    const [x, y] = [s.param("x"), s.param("y")];
    const fn = s.done(build(s, x, y));
    for (const pair of [
      [1.5, -2],
      [-0, 0],
      [0, -0],
      [Number.NaN, 1],
      [-3, 0.5],
    ])
      check(fn, pair);
    return /return (.*);/.exec(check(fn, [2, 3]))?.[1] ?? "";
  };

  test.each([
    ["(-x) ** y", (s, x, y) => s.let("pow", s.let("neg", x), y)],
    ["-(x ** y)", (s, x, y) => s.let("neg", s.let("pow", x, y))],
    ["x ** -y", (s, x, y) => s.let("pow", x, s.let("neg", y))],
    ["(x ** y) ** x", (s, x, y) => s.let("pow", s.let("pow", x, y), x)],
    ["(-2) ** x", (s, x) => s.let("pow", constant(-2), x)],
    ["x - y", (s, x, y) => s.let("add", x, s.let("neg", y))],
    ["x - 0.5", (s, x) => s.let("add", x, constant(-0.5))],
    ["x + 0.5", (s, x) => s.let("sub", x, constant(-0.5))],
    ["x - 0", (s, x) => s.let("add", x, constant(-0))],
    ["x + (y + x)", (s, x, y) => s.let("add", x, s.let("add", y, x))],
    ["x / (y * x)", (s, x, y) => s.let("div", x, s.let("mul", y, x))],
    ["-(-x)", (s, x) => s.let("neg", s.let("neg", x))],
    ["-0 * x", (s, x) => s.let("mul", constant(-0), x)],
    ["!(x < y)", (s, x, y) => s.let("not", s.let("lt", x, y))],
    ["Math.max(x, -Infinity)", (s, x) => s.let("max", x, constant(Number.NEGATIVE_INFINITY))],
  ] as [string, (s: Sketch, x: Value, y: Value) => Atom][])("%s", (text, build) => {
    expect(expression(build)).toContain(text);
  });

  test("names: no collision with what the text refers to", () => {
    const s = new Sketch();
    const [a, b] = [s.param("Math"), s.param("new")];
    const c = s.named("x_bar", "sin", a);
    const d = s.named("x_bar", "mul", c, c);
    const fn = s.done(s.let("add", s.let("mul", d, d), s.let("mul", b, c)));
    const code = check(fn, [0.3, 2]);
    expect(code).toContain("function f(Math2: number, new2: number)");
    expect(code).toContain("const x_bar2 = x_bar * x_bar;");
  });

  test("long sums stay within the line", () => {
    const s = new Sketch();
    const x = s.param("x");
    let sum = s.let("sin", x);
    for (let i = 1; i < 200; i++) sum = s.let("add", sum, s.let("mul", constant(i / 7), s.let("cos", sum)));
    const code = check(s.done(sum), [0.4]);
    expect(Math.max(...code.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test("random functions pass strict checks", () => {
    const modules = new Map<string, string>();
    // Comparisons that can never hold are the random program's own.
    for (let seed = 0; seed < 60; seed++) {
      modules.set(`/emit/f${seed}.ts`, print([{ fn: randomFunction(seed, 60), name: "f", exported: true }]));
    }
    for (const [name, messages] of typecheckStrictly(modules)) {
      const ours = messages.filter((message) => !/always return|unintentional/.test(message));
      expect(ours, modules.get(name)).toEqual([]);
    }
  });
});
