import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createCompiler } from "@cotangent/transformer";
import { describe, expect, test } from "vitest";
import { root } from "./support/fixtures.js";
import { runModule } from "./support/modules.js";

interface Result {
  readonly name: string;
  readonly got: unknown;
  readonly want: unknown;
  readonly tolerance: number;
}

const folder = join(root, "test/modes");
const compiler = createCompiler({ sourcemap: false });
/** All numbers and texts of a structure in order; what is shared counts each time. */
const leavesOf = (value: unknown): (number | string)[] => {
  if (typeof value === "number" || typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if (value instanceof Map) return [...value.values()].flatMap(leavesOf);
  return Object.values(value).flatMap(leavesOf);
};

/** Compiles a module, and gives what it computed; throws with the diagnostics if there are any. */
async function run(name: string, optimizations: Readonly<Record<string, false>>): Promise<readonly Result[]> {
  const fileName = join(folder, name);
  const { code, diagnostics } = compiler.transform(readFileSync(fileName, "utf8"), { fileName, optimizations });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map((one) => `${one.code} ${one.message}`).join("\n"));
  return (await runModule(code, fileName)).results as readonly Result[];
}

const off = {
  simplify: false,
  hoist: false,
  inline: false,
  scalarReplace: false,
  fuse: false,
  minimumCut: false,
  recompute: false,
  pool: false,
  unroll: false,
} as const;

const modules = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.startsWith("_"));
/** Compiling anew takes as long again: unless VARIANTS=all, every third module is asked without optimizations, too. */
const isWhole = process.env.VARIANTS === "all";

describe.each(modules.map((name, index) => [name, index] as const))("%s", (name, index) => {
  const whole = [["by default", {}]] as const;
  const bare = [["with every optimization off", off]] as const;
  test.each([...whole, ...(isWhole || index % 3 === 0 ? bare : [])])("%s", async (_title, optimizations) => {
    const results = await run(name, optimizations);
    expect(results.length).toBeGreaterThan(0);
    for (const { name: what, got, want, tolerance } of results) {
      const [actual, expected] = [leavesOf([got]), leavesOf([want])];
      expect(actual.length, `${what}: numbers`).toBe(expected.length);
      expected.forEach((value, k) => {
        if (typeof value === "string") {
          expect(actual[k], what).toBe(value);
          return;
        }
        const difference = Math.abs(Number(actual[k] ?? Number.NaN) - value) / Math.max(1, Math.abs(value));
        expect(difference, `${what}: ${actual[k]} for ${value}`).toBeLessThanOrEqual(tolerance);
      });
    }
  });
});
