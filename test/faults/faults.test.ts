import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import cotangent from "@cotangent/transformer/esbuild";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../support/fixtures.js";
import { alias } from "../support/modules.js";

interface Outcome {
  readonly name: string;
  readonly before: unknown;
  readonly thrown: string;
  readonly message: string;
  readonly after: unknown;
  readonly wanted: unknown;
}

interface Report {
  readonly first: readonly Outcome[];
  readonly grown: readonly { readonly name: string; readonly bytes: number }[];
  readonly rounds: number;
  readonly withoutNumbers: readonly {
    readonly given: readonly string[];
    readonly gave: readonly string[];
    readonly after: readonly number[];
    readonly wanted: readonly number[];
  }[];
  readonly workers: { readonly full: unknown; readonly others: readonly unknown[]; readonly here: unknown };
  readonly last: readonly Outcome[];
}

const folder = join(root, "test/faults");
const output = mkdtempSync(join(tmpdir(), "faults-"));
afterAll(() => rmSync(output, { recursive: true }));

let report: Report;
beforeAll(async () => {
  const outfile = join(output, "main.mjs");
  await build({
    entryPoints: [join(folder, "main.ts")],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outfile,
    alias,
    plugins: [cotangent()],
    logLevel: "silent",
  });
  const options = ["--expose-gc", "--import", join(folder, "listen.mjs"), outfile];
  report = JSON.parse(execFileSync(process.execPath, options, { encoding: "utf8" })) as Report;
});

/** All numbers of a structure in order. */
const numbersOf = (value: unknown): number[] =>
  typeof value === "number" ? [value] : Object.values(value as object).flatMap(numbersOf);

describe("a derivative that throws", () => {
  test("says what the function says, and the next call is right", () => {
    expect(report.first.length).toBeGreaterThan(0);
    for (const { name, before, thrown, message, after, wanted } of report.first) {
      expect(thrown, name).toBe(message);
      expect(after, name).toEqual(before);
      const [got, expected] = [numbersOf(after), numbersOf(wanted)];
      expect(got.length, name).toBe(expected.length);
      expected.forEach((number, i) => {
        expect(Math.abs((got[i] ?? Number.NaN) - number), name).toBeLessThan(1e-12 * Math.max(1, Math.abs(number)));
      });
    }
  });

  test("leaves nothing behind: the memory does not grow by as much as two bytes a call", () => {
    expect(report.rounds * report.grown.length).toBeGreaterThan(100_000);
    for (const { name, bytes } of report.grown) expect(bytes, name).toBeLessThan(2 * report.rounds + 100_000);
  });

  test("is the same after all of that", () => {
    expect(report.last).toEqual(report.first);
  });
});

test("what is no number comes through, and does not stay", () => {
  expect(report.withoutNumbers.map(({ gave }) => gave)).toEqual([
    ["NaN", "NaN"],
    ["0", "Infinity"],
    ["0", "Infinity"],
    ["NaN", "NaN"],
  ]);
  for (const { given, after, wanted } of report.withoutNumbers) expect(after, given.join()).toEqual(wanted);
});

test("worker threads do not see each other, nor one whose tape fills its memory", () => {
  expect(report.workers.full).toBe("ERR_WORKER_OUT_OF_MEMORY");
  expect(report.workers.others).toEqual([report.first, report.first]);
  expect(report.workers.here).toEqual(report.first);
});
