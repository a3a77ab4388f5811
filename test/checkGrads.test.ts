import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCompiler } from "@cotangent/transformer";
import cotangent from "@cotangent/transformer/esbuild";
import { checkGrads } from "cotangent/testing";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import * as cases from "./checkGrads/cases.js";
import { root } from "./support/fixtures.js";
import { runModule } from "./support/modules.js";

type Cases = typeof cases;

let compiled: Cases;
beforeAll(async () => {
  const fileName = join(root, "test/checkGrads/cases.ts");
  const compiler = createCompiler({ sourcemap: false });
  const { code, diagnostics } = compiler.transform(readFileSync(fileName, "utf8"), { fileName });
  expect(diagnostics).toEqual([]);
  compiled = (await runModule(code, fileName)) as unknown as Cases;
});

const messageOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it passes");
};

describe("a right derivative passes silently", () => {
  test.each(Object.keys(cases.right))("%s", (name) => {
    expect(compiled.right[name]!()).toBeUndefined();
  });

  test("where a wrong one is not asked for, or tolerated", () => {
    compiled.unasked();
    compiled.tolerated();
  });
});

describe("a wrong derivative throws a table of its leaves", () => {
  test("partials", () => {
    expect(messageOf(compiled.wrong.partials!)).toMatch(
      /^the gradient of wrongPartial is not what differences give\n\nleaf {2}exact {2}difference\s+relative error\ny\s+4\s+(2|1\.9+|2\.0+)\d?\s+5\.00e-1$/,
    );
  });

  test("customVjp, deep in a structure", () => {
    const lines = messageOf(compiled.wrong.customVjp!).split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(
      /^x\.layers\[0\]\.w\[3\] +24 +16(\.0+\d)? +3\.33e-1$|^x\.layers\[0\]\.w\[3\] +24 +15\.9+\d+ +3\.33e-1$/,
    );
  });

  test("customJvp", () => {
    expect(messageOf(compiled.wrong.customJvp!)).toMatch(/\np\[0\] +.* 2\.00e\+0$/);
  });

  test("one that is NaN", () => {
    expect(messageOf(compiled.wrong["not a number"]!)).toMatch(/\nx +NaN +[\d.]+ +Infinity$/);
  });

  test("a value that is NaN", () => {
    expect(messageOf(compiled.wrong["no value"]!)).toBe("checkGrads: f is not finite there, so it has no derivative");
  });

  test("by the tolerance", () => {
    expect(messageOf(compiled.wrong["closely, by the tolerance"]!)).toMatch(/\nx +2\.0001 +[\d.]+ +5\.00e-5$/);
  });
});

test("node:test reports it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cotangent-"));
  const outfile = join(folder, "node.test.mjs");
  const runtime = (name: string): string => join(root, "packages/runtime/src", `${name}.ts`);
  await build({
    entryPoints: [join(root, "test/checkGrads/node.ts")],
    bundle: true,
    outfile,
    format: "esm",
    platform: "node",
    plugins: [cotangent()],
    alias: {
      cotangent: runtime("index"),
      "cotangent/internal": runtime("internal"),
      "cotangent/testing": runtime("testing"),
    },
  });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", outfile], {
    encoding: "utf8",
    env,
  });
  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^(# Subtest.*\n)?\s*ok 1 - a right rule/m);
  expect(stdout).toMatch(/not ok 2 - a wrong rule/);
  expect(stdout).toContain("x.layers[0].w[3]");
});

test("without the build step it throws what every marker throws", () => {
  const loss = (x: number): number => x * x;
  expect(() => checkGrads(loss, [1])).toThrow("checkGrads(loss) was not compiled");
  expect(() => checkGrads(loss, [1])).toThrow('import cotangent from "@cotangent/transformer/esbuild";');
});
