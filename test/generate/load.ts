import * as internal from "cotangent/internal";
import { transformSync } from "esbuild";

/** Runs a module with some globals of its own, and gives its exports; the only other module it may import is the runtime's. */
export function loadModule(
  source: string,
  globals: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "node20" });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const given = { module, exports: module.exports, require: () => internal, ...globals };
  new Function(...Object.keys(given), code)(...Object.values(given));
  return module.exports;
}
