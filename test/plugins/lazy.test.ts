import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mentionsMarkers } from "../../packages/transformer/src/plugins/prefilter.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
let temporary: string;
let sources: string;

beforeAll(async () => {
  sources = mkdtempSync(join(tmpdir(), "cotangent-"));
  // The plugin is inside the repository, so that it finds its packages.
  mkdirSync(`${root}node_modules/.cache`, { recursive: true });
  temporary = mkdtempSync(`${root}node_modules/.cache/lazy-`);
  await build({
    entryPoints: [`${root}packages/transformer/src/plugins/esbuild.ts`],
    outdir: `${temporary}/dist`,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
  });
  writeFileSync(
    `${temporary}/run.mjs`,
    `import { createRequire } from "node:module";
     import { build } from "esbuild";
     import cotangent from "./dist/esbuild.js";
     await build({ entryPoints: [process.argv[2]], bundle: true, write: false, logLevel: "silent", plugins: [cotangent()] });
     const loaded = Object.keys(createRequire(import.meta.url).cache);
     console.log(loaded.some((path) => path.includes("ts-morph")) ? "loaded" : "not loaded");`,
  );
});
afterAll(() => {
  for (const folder of [temporary, sources]) rmSync(folder, { recursive: true, force: true });
});

const compilerFor = (source: string): string => {
  const entry = join(sources, "entry.ts");
  writeFileSync(entry, source);
  return execFileSync(process.execPath, [`${temporary}/run.mjs`, entry], { encoding: "utf8" }).trim();
};

test("a build without markers never loads the compiler", () => {
  expect(compilerFor("export const x: number = 1; // cotangent")).toBe("not loaded");
  expect(compilerFor(`import { grad } from "cotangent"; export const g = grad((x: number) => x * x);`)).toBe("loaded");
});

test("a file without markers costs less than a tenth of a millisecond", () => {
  const text = "export const answer = (x: number): number => x * 42; // a line of an ordinary module\n".repeat(500);
  const times = Array.from({ length: 100 }, () => {
    const started = performance.now();
    mentionsMarkers(text);
    return performance.now() - started;
  });
  expect(mentionsMarkers(text)).toBe(false);
  expect(Math.min(...times)).toBeLessThan(0.1);
});
