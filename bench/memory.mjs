import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import cotangent from "@cotangent/transformer/esbuild";
import * as esbuild from "esbuild";

// How much memory a process takes that runs a million steps, and one that takes their gradient.

const self = fileURLToPath(import.meta.url);
const outfile = fileURLToPath(new URL("dist/million.js", import.meta.url));
const steps = 1_000_000;

/** Megabytes at the peak, and milliseconds, of a process of its own. */
const run = (name) =>
  new Promise((resolve, reject) => {
    const child = fork(self, [name]);
    child.once("message", resolve);
    child.once("error", reject);
  });

export async function measureMemory() {
  await esbuild.build({
    entryPoints: [fileURLToPath(new URL("programs/million.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    plugins: [cotangent()],
  });
  return { steps, primal: await run("primal"), derivative: await run("derivative") };
}

if (process.argv[1] === self && process.send !== undefined) {
  const { [process.argv[2]]: f } = await import(outfile);
  const start = performance.now();
  f([0.001, 0.7], steps);
  const milliseconds = performance.now() - start;
  process.send({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 });
}
