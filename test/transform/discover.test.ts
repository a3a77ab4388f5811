import { describe, expect, test } from "vitest";
import { discover, type Plan } from "../../packages/transformer/src/1-discover/discover.js";
import { Reporter } from "../../packages/transformer/src/diagnostics/report.js";
import { createFrontend } from "../../packages/transformer/src/frontend/project.js";

/** Discovers the markers of `/app/main.ts`, with other files beside it; nothing is on disk. */
const plan = (main: string, others: Record<string, string> = {}): { plan: Plan; reporter: Reporter } => {
  const files = new Map(Object.entries({ "/app/main.ts": main, ...others }));
  const frontend = createFrontend({ files });
  const reporter = new Reporter();
  return { plan: discover(frontend.sourceFile("/app/main.ts")!, frontend, reporter), reporter };
};

const derivatives = (main: string, others: Record<string, string> = {}): string[] => {
  const found = plan(main, others);
  expect(found.reporter.diagnostics).toEqual([]);
  return found.plan.derivatives.map(({ marker, name, wrt, calls }) => `${marker}(${name}) wrt ${wrt} x${calls.length}`);
};

const codes = (main: string, others: Record<string, string> = {}): string[] =>
  plan(main, others).reporter.diagnostics.map(({ code, message }) => `${code} ${message}`);

const f = "const f = (x: number, y: number): number => x * y;\n";
const importGrad = `import { grad } from "cotangent";\n`;

describe("markers", () => {
  test("named, renamed and namespace imports", () => {
    expect(derivatives(`${importGrad}${f}grad(f);`)).toEqual(["grad(f) wrt 0 x1"]);
    expect(derivatives(`import { grad as d } from "cotangent";\n${f}d(f);`)).toEqual(["grad(f) wrt 0 x1"]);
    expect(derivatives(`import * as ct from "cotangent";\n${f}ct.valueAndGrad(f);`)).toEqual([
      "valueAndGrad(f) wrt 0 x1",
    ]);
  });

  test("a name that shadows an import is another thing", () => {
    expect(derivatives(`${importGrad}${f}function g(grad: (h: unknown) => void) { grad(f); }`)).toEqual([]);
    expect(derivatives(`${importGrad}${f}const o = { grad: 1 }; o.grad;`)).toEqual([]);
    expect(derivatives(`import { grad } from "elsewhere";\n${f}grad(f);`)).toEqual([]);
  });

  test("types may mention a marker", () => {
    expect(derivatives(`${importGrad}type G = typeof grad;`)).toEqual([]);
    expect(derivatives(`import type { grad } from "cotangent";\ntype G = typeof grad;`)).toEqual([]);
  });

  test("the same derivative is made once, another `wrt` is another derivative", () => {
    const text = `${importGrad}${f}grad(f); grad(f, { wrt: 0 }); grad(f, { wrt: 1 }); grad(f, { wrt: [0] }); (grad)(f);`;
    expect(derivatives(text)).toEqual(["grad(f) wrt 0 x3", "grad(f) wrt 1 x1", "grad(f) wrt 0 x1"]);
  });

  test("jvp takes a tangent for each parameter that bears numbers", () => {
    const text = `import { jvp } from "cotangent";
      function h(a: number[], mode: "x" | "y", s: { n: string; v: { z: number } }, k: Int32Array, t: [string, Float64Array]) { return a; }
      jvp(h);`;
    expect(derivatives(text)).toEqual(["jvp(h) wrt 0,2,4 x1"]);
  });
});

describe("callees", () => {
  test("declarations, constants, functions in place, casts", () => {
    expect(derivatives(`${importGrad}function h(x: number) { return x; }\ngrad(h);`)).toEqual(["grad(h) wrt 0 x1"]);
    expect(derivatives(`${importGrad}${f}const g = f;\ngrad((g as typeof f)!);`)).toEqual(["grad(f) wrt 0 x1"]);
    expect(derivatives(`${importGrad}const slope = grad((x: number) => x * x);`)).toEqual(["grad(slope) wrt 0 x1"]);
    expect(derivatives(`${importGrad}grad(function (x: number) { return x; });`)).toEqual(["grad(f) wrt 0 x1"]);
  });

  test("imports: named, default, namespace, re-exported, from a declared function with overloads", () => {
    const others = {
      "/app/a.ts": "export function h(x: number): number;\nexport function h(x: number) { return x; }",
      "/app/b.ts": `export { h as renamed } from "./a";\nexport * from "./a";\nexport default (x: number) => x;`,
    };
    const main = `${importGrad}import d, { h, renamed } from "./b";\nimport * as b from "./b.js";
      grad(h); grad(renamed); grad(d); grad(b.h);`;
    expect(derivatives(main, others)).toEqual(["grad(h) wrt 0 x3", "grad(f) wrt 0 x1"]);
  });

  test("what cannot be read is refused with the reason", () => {
    expect(codes(`${importGrad}declare function h(x: number): number;\ngrad(h);`)).toEqual([
      "CT1001 the function given to grad cannot be read: its declaration has no body",
    ]);
    expect(codes(`${importGrad}let h = (x: number) => x;\ngrad(h);`)[0]).toMatch(/CT1001 .*declare it with const/);
    expect(codes(`${importGrad}export const d = (h: (x: number) => number) => grad(h);`)[0]).toMatch(/is a parameter/);
    expect(codes(`${importGrad}grad(Math.sin);`)[0]).toMatch(/^CT1001/);
    const instance = "const o = new (class { h(x: number) { return x; } })();";
    expect(codes(`${importGrad}${instance}\ngrad(o.h);`)[0]).toMatch(/property of an object/);
    expect(codes(`${importGrad}import { h } from "./missing";\ngrad(h);`)[0]).toMatch(/not defined in any file/);
    expect(codes(`${importGrad}${f}grad(Math.random() > 0.5 ? f : f);`)[0]).toMatch(/known only at run time/);
  });

  test("a circle of re-exports is named", () => {
    const others = {
      "/app/a.ts": `export { h } from "./b";`,
      "/app/b.ts": `export { h } from "./a";`,
    };
    expect(codes(`${importGrad}import { h } from "./a";\ngrad(h);`, others)).toEqual([
      "CT1014 h is re-exported in a circle and defined nowhere: a.ts → b.ts → a.ts",
    ]);
  });
});

describe("misuse", () => {
  test("a marker as a value", () => {
    expect(codes(`${importGrad}export const g = grad;`)).toEqual(["CT1002 grad is used as a value here"]);
    expect(codes(`export { grad } from "cotangent";`)).toEqual(["CT1002 grad is used as a value here"]);
    expect(codes(`${importGrad}export { grad };`)).toEqual(["CT1002 grad is used as a value here"]);
    expect(codes(`${importGrad}export const o = { grad };`)).toEqual(["CT1002 grad is used as a value here"]);
    expect(codes(`${importGrad}grad();`)).toEqual(["CT1003 grad is called without a function"]);
  });

  test("wrt", () => {
    const wrt = (text: string): string[] => codes(`${importGrad}${f}grad(f, ${text});`);
    expect(wrt("{ wrt: 2 }")).toEqual(["CT1004 wrt: 2 is out of range: f has 2 parameters"]);
    expect(wrt("{ wrt: -1 }")).toEqual(["CT1004 wrt: -1 is out of range: f has 2 parameters"]);
    expect(wrt("{ wrt: [0, 5] }")).toEqual(["CT1004 wrt: 5 is out of range: f has 2 parameters"]);
    for (const bad of ["0.5", "x", "[]", "[0, 0]", `"x"`]) expect(wrt(`{ wrt: ${bad} }`)[0]).toMatch(/^CT1005/);
    expect(codes(`${importGrad}const c = (): number => 1;\ngrad(c);`)).toEqual([
      "CT1004 wrt: 0 is out of range: c has no parameters",
    ]);
    expect(codes(`${importGrad}const h = (mode: string, x: number): number => x;\ngrad(h);`)).toEqual([
      "CT1006 parameter 0 (mode) of h is string: it has no derivative",
    ]);
  });

  test("options", () => {
    const options = (text: string): string[] => codes(`${importGrad}${f}const o = {};\ngrad(f, ${text});`);
    expect(options("o")[0]).toMatch(/^CT1007/);
    expect(options("{ ...o }")[0]).toMatch(/^CT1007/);
    expect(options("{ along: 1 }")).toEqual(["CT1008 grad has no option along"]);
    expect(options("{ aux: true }")).toEqual(["CT1008 grad has no option aux"]);
    expect(options("{ into: 1 }")).toEqual(["CT1020 the option into takes true or false"]);
  });

  test("a result that is no number", () => {
    expect(codes(`${importGrad}const h = (x: number): number[] => [x];\ngrad(h);`)).toEqual([
      "CT1011 h returns number[], and grad needs a function that returns a number",
    ]);
    expect(codes(`${importGrad}function h(x: number) {}\ngrad(h);`)[0]).toMatch(/CT1011 h returns void/);
  });
});
