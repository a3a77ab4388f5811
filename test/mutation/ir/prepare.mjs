import { fileURLToPath, pathToFileURL } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The compiler as it is: what its passes give is changed. */
export async function prepare({ values, log, bundle, bundleRun }) {
  const tools = await bundle("tools", { entryPoints: [path("report.ts")] });
  const { report } = await import(pathToFileURL(tools).href);
  const { sample = "1000", each, seed, share, only } = values;
  const task = { sample: Number(sample), each: Number(each), seed: Number(seed), share: Number(share), only, log };
  return { worker: await bundleRun([]), args: [], task, report };
}
