import { readFile } from "node:fs/promises";
import type { PluginBuild } from "esbuild";
import { mentionsMarkers } from "./prefilter.js";

/**
 * The files with markers that a build will load, found by a build that writes nothing and looks into no package. They are known
 * before any file is loaded, as one of them may need more of another file than that exports.
 */
export async function findMarked(
  { initialOptions, esbuild }: PluginBuild,
  filter: RegExp,
  isCompiled: (path: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const { plugins: _plugins, metafile: _metafile, mangleCache: _mangleCache, ...options } = initialOptions;
  const scan = esbuild.build({
    ...options,
    ...(options.bundle === true ? { packages: "external" } : {}),
    sourcemap: false,
    minify: false,
    write: false,
    logLevel: "silent",
    plugins: [
      {
        name: "cotangent-scan",
        setup(build) {
          build.onLoad({ filter, namespace: "file" }, async ({ path }) => {
            const name = path.replaceAll("\\", "/");
            if (!isCompiled(name)) return undefined;
            const source = await readFile(path, "utf8");
            if (mentionsMarkers(source)) found.set(name, source);
            return undefined;
          });
        },
      },
    ],
  });
  // What is wrong with a file is found again by the build itself.
  await scan.catch(() => undefined);
  return found;
}
