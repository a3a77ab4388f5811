import { readFileSync } from "node:fs";

/** The text of the functions in an emitted module whose names begin with `prefix`, as the compiler wrote them. */
export function emittedFunctions(module: string, prefix: string): string {
  const text = readFileSync(new URL(`emitted/${module}`, import.meta.url), "utf8");
  const functions = text.matchAll(/^(?:export )?function (\w+)\(.*?^\}/gms);
  return [...functions]
    .filter((match) => match[1]!.startsWith(prefix))
    .map((match) => match[0])
    .join("\n\n");
}
