import { readFileSync } from "node:fs";

/** The version of the package, two folders above the command's own file at most. */
export function version(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    const text = readIfThere(new URL(path, import.meta.url));
    if (text !== undefined) return (JSON.parse(text) as { version: string }).version;
  }
  return "unknown";
}

function readIfThere(url: URL): string | undefined {
  try {
    return readFileSync(url, "utf8");
  } catch {
    return undefined;
  }
}
