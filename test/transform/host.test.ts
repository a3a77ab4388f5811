import { afterEach, expect, test, vi } from "vitest";
import { createCompiler } from "../../packages/transformer/src/index.js";
import { runModule } from "../support/modules.js";

const marked = `import { valueAndGrad } from "cotangent";
const noise = (): number => Math.random();
function f(x: number[]): number {
  let s = 0;
  console.log("start", x.length);
  for (let i = 0; i < x.length; i++) {
    const n = noise();
    const y = x[i] * n;
    console.log(\`step \${i}\`, y);
    s += y * y;
    if (s > 1e9) console.warn("large");
  }
  console.log("end", s);
  return s;
}
export const run = valueAndGrad(f);
`;

afterEach(() => vi.restoreAllMocks());

test("output comes once and in order, and a random number is drawn once", async () => {
  const { code, diagnostics } = createCompiler({ sourcemap: false }).transform(marked, { fileName: "host.ts" });
  expect(diagnostics).toEqual([]);
  const { run } = (await runModule(code, "host.ts")) as unknown as {
    run: (x: number[]) => { value: number; grad: number[] };
  };
  const drawn = [0.5, 0.25, 2];
  let next = 0;
  const random = vi.spyOn(Math, "random").mockImplementation(() => drawn[next++] ?? Number.NaN);
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const result = run([1, 2, 3]);
  expect(random).toHaveBeenCalledTimes(3);
  expect(log.mock.calls).toEqual([
    ["start", 3],
    ["step 0", 0.5],
    ["step 1", 0.5],
    ["step 2", 6],
    ["end", 36.5],
  ]);
  expect(result.value).toBe(36.5);
  expect(result.grad).toEqual([0.5, 0.25, 24]);
});
