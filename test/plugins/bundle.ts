import { fileURLToPath } from "node:url";
import cotangent from "@cotangent/transformer/esbuild";
import { type BuildFailure, type BuildOptions, build } from "esbuild";

export const folder = fileURLToPath(new URL(".", import.meta.url));

type Result = Awaited<ReturnType<typeof build<{ write: false }>>>;

/** Bundles an entry point of this folder with the plugin, in memory. */
export const bundle = (entry: string, options: Omit<BuildOptions, "write"> = {}): Promise<Result> =>
  build<{ write: false }>({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: "out",
    format: "esm",
    sourcemap: true,
    logLevel: "silent",
    plugins: [cotangent()],
    alias: { "cotangent/internal": fileURLToPath(new URL("../../packages/runtime/src/internal.ts", import.meta.url)) },
    ...options,
  });

/** What a build that has to fail reports. */
export async function failures(entry: string, options: Omit<BuildOptions, "write"> = {}): Promise<BuildFailure> {
  try {
    await bundle(entry, options);
  } catch (error) {
    return error as BuildFailure;
  }
  throw new Error(`${entry} was built, and should have been refused`);
}

export const outputOf = (result: Result, extension: string): string => {
  const file = result.outputFiles.find(({ path }) => path.endsWith(extension));
  if (!file) throw new Error(`no output ${extension}`);
  return file.text;
};

/** Runs the bundled module and gives what it exports. */
export const run = async (result: Result): Promise<Record<string, unknown>> =>
  import(`data:text/javascript;base64,${Buffer.from(outputOf(result, ".js")).toString("base64")}`);
