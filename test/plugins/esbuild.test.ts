import { readFileSync } from "node:fs";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, test } from "vitest";
import { bundle, folder, outputOf, run } from "./bundle.js";

const main = readFileSync(`${folder}app/main.ts`, "utf8");

/** The line and column, from 1 and 0, of a token in a text. */
const positionOf = (text: string, token: string, after = ""): { line: number; column: number } => {
  const offset = text.indexOf(token, text.indexOf(after));
  expect(offset, `${token} in the text`).toBeGreaterThanOrEqual(0);
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length };
};

describe("an application", () => {
  test("runs with its derivatives", async () => {
    const { results } = (await run(await bundle("app/main.ts"))) as { results: Record<string, unknown> };
    const c = Math.cos(0.125);
    expect(results).toEqual({
      wave: expect.closeTo(0.5 * c, 12),
      both: {
        value: expect.closeTo(Math.sin(0.125) + 1.5, 12),
        grad: [expect.closeTo(0.25 * c + 3, 12), expect.closeTo(0.5 * c, 12)],
      },
      distance: { x: expect.closeTo(0.6, 12), y: expect.closeTo(0.8, 12) },
      area: expect.closeTo(4 * Math.PI, 12),
      along: { value: expect.closeTo(Math.sin(0.125) + 1.5, 12), tangent: expect.closeTo(0.25 * c + 3, 12) },
    });
  });

  test("may be JavaScript", async () => {
    expect(await run(await bundle("app/plain.js"))).toMatchObject({ slope: [2, 4, 6] });
  });

  test("needs the runtime package no more", async () => {
    const result = await bundle("app/main.ts", { metafile: true });
    expect(Object.keys(result.metafile!.inputs)).toEqual(["app/shapes.ts", "app/main.ts"]);
  });

  test("has a source map that leads to the user's lines", async () => {
    const result = await bundle("app/main.ts");
    const code = outputOf(result, ".js");
    const map = new TraceMap(outputOf(result, ".js.map"));
    const original = (token: string, after?: string) => originalPositionFor(map, positionOf(code, token, after));

    const written = (token: string, after?: string) => ({
      source: "../app/main.ts",
      ...positionOf(main, token, after),
    });

    // The user's own code.
    expect(original("Math.sin")).toMatchObject(written("Math.sin"));
    expect(original("waveSlope")).toMatchObject(written("waveSlope"));
    // A marker call, replaced by a name.
    expect(original("wave_grad_wrt_1;")).toMatchObject(written("grad(", "waveSlope"));
    // Generated code: the statements of the function differentiated, in this file and in another one.
    const lineOf = (token: string) => ({ source: "../app/main.ts", line: written(token).line });
    expect(original("const inner", "function wave_valueAndGrad_wrt_0_1(")).toMatchObject(lineOf("const inner"));
    expect(original("Math.sin", "function wave_valueAndGrad_wrt_0_1(")).toMatchObject(lineOf("Math.sin"));
    expect(original("Math.cos", "function wave_grad_wrt_1(")).toMatchObject(lineOf("const inner"));
    expect(original("Math.cos", "function wave_pushforward(")).toMatchObject(lineOf("Math.sin"));
    expect(original("Math.PI", "function area_grad(")).toMatchObject({ source: "../app/shapes.ts", line: 4 });
  });

  test("is watched through to the files that derivatives come from", async () => {
    const { transform } = await import("@cotangent/transformer");
    const source = `import { grad } from "cotangent";\nimport { area } from "./shapes";\nexport const g = grad(area);\n`;
    const { dependencies } = transform(source, { fileName: `${folder}app/virtual.ts` });
    expect(dependencies).toEqual([`${folder}app/shapes.ts`]);
  });
});
