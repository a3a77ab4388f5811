import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { transform } from "../../packages/transformer/src/index.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "packages-"));
  const home = join(folder, "node_modules/odd");
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, "package.json"),
    '{ "name": "odd", "version": "1.0.0", "type": "module", "main": "index.js" }',
  );
  writeFileSync(join(home, "index.d.ts"), "export declare function twice(x: number): number;\n");
  writeFileSync(
    join(home, "index.js"),
    "const run = (x) => new Function('v', 'return v * 2')(x);\nexport function twice(x) {\n  return run(x) + x;\n}\n",
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

test("what a package does that has no derivative is reported at the user's call, with the line of the package", () => {
  const call = "twice(x * x)";
  const source = `import { grad } from "cotangent";\nimport { twice } from "odd";\nconst f = (x: number) => ${call};\nexport const g = grad(f);\n`;
  const fileName = join(folder, "main.ts");
  const { diagnostics } = transform(source, { fileName });
  const [found] = diagnostics.filter(({ severity }) => severity === "error");
  expect(found?.span?.file).toBe(fileName);
  expect(source.slice(found?.span?.start, found?.span?.end)).toBe(call);
  expect(found?.related.map(({ span }) => span?.file)).toEqual([join(folder, "node_modules/odd/index.js")]);
  expect(found?.remedy).toContain("customVjp");
});

test("a rule takes the place of what a package does that has no derivative", () => {
  const source = `import { customVjp, grad } from "cotangent";
import { twice } from "odd";
const h = customVjp((x: number) => twice(x), (cotangent, _y, _x) => [3 * cotangent]);
export const g = grad((x: number) => h(x * x));
`;
  const { code, diagnostics } = transform(source, { fileName: join(folder, "main.ts") });
  expect(diagnostics).toEqual([]);
  expect(code).toContain("6 * x");
});
