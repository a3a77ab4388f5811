/**
 * Builds both packages into their `dist`: bundles by esbuild, declarations by tsc. Those of the transformer take long and
 * are only needed by who publishes it: with `--types`. `--no-types` leaves out all of them.
 * The compiler is a chunk of its own, which the plugin and the command load only when they need it.
 */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = [
  { folder: "packages/runtime", entries: ["index.ts", "rules.ts", "testing.ts", "internal.ts"] },
  { folder: "packages/transformer", entries: ["index.ts", "plugins/esbuild.ts", "cli.ts"] },
];

const bundle = async ({ folder, entries }) => {
  await rm(`${root}${folder}/dist`, { recursive: true, force: true });
  await build({
    absWorkingDir: root + folder,
    entryPoints: entries.map((entry) => `src/${entry}`),
    outbase: "src",
    outdir: "dist",
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
};

const declarations = ({ folder }) =>
  new Promise((resolve, reject) => {
    const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
    const child = spawn(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: root + folder, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`declarations of ${folder}: tsc failed`))));
  });

const typed = process.argv.includes("--types")
  ? packages
  : packages.slice(0, process.argv.includes("--no-types") ? 0 : 1);
const started = performance.now();
await Promise.all(packages.map(bundle));
await Promise.all(typed.map(declarations));
console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
