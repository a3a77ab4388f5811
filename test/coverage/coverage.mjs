// Which parts of the compiler the programs of the tests execute: npm run coverage -- [--only 4-differentiate] [--share 0.3] [--out FOLDER]
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "{4-differentiate,5-schedule}" },
    share: { type: "string", default: "1" },
    out: { type: "string", default: path("../../coverage") },
  },
});
const source = (name) => path(`../../packages/${name}`);
// Two folders below the root, from where fixtures are found.
const bundle = path(`../../node_modules/.cache/coverage-${process.pid}.mjs`);
mkdirSync(values.out, { recursive: true });
await build({
  entryPoints: [path("run.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  external: ["@ts-morph/*", "ts-morph", "esbuild", "typescript", "magic-string"],
  outfile: bundle,
  alias: {
    cotangent: source("runtime/src/index.ts"),
    "cotangent/internal": source("runtime/src/internal.ts"),
    "cotangent/rules": source("runtime/src/rules.ts"),
    "@cotangent/transformer": source("transformer/src/index.ts"),
  },
  logLevel: "error",
});
const raw = join(values.out, "raw");
rmSync(raw, { recursive: true, force: true });
const env = { ...process.env, NODE_V8_COVERAGE: raw, SHARE: values.share };
const { status } = spawnSync(process.execPath, ["--max-old-space-size=6000", bundle], { env, stdio: "inherit" });

// Node names sources by URL, but c8 looks for paths; and only the bundle is asked for.
const url = pathToFileURL(bundle).href;
for (const name of readdirSync(raw)) {
  const { result, "source-map-cache": maps } = JSON.parse(readFileSync(join(raw, name), "utf8"));
  const map = maps?.[url];
  if (map === undefined) {
    rmSync(join(raw, name));
    continue;
  }
  map.data.sources = map.data.sources.map((one) => (one.startsWith("file:") ? fileURLToPath(one) : one));
  const own = { result: result.filter((one) => one.url === url), "source-map-cache": { [url]: map } };
  writeFileSync(join(raw, name), JSON.stringify(own));
}
const reporters = ["text", "json", "html"].map((name) => `--reporter=${name}`);
const c8 = join(path("../.."), "node_modules/c8/bin/c8.js");
spawnSync(
  process.execPath,
  [
    c8,
    "report",
    "--exclude-after-remap",
    "--exclude=",
    `--include=packages/transformer/src/${values.only}/**`,
    ...reporters,
    `--reports-dir=${values.out}`,
    `--temp-directory=${raw}`,
  ],
  { cwd: path("../.."), stdio: "inherit" },
);
for (const file of [bundle, `${bundle}.map`]) rmSync(file);
process.exitCode = status ?? 1;
