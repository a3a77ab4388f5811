import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { format } from "node:util";
import { transform } from "@cotangent/transformer";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Block, codeBlocks, functionsOf } from "./support.js";

const readmePath = fileURLToPath(new URL("../../README.md", import.meta.url));
const readme = readFileSync(readmePath, "utf8");
const blocks = codeBlocks(readme);

const named = (key: string): readonly (Block & { readonly name: string })[] =>
  blocks.flatMap((block) => (block.attributes.has(key) ? [{ ...block, name: block.attributes.get(key)! }] : []));

let folder: string;
beforeAll(() => {
  // Inside the workspace, so that the packages are found.
  folder = mkdtempSync(join(dirname(readmePath), "test/examples/readme-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(named("before"))("the emitted code shown for $name is what the compiler emits", ({ name, text }) => {
  const module = `import { valueAndGrad } from "cotangent";\n${text}\nexport const derivative = valueAndGrad(${name});\n`;
  const { code, diagnostics } = transform(module, { fileName: join(folder, `${name}.ts`) });
  expect(diagnostics).toEqual([]);
  const emitted = functionsOf(code, `${name}_`);
  const shown = named("after").find((after) => after.name === name);
  if (process.env.UPDATE_GOLDENS === "1" && shown && shown.text !== emitted) {
    const head = `\`\`\`ts after=${name}\n`;
    writeFileSync(
      readmePath,
      readme.replace(`${head}${shown.text}`, () => `${head}${emitted}`),
    );
    return;
  }
  expect(emitted).toBe(shown?.text);
});

test("the program builds with the build script and prints what is shown", async () => {
  for (const { name, text } of named("file")) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    // The script is run from here, not from its own folder.
    const absolute = text.replaceAll(/"((?:src|dist)\/[^"]*)"/g, (_, path: string) =>
      JSON.stringify(join(folder, path)),
    );
    writeFileSync(join(folder, name), absolute);
  }
  await import(/* @vite-ignore */ pathToFileURL(join(folder, "build.mjs")).href);

  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values) => void printed.push(format(...values)));
  await import(/* @vite-ignore */ pathToFileURL(join(folder, "dist/main.mjs")).href);
  log.mockRestore();
  expect(`${printed.join("\n")}\n`).toBe(named("output")[0]?.text);
});
