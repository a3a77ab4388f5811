import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { type Document, documents } from "../../scripts/architecture/documents.js";

let all: readonly Document[];
beforeAll(() => {
  all = documents(fileURLToPath(new URL("../../", import.meta.url)));
});

const documentOf = (path: string): Document => all.find((one) => one.path === path)!;

test.each(["ARCHITECTURE.md", "docs/errors.md"])("%s is what npm run architecture writes", (path) => {
  const { present, text } = documentOf(path);
  expect(present).toBe(text);
});

test("every diagnostic has its section, in the order of the codes", () => {
  const codes = [...documentOf("docs/errors.md").text.matchAll(/^## (CT\d+)$/gm)].map(([, code]) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(codes.length).toBeGreaterThan(40);
});
