import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ts } from "./ts.js";

/** Source text that comes with the compiler, parsed: a file of an installed package, under a name of its own. */
export type OwnSource = (name: string, packageName: string, path: string) => ts.SourceFile;

/** Parses each text once. */
export function createOwnSources(): OwnSource {
  const require = createRequire(import.meta.url);
  const parsed = new Map<string, ts.SourceFile>();
  return (name, packageName, path) => {
    const known = parsed.get(name);
    if (known !== undefined) return known;
    const text = readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), path), "utf8");
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
    parsed.set(name, file);
    return file;
  };
}
