import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCompiler } from "@cotangent/transformer";
import { formatMessages } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { render } from "../../packages/transformer/src/diagnostics/render.js";
import { badFiles } from "./badFiles.js";
import { bundle, failures, run } from "./bundle.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cotangent-"));
  for (const [name, text] of Object.entries(badFiles)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All errors of a build as the terminal shows them. */
const report = async (entry: string): Promise<string> => {
  const { errors } = await failures(entry, { absWorkingDir: folder });
  return (await formatMessages(errors, { kind: "error", terminalWidth: 200 })).join("");
};

describe("bad input is refused by the build, with its line and its remedy", () => {
  test("a syntax error", async () => {
    expect(await report("syntax.ts")).toMatchInlineSnapshot(`
      "✘ [ERROR] CT1012: Expression expected [plugin cotangent]

          syntax.ts:4:13:
            4 │   return x * ;
              ╵              ^

        help: correct the syntax; functions in this file are differentiated only when it can be parsed

      "
    `);
  });

  test("a function that cannot be read", async () => {
    expect(await report("unreadable.ts")).toMatchInlineSnapshot(`
      "✘ [ERROR] CT1001: the function given to grad cannot be read: its declaration has no body [plugin cotangent]

          unreadable.ts:5:22:
            5 │ export const g = grad(host);
              ╵                       ~~~~

        it is declared here

          unreadable.ts:3:0:
            3 │ declare function host(x: number): number;
              ╵ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        help: pass a function declaration, an arrow function or an imported function whose body is
        available

      ✘ [ERROR] CT1001: the function given to grad cannot be read: h is a parameter, known only at run time [plugin cotangent]

          unreadable.ts:6:56:
            6 │ export const later = (h: (x: number) => number) => grad(h);
              ╵                                                         ^

        it is declared here

          unreadable.ts:6:22:
            6 │ export const later = (h: (x: number) => number) => grad(h);
              ╵                       ~~~~~~~~~~~~~~~~~~~~~~~~

        help: pass a function declaration, an arrow function or an imported function whose body is
        available

      "
    `);
  });

  test("wrt out of range, in a line with characters of several bytes", async () => {
    expect(await report("range.ts")).toMatchInlineSnapshot(`
      "✘ [ERROR] CT1004: wrt: 2 is out of range: größe has 2 parameters [plugin cotangent]

          range.ts:7:51:
            7 │ /* ä */ export const first = grad(größe, { wrt: 2 });
              ╵                                                 ^

        größe is defined here

          range.ts:3:16:
            3 │ export function größe(x: number, y: number): number {
              ╵                 ~~~~~

        help: count parameters from 0; choose among 0 (x), 1 (y)

      ✘ [ERROR] CT1004: wrt: 7 is out of range: größe has 2 parameters [plugin cotangent]

          range.ts:8:51:
            8 │ export const second = valueAndGrad(größe, { wrt: [0, 7] });
              ╵                                                  ~~~~~~

        größe is defined here

          range.ts:3:16:
            3 │ export function größe(x: number, y: number): number {
              ╵                 ~~~~~

        help: count parameters from 0; choose among 0 (x), 1 (y)

      "
    `);
    const { errors } = await failures("range.ts", { absWorkingDir: folder });
    expect(errors[0]!.location).toMatchObject({ file: "range.ts", line: 7, column: 51, length: 1 });
  });

  test("a function that returns no number", async () => {
    expect(await report("noNumber.ts")).toMatchInlineSnapshot(`
      "✘ [ERROR] CT1011: twice returns number[], and grad needs a function that returns a number [plugin cotangent]

          noNumber.ts:7:22:
            7 │ export const g = grad(twice);
              ╵                       ~~~~~

        twice is defined here

          noNumber.ts:3:16:
            3 │ export function twice(x: number): number[] {
              ╵                 ~~~~~

        help: return one number (a loss, a sum), or use jvp, which takes any result

      "
    `);
  });

  test("a circle of re-exports", async () => {
    expect(await report("circle.ts")).toMatchInlineSnapshot(`
      "✘ [ERROR] CT1014: h is re-exported in a circle and defined nowhere: circleOne.ts → circleTwo.ts → circleOne.ts [plugin cotangent]

          circle.ts:4:22:
            4 │ export const g = grad(h);
              ╵                       ^

        help: import it from the module that defines it

      "
    `);
  });
});

test("a cyclic import is compiled, with a warning", async () => {
  const result = await bundle("cycle.ts", { absWorkingDir: folder });
  expect((await formatMessages(result.warnings, { kind: "warning" })).join("")).toMatchInlineSnapshot(`
    "▲ [WARNING] CT1013: cyclic import: cycle.ts → cycleOther.ts → cycle.ts [plugin cotangent]

        cycle.ts:2:0:
          2 │ import { half } from "./cycleOther";
            ╵ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

      help: the derivative is made all the same; constants of these modules may be read before they are set, so move what they share into a module of its own

    "
  `);
  expect(await run(result)).toMatchObject({ g: 6 });
});

test("all bad files of a build are reported at once, and the good ones are not mentioned", async () => {
  const { errors } = await failures("all.ts", { absWorkingDir: folder });
  expect([...new Set(errors.map((error) => error.location?.file))].sort()).toEqual(["noNumber.ts", "range.ts"]);
});

test("what is refused is left as it is, and the rest of the module is transformed", () => {
  const source = `import { grad } from "cotangent";
export const square = (x: number): number => x * x;
export const list = (x: number): number[] => [x];
export const good = grad(square);
export const bad = grad(list);
`;
  const { code, diagnostics } = createCompiler({ tsconfig: false }).transform(source, { fileName: "/app/main.ts" });
  expect(diagnostics.map(({ code }) => code)).toEqual(["CT1011"]);
  expect(code).toContain(`import { grad } from "cotangent";`);
  expect(code).toContain("export const good = square_grad;");
  expect(code).toContain("export const bad = grad(list);");
});

test("a diagnostic as text, with a code frame", () => {
  const fileName = join(folder, "noNumber.ts");
  const { diagnostics } = createCompiler().transform(readFileSync(fileName, "utf8"), { fileName });
  expect(diagnostics.map((diagnostic) => render(diagnostic, { directory: folder })).join("\n")).toMatchInlineSnapshot(`
    "error CT1011: twice returns number[], and grad needs a function that returns a number
      at noNumber.ts:7:23
        5 | }
        6 |
      > 7 | export const g = grad(twice);
          |                       ^^^^^
        8 |
      note: twice is defined here
      at noNumber.ts:3:17
      > 3 | export function twice(x: number): number[] {
          |                 ^^^^^
      help: return one number (a loss, a sum), or use jvp, which takes any result
    "
  `);
});
