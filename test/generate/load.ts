import * as internal from "cotangent/internal";
import { transformSync } from "esbuild";

export type Exports = Readonly<Record<string, unknown>>;

/** Runs a module with some globals of its own, and gives its exports; it may import the runtime's, and the modules given as text. */
export function loadModule(
  source: string,
  globals: Readonly<Record<string, unknown>> = {},
  modules: ReadonlyMap<string, string> = new Map(),
): Exports {
  const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "node20" });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const loaded = new Map<string, Exports>();
  const require = (name: string): unknown => {
    const text = modules.get(name);
    if (text === undefined) return internal;
    const known = loaded.get(name) ?? loadModule(text, globals, modules);
    loaded.set(name, known);
    return known;
  };
  const given = { module, exports: module.exports, require, ...globals };
  new Function(...Object.keys(given), code)(...Object.values(given));
  return module.exports;
}
