import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCompiler } from "@cotangent/transformer";
import cotangent from "@cotangent/transformer/esbuild";
import * as esbuild from "esbuild";
import { countMultiplications } from "./instrument.mjs";

const source = (name) => fileURLToPath(new URL(`src/${name}`, import.meta.url));

const common = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  plugins: [cotangent()],
};

/** Builds the program with the markers replaced by derivatives. */
const bundleProgram = (entries, out) =>
  esbuild.build({ ...common, entryPoints: entries.map(source), outdir: out, sourcemap: true });

/** Keeps what the compiler emitted, for the program to show. */
async function writeEmitted(names, out) {
  const compiler = createCompiler();
  await mkdir(out, { recursive: true });
  for (const name of names) {
    const fileName = source(name);
    const { code } = compiler.transform(await readFile(fileName, "utf8"), { fileName });
    await writeFile(join(out, basename(name)), code);
  }
}

/** Builds one module so that it counts the multiplications it performs. */
async function writeCounted(name, out) {
  const { outputFiles } = await esbuild.build({ ...common, entryPoints: [source(name)], write: false });
  await writeFile(out, countMultiplications(outputFiles[0].text));
}

/** Everything that the demo runs. */
export async function bundle(out, entries = ["main.ts"]) {
  await bundleProgram(entries, out);
  await writeEmitted(["graph.ts", "chain.ts", "network.ts"], join(out, "emitted"));
  await writeCounted("chain.ts", join(out, "chain.counted.js"));
}
