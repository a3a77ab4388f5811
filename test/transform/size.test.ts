import { join } from "node:path";
import { expect, test } from "vitest";
import { transform } from "../../packages/transformer/src/index.js";
import { root } from "../support/fixtures.js";
import { runModule } from "../support/modules.js";

/** Programs of the sizes that generators of code write. What matters is that the time grows with the size, not with its square. */

type Gradient = (...args: readonly unknown[]) => unknown;

async function gradientOf(source: string): Promise<Gradient> {
  const fileName = join(root, "test/transform/_size.ts");
  const { code, diagnostics } = transform(`import { grad } from "cotangent";\n${source}\nexport const g = grad(f);\n`, {
    fileName,
  });
  expect(diagnostics).toEqual([]);
  const exports = await runModule(code, fileName);
  return exports.g as Gradient;
}

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

test("a function with 10,000 statements", { timeout: 240_000 }, async () => {
  const body = lines(
    5000,
    (i) => ["a = a * 0.99 + b * 0.01;", "b = Math.sin(b) + a * 0.1;", "c += a * b;"][i % 3] as string,
  );
  const branches = lines(1250, (i) => `if (a > ${i % 7}) {\n a = a * 0.5 + b;\n} else {\n b += a * 0.001;\n}`);
  const source = `function f(x: number, y: number): number {\n let a = x, b = y, c = 1;\n${body}\n${branches}\n return a * b + c;\n}`;
  const gradient = await gradientOf(source);
  const primal = new Function("x", "y", `let a = x, b = y, c = 1;\n${body}\n${branches}\nreturn a * b + c;`) as (
    x: number,
    y: number,
  ) => number;
  const h = 1e-6;
  const difference = (primal(0.5 + h, 0.3) - primal(0.5 - h, 0.3)) / (2 * h);
  expect(gradient(0.5, 0.3)).toBeCloseTo(difference, 4);
});

test("a nest of eight loops", async () => {
  const open = lines(8, (i) => `for (let i${i} = 0; i${i} < x.length; i${i}++) {`);
  const gradient = await gradientOf(
    `function f(x: number[], y: number): number {\n let s = 0;\n${open}\ns += x[i0] * x[i7] * y;\n${"}".repeat(8)}\n return s;\n}`,
  );
  // The sum of all products of two, each 3^6 times.
  const s = 1 + 2 + 4;
  expect(gradient([1, 2, 4], 0.5)).toEqual([s, s, s].map((v) => 2 * v * 3 ** 6 * 0.5));
});

test("300 functions that call each other", { timeout: 120_000 }, async () => {
  const functions = lines(
    300,
    (i) =>
      `function g${i}(x: number, d: number): number { if (d <= 0) return x * ${i + 1}; return g${(i + 1) % 300}(x * 0.5, d - 1) + g${(i * 7 + 1) % 300}(x, d - 2); }`,
  );
  const gradient = await gradientOf(`${functions}\nfunction f(x: number): number { return g0(x, 9); }`);
  const slope = (i: number, d: number): number =>
    d <= 0 ? i + 1 : 0.5 * slope((i + 1) % 300, d - 1) + slope((i * 7 + 1) % 300, d - 2);
  expect(gradient(0.7)).toBeCloseTo(slope(0, 9), 9);
});

test("a recursion of depth 3,000", async () => {
  const gradient = await gradientOf(
    "function f(x: number, n: number): number { return n === 0 ? x : Math.sin(f(x, n - 1)) + x * 0.5; }",
  );
  let [v, d] = [0.4, 1];
  for (let n = 0; n < 3000; n++) [v, d] = [Math.sin(v) + 0.4 * 0.5, Math.cos(v) * d + 0.5];
  expect(gradient(0.4, 3000)).toBeCloseTo(d, 9);
});

/** What is refused, and whether each finding has a place. */
function refusalsOf(source: string): { readonly codes: ReadonlySet<string>; readonly arePlaced: boolean } {
  const { diagnostics } = transform(`import { grad } from "cotangent";\n${source}\nexport const g = grad(f);\n`, {
    fileName: join(root, "test/transform/_size.ts"),
  });
  return {
    codes: new Set(diagnostics.map(({ code }) => code)),
    arePlaced: diagnostics.every(({ span }) => span !== undefined),
  };
}

test("a function that is called in ever new ways is refused, at a call", { timeout: 60_000 }, () => {
  const nested = (i: number): string =>
    `s += apply((a) => apply((b) => apply((c) => apply((d) => apply((e) => a * e * x, d), c), b), a), ${i});`;
  const source = `const apply = (g: (v: number) => number, v: number): number => g(v);
function f(x: number): number {\n let s = 0;\n${lines(1000, nested)}\n return s;\n}`;
  expect(refusalsOf(source)).toEqual({ codes: new Set(["CT2040"]), arePlaced: true });
});

test("functions that call each other in too many ways are refused, at a call", { timeout: 60_000 }, () => {
  // Each of 120 is called with each of 36 texts.
  const source = `${chainOf(120, "text: string", "text", "text.length")}
function f(x: number): number {\n return ${Array.from({ length: 36 }, (_, k) => `h0("${"a".repeat(k)}", x)`).join(" + ")};\n}`;
  expect(refusalsOf(source)).toEqual({ codes: new Set(["CT2083"]), arePlaced: true });
});

test("60 functions that are passed on through 80", { timeout: 60_000 }, async () => {
  const chain = chainOf(80, "g: (v: number) => number", "g", "g(x)");
  const source = `${chain}\nfunction f(x: number): number {\n let s = 0;\n${lines(60, (k) => `s += h0((v) => v * ${k}, x);`)}\n return s;\n}`;
  const gradient = await gradientOf(source);
  expect(gradient(0.7)).toBeCloseTo(59 * 30 * 2 + 60 * 2 ** -79, 9);
});

/** Functions of which each calls the next one, with half of x. */
function chainOf(count: number, parameter: string, argument: string, value: string): string {
  const next = (i: number): string => (i < count - 1 ? `h${i + 1}(${argument}, x * 0.5)` : "x");
  return lines(count, (i) => `function h${i}(${parameter}, x: number): number { return ${value} + ${next(i)}; }`);
}
