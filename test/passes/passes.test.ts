import { describe, expect, test } from "vitest";
import * as internals from "../../packages/runtime/src/internal.js";
import type { IRFunction } from "../../packages/transformer/src/ir/types.js";
import { derivativeAtZero, relativeError } from "../support/differences.js";
import { expectGolden } from "../support/golden.js";
import {
  createPassRunner,
  derivativePasses,
  isAlone,
  type PassProgram,
  type PassResult,
  passPrograms,
  primalPasses,
  runFunctions,
  textAfter,
} from "../support/passes.js";
import { clone, leavesOf, readAt, showPath, writeAt } from "../support/structure.js";

interface ProgramModule {
  readonly f: (...args: readonly unknown[]) => number;
  readonly inputs: readonly (readonly unknown[])[];
}

const runner = createPassRunner();
const programs = passPrograms();
const runtime = new Map<string, unknown>(Object.entries(internals));
const results = new Map<string, readonly PassResult[]>();

describe.each([...new Set(programs.map((program) => program.pass))])("after %s", (pass) => {
  test.each(programs.filter((program) => program.pass === pass))("$name", (program) => {
    expectGolden(program.golden, textAfter(pass, resultsOf(program)));
  });
});

test.each(programs)("the passes before linearize keep what $pass/$name computes, to the bit", async (program) => {
  const { f, inputs } = await load(program);
  for (const input of inputs) {
    const expected = effects(input, (args) => f(...args));
    for (const { pass, functions } of primalPasses(resultsOf(program))) {
      expect(
        effects(input, (args) => run(functions, args)),
        pass,
      ).toEqual(expected);
    }
  }
});

const forward = programs.filter((program) => program.pass === "evaluateInPlace");
const reverse = programs.filter((program) => !forward.includes(program));

test.each(forward)("the last pass of forward mode gives value and tangent of $pass/$name", async (program) => {
  const { f, inputs } = await load(program);
  for (const input of inputs) {
    const last = resultsOf(program).at(-1)?.functions ?? [];
    const { value, tangent } = run(last, [...clone(input), 1]) as {
      readonly value: unknown;
      readonly tangent: unknown;
    };
    expect(value).toBe(f(...clone(input)));
    const expected = differences(f, input);
    expect(expected).toHaveLength(1);
    for (const { derivative } of expected) expect(relativeError(Number(tangent), derivative)).toBeLessThan(1e-8);
  }
});

test.each(reverse)("the passes from transpose on give value and gradient of $pass/$name", async (program) => {
  const { f, inputs } = await load(program);
  for (const input of inputs) {
    const expected = differences(f, input);
    const passes = derivativePasses(resultsOf(program));
    expect(passes.length).toBeGreaterThan(8);
    for (const { pass, functions } of passes.filter(isAlone)) {
      const { value, grad } = run(functions, clone(input)) as { readonly value: unknown; readonly grad: unknown };
      expect(value, pass).toBe(f(...clone(input)));
      for (const { path, derivative } of expected) {
        const found = readAt([grad], path);
        const where = `${showPath(path)} of the gradient after ${pass}: ${String(found)} for ${derivative}`;
        expect(relativeError(Number(found), derivative), where).toBeLessThan(1e-8);
      }
    }
  }
});

test("compiled again, every pass leaves the same text", () => {
  const again = createPassRunner();
  const texts = (passes: readonly PassResult[]): string[] => passes.map((result) => result.text);
  for (const program of programs) expect(texts(again.run(program.path))).toEqual(texts(resultsOf(program)));
});

function resultsOf({ path }: PassProgram): readonly PassResult[] {
  const known = results.get(path) ?? runner.run(path);
  results.set(path, known);
  return known;
}

const load = async ({ path }: PassProgram): Promise<ProgramModule> => (await import(path)) as ProgramModule;

const run = (functions: readonly IRFunction[], args: readonly unknown[]): unknown =>
  runFunctions(functions, args, { internals: (name) => runtime.get(name) });

/** The result with the arguments as the function leaves them. */
function effects(input: readonly unknown[], compute: (args: readonly unknown[]) => unknown): unknown {
  const args = clone(input);
  const result = compute(args);
  return { result, args };
}

/** The derivatives by the numbers of the first argument, where differences are sure of them. */
function differences(f: ProgramModule["f"], input: readonly unknown[]) {
  return leavesOf(input.slice(0, 1)).flatMap((path) => {
    const moved = (step: number): number => {
      const args = clone(input);
      writeAt(args, path, (readAt(args, path) as number) + step);
      return f(...args);
    };
    const { value, error } = derivativeAtZero(moved, 1e-2);
    return error < 1e-9 * Math.max(1, Math.abs(value)) ? [{ path, derivative: value }] : [];
  });
}
