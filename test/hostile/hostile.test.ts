import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptedFixtures, acceptedPrograms, refusedFixtures, root } from "../support/fixtures.js";
import { createCompiler } from "./compile.js";
import { damaged } from "./damage.js";

/** HOSTILE_SEED=n looks at other programs, HOSTILE_COUNT=n at more. */
const seed = Number(process.env.HOSTILE_SEED ?? 1);
const count = Number(process.env.HOSTILE_COUNT ?? 150);
/** A machine that is busy checks fewer. */
const seconds = process.env.HOSTILE_COUNT === undefined ? 40 : 7200;

const limits = { seed, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false };

/** Fixtures and programs with markers of their own. */
const sources = [...acceptedFixtures(), ...acceptedPrograms(), ...refusedFixtures()].map(({ title, source }) => ({
  title,
  text: `import { grad as $grad, jvp as $jvp } from "cotangent";\n${source}\nexport const $g = $grad(f);\nexport const $j = $jvp(f);\n`,
}));

test(`damaged programs from seed ${seed} are compiled or refused`, { timeout: seconds * 2000 }, () => {
  const { faultOfText } = createCompiler();
  fc.assert(
    fc.property(damaged(sources), ({ text, how }) => {
      const fault = faultOfText(text);
      if (fault !== undefined) expect.fail(`${fault}\n\n${how}:\n${text}`);
    }),
    { ...limits, numRuns: count },
  );
});

/** TypeScript as it is written for anything but derivatives. */
const folders = [
  "node_modules/planck/src",
  "node_modules/ml-distance/src",
  "packages/transformer/src",
  "packages/runtime/src",
];
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    // Interpreters that call themselves in a hundred ways take a minute each.
    .filter((path) => process.env.HOSTILE_COUNT !== undefined || !path.includes("transformer/src/evaluate/")),
);

test(`all that a file exports, from seed ${seed}, is compiled or refused`, { timeout: seconds * 2000 }, () => {
  const { faultOfFile } = createCompiler();
  fc.assert(
    fc.property(fc.constantFrom(...files), (path) => {
      const fault = faultOfFile(path);
      if (fault !== undefined) expect.fail(`${fault}\n\n${relative(root, path)}`);
    }),
    { ...limits, numRuns: Math.ceil(count / 10) },
  );
});
