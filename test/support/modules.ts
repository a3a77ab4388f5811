import { dirname, join } from "node:path";
import { build } from "esbuild";
import { root } from "./fixtures.js";

const runtime = (name: string): string => join(root, "packages/runtime/src", `${name}.ts`);

/** The runtime from its sources. */
export const alias = {
  cotangent: runtime("index"),
  "cotangent/internal": runtime("internal"),
  "cotangent/rules": runtime("rules"),
  "cotangent/testing": runtime("testing"),
};

/** Bundles the text of a TypeScript module as if it were the file `fileName`, runs it, and gives its exports. */
export const runModule = async (source: string, fileName: string): Promise<Readonly<Record<string, unknown>>> => {
  const result = await build({
    stdin: { contents: source, resolveDir: dirname(fileName), sourcefile: fileName, loader: "ts" },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20",
    alias,
    logLevel: "silent",
  });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const text = result.outputFiles[0]?.text ?? "";
  new Function("module", "exports", text)(module, module.exports);
  return module.exports;
};
