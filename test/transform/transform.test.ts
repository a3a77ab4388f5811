import { createCompiler } from "@cotangent/transformer";
import { describe, expect, test } from "vitest";
import { runModule } from "../support/modules.js";

const compiler = createCompiler({ tsconfig: false });

const transformed = (source: string, fileName = "/app/main.ts"): string => {
  const { code, diagnostics } = compiler.transform(source, { fileName });
  expect(diagnostics).toEqual([]);
  return code;
};

const codes = (source: string): string[] =>
  compiler.transform(source, { fileName: "/app/main.ts" }).diagnostics.map(({ code }) => code);

const square = "export const square = (x: number): number => x * x;\n";

describe("a module without markers", () => {
  test("comes back as it is", () => {
    const source = `// cotangent\n${square}`;
    expect(compiler.transform(source, { fileName: "/app/main.ts" })).toEqual({
      code: source,
      map: null,
      diagnostics: [],
      dependencies: [],
      exposed: [],
    });
  });

  test("may mention the package without a marker", () => {
    const source = `import { type Cotangent } from "cotangent";\nexport type G = Cotangent<number>;\n`;
    expect(transformed(source)).toBe(source);
  });
});

describe("imports of the runtime package", () => {
  test("go when no marker is left", () => {
    expect(transformed(`import { grad } from "cotangent";\n${square}export const g = grad(square);\n`)).toBe(
      `${square}export const g = square_grad;\n\nfunction square_grad(x: number): number {\n  return 2 * x;\n}\n`,
    );
  });

  test("stay for what is still used", () => {
    const code = transformed(
      `import { grad, jvp, type Cotangent } from "cotangent";\n${square}export const g: typeof jvp | Cotangent<number> = grad(square)(1);\n`,
    );
    expect(code).toMatch(/^import \{ jvp, type Cotangent \} from "cotangent";\n/);
  });

  test("may be a namespace", () => {
    const code = transformed(`import * as ct from "cotangent";\r\n${square}export const g = ct.grad(square);\r\n`);
    expect(code).not.toContain("cotangent");
  });
});

describe("generated names", () => {
  test("clash with nothing in the module", () => {
    const code = transformed(
      `import { grad } from "cotangent";\n${square}const square_grad = 1;\nexport const g = [grad(square), square_grad];\n`,
    );
    expect(code).toContain("export const g = [square_grad2, square_grad];");
    expect(code).toContain("function square_grad2(");
  });

  test("of helpers of the runtime neither", () => {
    const code = transformed(`import { grad } from "cotangent";
const zerosLike = 3;
const sum = (A: number[][]): number => { let s = 0; for (const r of A) for (const x of r) s += x * x; return s; };
export const g = [grad(sum), zerosLike];
`);
    expect(code).toContain(`import { zerosLike as zerosLike2 } from "cotangent/internal";`);
    expect(code).toContain("zerosLike2(A)");
  });

  test("take the name of a constant for a function without one", () => {
    const code = transformed(`import { grad } from "cotangent";\nexport const slope = grad((x: number) => x ** 3);\n`);
    expect(code).toContain("export const slope = slope_grad;");
  });
});

describe("places of a marker", () => {
  test("inside another function", () => {
    const code = transformed(
      `import { grad } from "cotangent";\n${square}export const at = (x: number) => grad(square)(x);\n`,
    );
    expect(code).toContain("=> square_grad(x);");
  });

  test("in TSX", () => {
    const source = `import { grad } from "cotangent";\n${square}export const V = () => <b>{grad(square)(1)}</b>;\n`;
    expect(transformed(source, "/app/view.tsx")).toContain("<b>{square_grad(1)}</b>");
  });

  test("in JavaScript, where nothing that is generated has types", () => {
    const source = `import { grad, jvp } from "cotangent";
/** @param {number[]} a */
export const f = (a) => { let s = 0; for (const x of a) s += x * x; return s; };
export const g = [grad(f), jvp(f)];
`;
    const code = transformed(source, "/app/main.js");
    expect(code).toContain("function f_grad(a) {");
    expect(code).toMatch(/function f_jvp\(\s*args,\s*tangents,?\s*\) \{/);
    expect(code.replace(source.split("\n")[1]!, "")).not.toMatch(/: (number|readonly)|<number>/);
  });

  test("a function that takes locals of the function around it gets their values", () => {
    const source = `import { grad } from "cotangent";\nexport const at = (k: number) => grad((x: number) => x * k * x);\n`;
    const code = transformed(source);
    expect(code).toContain("at = (k: number) => ((x: number) => f_grad(x, k));");
    const assigning = "export const at = (k: number) => grad((x: number) => (k += x));";
    expect(codes(`import { grad } from "cotangent";\n${assigning}\n`)).toEqual(["CT2103"]);
  });

  test("a module that gives a built-in name another meaning is refused", () => {
    const source = `import { grad } from "cotangent";
const Float64Array = 1;
const squares = (a: Float64Array): number => { let s = 0; for (const v of a) s += v * v; return s; };
export const g = [grad(squares), Float64Array];
`;
    expect(codes(source)).toEqual(["CT1018"]);
  });

  test("so is one whose built-in is only needed to list what an object holds", () => {
    const source = `import { grad } from "cotangent";
const Object = { scale: 2 };
function total(x: number): number {
  const parts: Record<string, number> = { a: x };
  let sum = 0;
  for (const name in parts) sum += parts[name] * x;
  return sum * Object.scale;
}
export const g = grad(total);
`;
    expect(codes(source)).toEqual(["CT1018"]);
  });

  test("data that a module exports beside functions are read at each call", async () => {
    const code = transformed(`import { grad } from "cotangent";
export const config = { rate: 0.5, inner: { scale: 2 }, act: (x: number): number => x * x };
const f = (x: number): number => config.rate * config.act(x) * config.inner.scale;
export const g = grad(f);
`);
    const { config, g } = (await runModule(code, "/app/main.ts")) as unknown as {
      config: { rate: number; inner: { scale: number } };
      g: (x: number) => number;
    };
    expect(g(3)).toBe(6);
    config.rate = 2;
    config.inner.scale = 5;
    expect(g(3)).toBe(60);
  });
});

test("a changed file is compiled anew, and its imports are followed again", () => {
  const source = (k: number) => `import { grad } from "cotangent";\nexport const g = grad((x: number) => ${k} * x);\n`;
  for (const k of [2, 3, 2]) expect(transformed(source(k))).toContain(`return ${k};`);
});

test("a gradient alone is right where nothing is left of an array but its shadow", async () => {
  const source = `import { grad, valueAndGrad } from "cotangent";
const f = (x: number[]): number => {
  const a = x.concat([1, x[0]]);
  return a[2] * a[0] * 2;
};
export const [gradient, both] = [grad(f), valueAndGrad(f)];
`;
  const module = await runModule(transformed(source), "/app/main.ts");
  const { gradient, both } = module as Record<"gradient" | "both", (x: number[]) => unknown>;
  for (const x of [[3], [1.5, -2, 4]]) expect(gradient(x)).toEqual((both(x) as { grad: unknown }).grad);
  expect(gradient([1.5, -2, 4])).toEqual([8, 0, 3]);
});

test("the same module twice gives the same text", () => {
  const source = `import { grad, jvp } from "cotangent";\n${square}export const g = [grad(square), jvp(square)];\n`;
  expect(createCompiler().transform(source, { fileName: "/app/a.ts" }).code).toBe(
    createCompiler().transform(source, { fileName: "/app/a.ts" }).code,
  );
});
