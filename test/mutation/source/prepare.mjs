import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const sources = path("../../../packages/transformer/src");

/** A compiler with all of its mutants in it, and those that are tried. */
export async function prepare({ values, out, log, bundle, bundleRun }) {
  const tools = await bundle("tools", {
    stdin: {
      contents: 'export { instrument } from "./instrument.ts"; export { report } from "./report.ts";',
      resolveDir: path("."),
    },
  });
  const { instrument, report } = await import(pathToFileURL(tools).href);
  const all = [];
  const worker = await bundleRun([
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
  ]);
  const random = (id) => {
    const x = Math.sin(id * 12.9898 + Number(values.seed) * 78.233) * 43758.5453;
    return x - Math.floor(x);
  };
  const mutants = all
    .filter(({ file }) => file.includes(values.only))
    .sort((a, b) => random(a.id) - random(b.id))
    .slice(0, values.sample === undefined ? undefined : Number(values.sample));
  console.log(`${all.length} mutants, ${mutants.length} are tried`);
  const ids = all.map(({ id }) => id).sort((a, b) => a - b);
  // What is known of which program comes by which mutant holds for this very compiler.
  const version = createHash("sha1").update(readFileSync(worker)).digest("hex").slice(0, 12);
  const reach = join(out, `reach-${version}.json`);
  const preload = join(out, "start.cjs");
  writeFileSync(preload, start);
  const task = { mutants, ids, log, reach, most: Number(values.most), share: Number(values.share) };
  return { worker, args: ["-r", preload], task, report: (lines) => report(lines, mutants) };
}

/** Files are loaded in any order, so that each has numbers of its own. */
function hash(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum * 1000;
}

/** Runs before the compiler is loaded. */
const start = `
const state = { active: -1, reached: undefined, task: JSON.parse(require("node:fs").readFileSync(process.env.MUTATION_TASK, "utf8")) };
globalThis.$mutation = state;
globalThis.$mutant = (id) => {
  state.reached?.add(id);
  return id === state.active;
};
`;
