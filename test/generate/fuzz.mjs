// Bundles the fuzzer and runs it: npm run fuzz -- [--count 20000] [--seed 1] [--corpus FOLDER] [--only classes,closures] [--shrink SECONDS] [--program FILE] [--table]
import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const outfile = path(`../../node_modules/.cache/fuzz-${process.pid}.mjs`);
await build({
  entryPoints: [path("fuzz.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  outfile,
  external: ["@ts-morph/*", "cli-progress", "ts-morph", "esbuild", "fast-check", "typescript", "magic-string"],
  alias: {
    cotangent: path("../../packages/runtime/src/index.ts"),
    "cotangent/internal": path("../../packages/runtime/src/internal.ts"),
    "cotangent/rules": path("../../packages/runtime/src/rules.ts"),
    "@cotangent/transformer": path("../../packages/transformer/src/index.ts"),
  },
  logLevel: "error",
});
try {
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(outfile);
}
