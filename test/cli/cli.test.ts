import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../packages/transformer/src/cli/run.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cotangent-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Runs the command: its exit code and what it printed. */
const command = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let out = "";
  let err = "";
  const code = await run(args, {
    print: (text) => {
      out += text;
    },
    printError: (text) => {
      err += text;
    },
    color: false,
  });
  return { code, out, err };
};

const marked = `import { grad } from "cotangent";\nexport const f = (x: number): number => x * x;\nexport const g = grad(f);\n`;
const plain = `export function f(x: number, y: number): number {\n  return x * y;\n}\nexport function name(): string {\n  return "f";\n}\n`;
const bad = `import { grad } from "cotangent";\nexport const f = (x: number): number => x;\nexport const g = grad(f, { wrt: 1 });\n`;

describe("emit", () => {
  test("prints a module with the derivatives that its markers ask for", async () => {
    const { code, out, err } = await command("emit", write("a.ts", marked));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("export const g = f_grad;");
    expect(out).toContain("function f_grad(x: number): number {");
    expect(out).not.toContain("cotangent");
  });

  test("derives the exported functions of a module without markers", async () => {
    const path = write("a.ts", plain);
    expect((await command("emit", path)).out).toContain("export function f_valueAndGrad(x: number, y: number)");
    expect((await command("emit", path, "--wrt", "0,1")).out).toContain("export function f_valueAndGrad_wrt_0_1(");
    expect((await command("emit", `${path}#f`, "--mode", "jvp")).out).toContain("export function f_jvp(");
  });

  test("shows the passes", async () => {
    expect((await command("emit", write("a.ts", plain), "--dump", "enterSSA")).err).toMatch(/--- enterSSA\n/);
  });

  test("writes all files or none", async () => {
    const out = join(folder, "out");
    const good = write("good.ts", `import { k } from "./constants";\n${marked}export const h = k;\n`);
    const refused = await command("emit", good, write("bad.ts", bad), "--out", out);
    expect(refused.code).toBe(1);
    expect(() => readdirSync(out)).toThrow();
    write("constants.ts", "export const k = 1;\n");
    expect(await command("emit", good, "--out", out)).toMatchObject({ code: 0, err: "" });
    expect(readdirSync(out)).toEqual(["good.ts"]);
    const text = readFileSync(join(out, "good.ts"), "utf8");
    expect(text).toContain("f_grad");
    expect(text).toContain(`from "../constants"`);
    expect(await command("emit", good, "--out", folder)).toMatchObject({ code: 2 });
  });
});

describe("check", () => {
  test("says when everything is well", async () => {
    expect(await command("check", write("a.ts", marked))).toEqual({
      code: 0,
      out: "1 file checked: no errors\n",
      err: "",
    });
  });

  test("reports what is not", async () => {
    const { code, out, err } = await command("check", write("a.ts", bad), write("b.ts", marked));
    expect(code).toBe(1);
    expect(out).toBe("2 files checked: 1 error\n");
    expect(err).toContain("error CT1004: wrt: 1 is out of range: f has 1 parameter");
    expect(err).toContain("a.ts:3:33");
    expect(err).toContain("help: count parameters from 0; choose among 0 (x)");
  });
});

describe("wrong usage has exit code 2 and says what is wrong", () => {
  test.each([
    [["emit", "/nowhere.ts"], /nowhere\.ts: there is no such file/],
    [["emit"], /missing required argument 'files'/],
    [["emit", "--quick", "a.ts"], /unknown option '--quick'/],
    [["emit", "a.ts", "--mode", "fast"], /Allowed choices are vjp, jvp/],
    [["emit", "a.ts", "--wrt", "x"], /Give indices of parameters/],
    [["explode"], /unknown command 'explode'/],
    [["check", tmpdir()], /is not a file/],
  ])("%j", async (args, message) => {
    const { code, out, err } = await command(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("a function that is not there", async () => {
    const { code, err } = await command("emit", `${write("a.ts", plain)}#g`);
    expect(code).toBe(1);
    expect(err).toContain("exports no function g");
  });
});

test("help and version", async () => {
  expect(await command("--help")).toMatchObject({ code: 0, err: "" });
  expect((await command("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await command("emit", "--help")).out).toContain("--out <dir>");
});
