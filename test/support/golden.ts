import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { expect } from "vitest";

/** Goldens are rewritten only when asked for, and never by continuous integration. */
const updating = process.env.UPDATE_GOLDENS === "1" && !process.env.CI;

/** Compares a text with the file that holds what it was when somebody last looked at it. */
export function expectGolden(path: string, text: string): void {
  const golden = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  if (text === golden) return;
  if (updating) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  const name = relative(process.cwd(), path);
  if (golden === undefined)
    expect.fail(`${name} is missing: look at the text and run with UPDATE_GOLDENS=1 to keep it\n\n${text}`);
  expect(text, `${name} differs: if the change is meant, run with UPDATE_GOLDENS=1`).toBe(golden);
}
