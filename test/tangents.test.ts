import { join } from "node:path";
import { createCompiler } from "@cotangent/transformer";
import { beforeAll, expect, test } from "vitest";
import { root } from "./support/fixtures.js";
import { runModule } from "./support/modules.js";

const source = `
import { customJvp, customVjp, grad, hvp, jvp } from "cotangent";
interface P { w: number[][]; b: { c: number }; name: string; m: Map<string, number>; index: Int32Array; tags: string[] }
const f = (p: P, k: number, s?: Float64Array): number =>
  p.w[0][0] * p.b.c * k * (p.m.get("a") ?? 0) + (s ? s[0] : 0) + p.index[0];
export const along = jvp(f);

export const product = hvp((x: { a: number[]; b: number }, k: number): number => k * x.b * x.a.reduce((s, v) => s + v ** 3, 0));
export const ofNumber = hvp((x: number) => x ** 3);

const dot = customVjp(
  (x: number[], y: number[]) => x.reduce((s, v, i) => s + v * y[i], 0),
  (bar, _r, x, y) => [y.slice(1).map((v) => bar * v), x.map((v) => bar * v)],
);
const heights = customVjp(
  (rows: number[][]) => rows.length * rows[0][0],
  (bar, _r, rows) => [rows.map((row) => [bar * row.length])],
);
const lists = customVjp(
  (x: number, y: number) => x * y,
  ((bar: number, _r: number, x: number, y: number) => [[y, x].map((v) => v * bar).slice(1)].flat()) as any,
);
const doubled = customJvp((x: number[]) => x.map((v) => 2 * v), ([dx]) => [2 * dx[0]]);
export const wrong = {
  "the rule of dot gave 1 elements at x, and not 2": () => grad((x: number[]) => dot(x, x))([1, 2]),
  "the rule of heights gave 1 elements at rows[…], and not 3": () =>
    grad((x: number[][]) => { let s = 0; for (const k of [1, 2]) s += heights(x) * k; return s; })([[1], [1, 2, 3]]),
  "the rule of lists gave 1 elements, and not 2": () => grad((x: number) => lists(x, x))(2),
  "the rule of doubled gave 1 elements at the tangent, and not 2": () =>
    jvp((x: number[]) => doubled(x)[1])([[1, 2]], [[1, 0]]),
};
export const right = [grad((x: number[]) => dot(x, [1, 2]) * 0 + x[0])([3]), grad((x: number[][]) => heights(x))([[1], [2]])];
`;
const argument = { w: [[1, 2]], b: { c: 2 }, name: "n", m: new Map([["a", 2]]), index: new Int32Array([1]), tags: [] };
const direction = { w: [[1, 0]], b: { c: 0 }, m: new Map([["a", 0]]) };

type Along = (args: readonly unknown[], tangents: readonly unknown[]) => { readonly tangent: number };
type Product = (x: unknown, k: number, v?: unknown) => unknown;
let along: Along;
let exports: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  const fileName = join(root, "test/tangents.ts");
  const { code, diagnostics } = createCompiler({ sourcemap: false }).transform(source, { fileName });
  expect(diagnostics).toEqual([]);
  exports = await runModule(code, fileName);
  along = exports.along as Along;
});

test("a direction of the structure of the argument", () => {
  expect(along([argument, 2], [direction, 0]).tangent).toBe(8);
  expect(along([argument, 2, new Float64Array(2)], [direction, 0, new Float64Array([1, 0])]).tangent).toBe(9);
});

test.each([
  ["too few numbers", [{ ...direction, w: [[1]] }, 0], "the tangent of f has 1 elements at p.w[0], and not 2"],
  ["a field is missing", [{ ...direction, b: {} }, 0], "the tangent of f has undefined at p.b.c, and not a number"],
  ["an entry is missing", [{ ...direction, m: new Map() }, 0], "the tangent of f has undefined at p.m.get(a)"],
  ["no map", [{ ...direction, m: {} }, 0], "the tangent of f has an Object at p.m, and not a Map"],
  ["no number", [direction], "the tangent of f has no number at k"],
  ["nothing", [undefined, 0], "the tangent of f has undefined at p, and not an object"],
])("%s", (_name, tangents, message) => {
  expect(() => along([argument, 2], tangents)).toThrow(TypeError);
  expect(() => along([argument, 2], tangents)).toThrow(message);
});

test("a direction of a product with a Hessian", () => {
  const product = exports.product as Product;
  expect(product({ a: [1, 2], b: 3 }, 1, { a: [1, 0], b: 0 })).toEqual({ a: [18, 0], b: 3 });
  expect(() => product({ a: [1, 2], b: 3 }, 1, { a: [1], b: 0 })).toThrow(
    new TypeError("the tangent of hvp(product) has 1 elements at v.a, and not 2"),
  );
  expect(() => product({ a: [1, 2], b: 3 }, 1)).toThrow("the tangent of hvp(product) has undefined at v, and not");
  expect((exports.ofNumber as Product)(2, 1)).toBe(12);
  expect(() => (exports.ofNumber as (x: number) => number)(2)).toThrow(
    new TypeError("the tangent of hvp(ofNumber) has no number at v"),
  );
});

test("what a rule gives has the lengths of the arguments", () => {
  for (const [message, run] of Object.entries(exports.wrong as Record<string, () => unknown>))
    expect(run, message).toThrow(new TypeError(message));
  expect(exports.right).toEqual([[1], [[1], [1]]]);
});
