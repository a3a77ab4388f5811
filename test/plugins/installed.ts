import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { bundle, run } from "./bundle.js";

/** A package of one file. */
export interface Installed {
  readonly text: string;
  readonly type?: "module" | "commonjs";
  /** What describes its types, if anything does. */
  readonly types?: string;
}

interface Program {
  readonly f: (x: number[]) => number;
  /** By valueAndGrad. */
  readonly derivative: (x: number[]) => { value: number; grad: number[] };
}

/** Installs packages in a folder of its own, bundles a module that uses them, and compares its `derivative` with differences of its `f`. */
export async function compareInstalled(
  packages: Readonly<Record<string, Installed>>,
  main: string,
  points: readonly (readonly number[])[],
  digits: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "installed-"));
  try {
    for (const [name, { text, type, types }] of Object.entries(packages)) {
      const home = join(folder, "node_modules", name);
      mkdirSync(home, { recursive: true });
      const described = types === undefined ? {} : { types: "index.d.ts" };
      const description = { name, version: "1.0.0", type, main: "index.js", ...described };
      writeFileSync(join(home, "package.json"), JSON.stringify(description));
      writeFileSync(join(home, "index.js"), text);
      if (types !== undefined) writeFileSync(join(home, "index.d.ts"), types);
    }
    writeFileSync(join(folder, "main.ts"), main);
    const bundled = await bundle(join(folder, "main.ts"), { absWorkingDir: folder });
    compare((await run(bundled)) as unknown as Program, points, digits);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare({ f, derivative }: Program, points: readonly (readonly number[])[], digits: number): void {
  for (const point of points) {
    const x = [...point];
    const { value, grad } = derivative(x);
    expect(value).toBe(f(x));
    const difference = (i: number): number => {
      const at = (h: number): number => f(x.map((v, j) => (i === j ? v + h : v)));
      return (at(1e-5) - at(-1e-5)) / 2e-5;
    };
    expect(grad).toEqual(x.map((_, i) => expect.closeTo(difference(i), digits)));
  }
}
