import { join } from "node:path";
import { createCompiler } from "@cotangent/transformer";
import { beforeAll, expect, test } from "vitest";
import { root } from "./support/fixtures.js";
import { runModule } from "./support/modules.js";

const source = `
import { jvp } from "cotangent";
interface P { w: number[][]; b: { c: number }; name: string; m: Map<string, number>; index: Int32Array; tags: string[] }
const f = (p: P, k: number, s?: Float64Array): number =>
  p.w[0][0] * p.b.c * k * (p.m.get("a") ?? 0) + (s ? s[0] : 0) + p.index[0];
export const along = jvp(f);
`;
const argument = { w: [[1, 2]], b: { c: 2 }, name: "n", m: new Map([["a", 2]]), index: new Int32Array([1]), tags: [] };
const direction = { w: [[1, 0]], b: { c: 0 }, m: new Map([["a", 0]]) };

type Along = (args: readonly unknown[], tangents: readonly unknown[]) => { readonly tangent: number };
let along: Along;
beforeAll(async () => {
  const fileName = join(root, "test/tangents.ts");
  const { code, diagnostics } = createCompiler({ sourcemap: false }).transform(source, { fileName });
  expect(diagnostics).toEqual([]);
  along = (await runModule(code, fileName)).along as Along;
});

test("a direction of the structure of the argument", () => {
  expect(along([argument, 2], [direction, 0]).tangent).toBe(8);
  expect(along([argument, 2, new Float64Array(2)], [direction, 0, new Float64Array([1, 0])]).tangent).toBe(9);
});

test.each([
  ["too few numbers", [{ ...direction, w: [[1]] }, 0], "the tangent of f has 1 elements at p.w[0], and not 2"],
  ["a field is missing", [{ ...direction, b: {} }, 0], "the tangent of f has undefined at p.b.c, and not a number"],
  ["an entry is missing", [{ ...direction, m: new Map() }, 0], "the tangent of f has undefined at p.m.get(a)"],
  ["no map", [{ ...direction, m: {} }, 0], "the tangent of f has object at p.m, and not a Map"],
  ["no number", [direction], "the tangent of f has no number at k"],
  ["nothing", [undefined, 0], "the tangent of f has undefined at p, and not an object"],
])("%s", (_name, tangents, message) => {
  expect(() => along([argument, 2], tangents)).toThrow(TypeError);
  expect(() => along([argument, 2], tangents)).toThrow(message);
});
