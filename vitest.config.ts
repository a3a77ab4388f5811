import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A single test that takes long comes first: at the end, the other worker would wait for it. Others come by the size of their files. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => /(size|generate)\.test\.ts$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^cotangent$/, replacement: source("packages/runtime/src/index.ts") },
      { find: /^cotangent\/rules$/, replacement: source("packages/runtime/src/rules.ts") },
      { find: /^cotangent\/testing$/, replacement: source("packages/runtime/src/testing.ts") },
      { find: /^cotangent\/internal$/, replacement: source("packages/runtime/src/internal.ts") },
      { find: /^@cotangent\/transformer$/, replacement: source("packages/transformer/src/index.ts") },
      {
        find: /^@cotangent\/transformer\/esbuild$/,
        replacement: source("packages/transformer/src/plugins/esbuild.ts"),
      },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Compiling makes much that lives short.
    execArgv: ["--max-semi-space-size=64"],
  },
});
