import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { documents } from "../../scripts/architecture/documents.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

test.each(["ARCHITECTURE.md", "docs/errors.md"])(
  "%s says what the compiler does: else run npm run architecture",
  (path) => {
    const found = documents(root).find((document) => document.path === path);
    expect(found?.present).toBe(found?.text);
  },
);

test("every diagnostic has its section, once and in the order of the codes", () => {
  const text = documents(root).find(({ path }) => path === "docs/errors.md")?.text ?? "";
  const codes = [...text.matchAll(/^## (CT\d+)$/gm)].map(([, code]) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(codes.length).toBeGreaterThan(40);
});
