import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCompiler } from "@cotangent/transformer";
import { describe, expect, test } from "vitest";
import { codeBlocks } from "../examples/support.js";
import { root } from "../support/fixtures.js";
import { runModule } from "../support/modules.js";

const path = join(root, "docs/derivatives.md");
const compiler = createCompiler({ sourcemap: false });

/** `expression; // = value` and `expression; // ! message` become entries of what the module exports. */
const checked = (text: string): string =>
  [
    "export const results: [unknown, unknown][] = [];",
    "export const thrown: [() => unknown, string][] = [];",
    text
      .replaceAll(/^(\S.*); \/\/ = (.+)$/gm, "results.push([$1, $2]);")
      .replaceAll(
        /^(\S.*); \/\/ ! (.+)$/gm,
        (_, run, message) => `thrown.push([() => ${run}, ${JSON.stringify(message)}]);`,
      ),
    "",
  ].join("\n");

interface Outcome {
  readonly results: readonly [unknown, unknown][];
  readonly thrown: readonly [() => unknown, string][];
}

describe("docs/derivatives.md", () => {
  test.each(codeBlocks(readFileSync(path, "utf8")).map(({ text }, i) => [i, text] as const))(
    "block %i",
    async (i, text) => {
      const fileName = join(root, `docs/derivatives.${i}.ts`);
      const { code, diagnostics } = compiler.transform(checked(text), { fileName });
      expect(diagnostics).toEqual([]);
      const { results, thrown } = (await runModule(code, fileName)) as unknown as Outcome;
      expect(results.length).toBeGreaterThan(0);
      for (const [got, want] of results) expect(got).toEqual(want);
      for (const [run, message] of thrown) expect(run).toThrow(message);
    },
  );
});
