// Mutation testing of the compiler: npm run mutate -- [--only 4-differentiate/transpose] [--sample 200] [--seed 1] [--share 0.5] [--most 60] [--out FOLDER]
// Of what its passes give: npm run mutate -- --ir [--only plan] [--sample 2000] [--each 8] [--seed 1] [--share 0.5] [--out FOLDER]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    ir: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    sample: { type: "string" },
    each: { type: "string", default: "8" },
    seed: { type: "string", default: "1" },
    most: { type: "string", default: "60" },
    share: { type: "string", default: "1" },
    out: { type: "string" },
  },
});
const mode = values.ir ? "ir" : "source";
const cache = path("../../node_modules/.cache");
const out = resolve(values.out ?? join(cache, values.ir ? "mutation-ir" : "mutation"));
mkdirSync(out, { recursive: true });
const common = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["@ts-morph/*", "ts-morph", "esbuild", "typescript", "magic-string"],
  logLevel: "error",
};
const made = [];

/** A bundle in a folder two below the root, from where fixtures are found. */
async function bundle(name, options) {
  const outfile = join(cache, `mutation-${name}-${process.pid}.mjs`);
  await build({ ...common, outfile, ...options });
  made.push(outfile);
  return outfile;
}

/** A worker with the compiler's sources. */
const bundleRun = (plugins) =>
  bundle("run", {
    entryPoints: [path(`${mode}/run.ts`)],
    alias: {
      cotangent: path("../../packages/runtime/src/index.ts"),
      "cotangent/internal": path("../../packages/runtime/src/internal.ts"),
      "cotangent/rules": path("../../packages/runtime/src/rules.ts"),
      "@cotangent/transformer": path("../../packages/transformer/src/index.ts"),
    },
    plugins,
  });

const log = join(out, `log-${values.seed}.jsonl`);
const linesOf = () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : []);
const { prepare } = await import(pathToFileURL(path(`${mode}/prepare.mjs`)).href);
const { worker, args, task, report } = await prepare({ values, out, log, bundle, bundleRun });
const file = join(out, "task.json");
writeFileSync(file, JSON.stringify(task));
const env = { ...process.env, MUTATION_TASK: file };
// A mutant may take the process with it: the next one goes on behind it.
for (let tries = 0; tries < 50; tries++) {
  const before = linesOf().length;
  const { status } = spawnSync(process.execPath, ["--max-old-space-size=6000", ...args, worker], {
    stdio: "inherit",
    env,
  });
  if (status === 0 || linesOf().length === before) break;
}
const text = report(linesOf());
for (const one of made) rmSync(one);
writeFileSync(join(out, "report.md"), text);
console.log(text);
