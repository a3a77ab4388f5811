import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const page = fileURLToPath(new URL("../../docs/language.md", import.meta.url));
const lines = readFileSync(page, "utf8")
  .split("\n")
  .filter((line) => /^\|(?! what |-)/.test(line));
const pathsIn = (line: string): readonly string[] =>
  [...line.matchAll(/\]\((\.\.\/test\/[^)]+)\)/g)].map(([, path]) => fileURLToPath(new URL(path!, `file://${page}`)));

describe("docs/language.md", () => {
  test.each(lines.map((line) => [line.split("|")[1]!.trim(), line] as const))("%s", (_, line) => {
    const paths = pathsIn(line);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    const codes = [...line.matchAll(/\bCT\d{4}\b/g)].map(([code]) => code);
    const reported = paths
      .filter((path) => path.includes("/error."))
      .map((path) => readFileSync(path.replace(/\.ts$/, ".golden.txt"), "utf8"));
    expect(codes.filter((code) => reported.every((text) => !text.includes(code)))).toEqual([]);
    if (codes.length === 0) expect(reported).toEqual([]);
  });

  test("has a line for every part of the language", () => {
    expect(lines.length).toBeGreaterThan(70);
  });
});
