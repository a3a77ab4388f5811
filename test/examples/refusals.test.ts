import { fileURLToPath } from "node:url";
import { createCompiler } from "@cotangent/transformer";
import { expect, test } from "vitest";

const compiler = createCompiler();
const fileName = fileURLToPath(new URL("module.ts", import.meta.url));

/** What the README's tables say of the language, by the body of a function of x. */
const supported = {
  "a throw": "if (x < 0) throw new Error('negative'); return x * x;",
  "a switch": "switch (Math.floor(x)) { case 1: return x; default: return x * x; }",
  labels:
    "let t = 0; outer: for (let i = 0; i < 3; i++) { for (;;) { if (i === 2) break outer; t += x; continue outer; } } return t;",
  "a do loop": "let t = x; do { t = t * 0.5; } while (t > 1); return t;",
  Float32Array: "const a = new Float32Array(3); a[0] = x; return a[0]! * 2;",
  "array methods":
    "return Array.from({ length: 3 }, (_, i) => x * i).map((v) => v * v).slice(1).concat([x]).reduce((s, v) => s + v, 0);",
  push: "const a: number[] = []; for (let i = 0; i < 3; i++) a.push(x * i); return a[1]! * a[2]!;",
  "records and tuples": "const { p, q } = { p: x, q: x * x }; const [r, s] = [p, q]; return r * s;",
  "functions as arguments": "const twice = (f: (v: number) => number) => f(f(x)); return twice((v) => v * v);",
  recursion: "const power = (n: number): number => (n <= 0 ? 1 : x * power(n - 1)); return power(3);",
  "a class": "class A { v = 2; } return new A().v * x;",
  try: "try { return x * x; } catch { return 0; }",
  "a generator": "function* g() { yield x; } let t = 0; for (const v of g()) t += v; return t;",
  "module state": "counter++; return counter * x;",
  parseFloat: "return parseFloat('2') * x;",
  undefined: "const y: number | undefined = x > 0 ? x : undefined; return y ?? 0;",
  text: "return String(x).length * x;",
  "a Map": "const m = new Map<string, number>(); m.set('a', x); return m.get('a')!;",
  sort: "return [x, 2].sort()[0]!;",
  splice: "const a = [x, 2]; a.splice(0, 1); return a[0]! * x;",
};

const refused = {
  this: "return this.v * x;",
  "a Set": "return new Set([x]).size * x;",
  async: "const f = async () => x; f(); return x;",
};

const compile = (body: string, marker = "grad(f)") =>
  compiler.transform(
    `import { grad, hessian, vjp } from "cotangent";\nlet counter = 0;\nexport function f(x: number): number {\n  ${body}\n}\nexport const derivative = ${marker};\n`,
    { fileName },
  );

test.each(Object.entries(supported))("%s is differentiated", (_, body) => {
  expect(compile(body).diagnostics).toEqual([]);
});

test.each(Object.entries(refused))("%s is refused at its line", (_, body) => {
  const { diagnostics } = compile(body);
  expect(diagnostics).not.toEqual([]);
  // An internal error would be a refusal that nobody thought of.
  for (const { code } of diagnostics) expect(code).not.toBe("CT1016");
});

test("a parameter of type any is refused at its line", () => {
  const source =
    'import { grad } from "cotangent";\nconst f = (x: any): number => x * x;\nexport const derivative = grad(f);\n';
  const [diagnostic] = compiler.transform(source, { fileName }).diagnostics;
  expect(source.slice(diagnostic?.span?.start, diagnostic?.span?.end)).toContain("x");
});

test.each(["grad(grad(f))", "vjp(f)", "hessian(f)"])("%s is derived", (marker) => {
  expect(compile("return x * x;", marker).diagnostics).toEqual([]);
});
