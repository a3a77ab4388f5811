// Mutation testing of the compiler: npm run mutate -- [--only 4-differentiate/transpose] [--sample 200] [--seed 1] [--share 0.5] [--most 60] [--out FOLDER]
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    most: { type: "string", default: "60" },
    share: { type: "string", default: "1" },
    out: { type: "string", default: path("../../node_modules/.cache/mutation") },
  },
});
const sources = path("../../packages/transformer/src");
const external = ["@ts-morph/*", "ts-morph", "esbuild", "typescript", "magic-string"];
const common = { bundle: true, platform: "node", format: "esm", target: "node20", external, logLevel: "error" };
const out = resolve(values.out);
mkdirSync(out, { recursive: true });
const tools = path(`../../node_modules/.cache/mutation-tools-${process.pid}.mjs`);
await build({
  ...common,
  stdin: {
    contents: 'export { instrument } from "./instrument.ts"; export { report } from "./report.ts";',
    resolveDir: path("."),
  },
  outfile: tools,
});
const { instrument, report } = await import(pathToFileURL(tools).href);

const all = [];
// Two folders below the root, from where fixtures are found.
const bundle = path(`../../node_modules/.cache/mutation-${process.pid}.mjs`);
await build({
  ...common,
  entryPoints: [path("run.ts")],
  outfile: bundle,
  alias: {
    cotangent: path("../../packages/runtime/src/index.ts"),
    "cotangent/internal": path("../../packages/runtime/src/internal.ts"),
    "cotangent/rules": path("../../packages/runtime/src/rules.ts"),
    "@cotangent/transformer": path("../../packages/transformer/src/index.ts"),
  },
  plugins: [
    {
      name: "mutants",
      setup({ onLoad }) {
        onLoad({ filter: /(4-differentiate|5-schedule)\/.*\.ts$/ }, ({ path: file }) => {
          const name = relative(sources, file);
          const { code, mutants } = instrument(readFileSync(file, "utf8"), name, hash(name));
          all.push(...mutants);
          return { contents: code, loader: "ts" };
        });
      },
    },
  ],
});

/** Files are loaded in any order, so that each has numbers of its own. */
function hash(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum * 1000;
}

const random = (id) => {
  const x = Math.sin(id * 12.9898 + Number(values.seed) * 78.233) * 43758.5453;
  return x - Math.floor(x);
};
const mutants = all
  .filter(({ file }) => file.includes(values.only))
  .sort((a, b) => random(a.id) - random(b.id))
  .slice(0, values.sample === undefined ? undefined : Number(values.sample));
console.log(`${all.length} mutants, ${mutants.length} are tried`);
const log = join(out, `log-${values.seed}.jsonl`);
const task = join(out, "task.json");
const ids = all.map(({ id }) => id).sort((a, b) => a - b);
// What is known of which program comes by which mutant holds for this very compiler.
const version = createHash("sha1").update(readFileSync(bundle)).digest("hex").slice(0, 12);
const reach = join(out, `reach-${version}.json`);
const numbers = { most: Number(values.most), share: Number(values.share) };
writeFileSync(task, JSON.stringify({ mutants, ids, log, reach, ...numbers }));
const start = `
const state = { active: -1, reached: undefined, task: JSON.parse(require("node:fs").readFileSync(${JSON.stringify(task)}, "utf8")) };
globalThis.$mutation = state;
globalThis.$mutant = (id) => {
  state.reached?.add(id);
  return id === state.active;
};
`;
const preload = join(out, "start.cjs");
writeFileSync(preload, start);
const linesOf = () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : []);
// A mutant may take the process with it: the next one goes on behind it.
for (let tries = 0; tries < 50; tries++) {
  const before = linesOf().length;
  const { status } = spawnSync(process.execPath, ["--max-old-space-size=6000", "-r", preload, bundle], {
    stdio: "inherit",
  });
  if (status === 0 || linesOf().length === before) break;
}
for (const file of [bundle, tools]) rmSync(file);
const text = report(linesOf(), mutants);
writeFileSync(join(out, "report.md"), text);
console.log(text);
