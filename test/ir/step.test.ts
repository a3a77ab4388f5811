import { describe, expect, test } from "vitest";
import { createContext } from "../../packages/transformer/src/context.js";
import { InternalError } from "../../packages/transformer/src/diagnostics/internal.js";
import type { Frontend } from "../../packages/transformer/src/frontend/frontend.js";
import type { IRFunction } from "../../packages/transformer/src/ir/types.js";
import { createSteps } from "../../packages/transformer/src/step.js";
import { compute, fn, numbers, programOf } from "./build.js";

const noFrontend: Frontend = {
  declarationOf: () => undefined,
  declarationsOf: () => [],
  requiredBy: () => undefined,
  ownSource: () => {
    throw new Error("no sources");
  },
  sourceFiles: () => [],
  runningFiles: () => [],
  userFiles: () => [],
  runningFile: () => undefined,
  typeOf: () => {
    throw new Error("no types");
  },
  checker: () => {
    throw new Error("no checker");
  },
  checkerAt: () => {
    throw new Error("no checker");
  },
};
const contextOf = () => createContext(noFrontend);

const [x, y, z] = numbers("x", "y", "z");
const good = fn([x], [compute(y, "neg", x)], [y], "good");
const wrong = fn([x], [compute(y, "neg", z)], [y], "wrong");

describe("a step", () => {
  test("gives what the pass gives, and says what it was, how long and how large", () => {
    const log: unknown[] = [];
    const step = createSteps(contextOf(), {
      verify: true,
      dump: (pass, text) => log.push([pass, text]),
      record: (pass, milliseconds, statements) => log.push([pass, milliseconds >= 0, statements]),
      inspect: (pass, functions) => log.push([pass, ...functions]),
    });
    expect(step("lower", "source", () => good)).toBe(good);
    expect(log).toEqual([
      ["lower", true, 1],
      ["lower", good],
      ["lower", "function good(x.0: number)\n  y.1 = neg x.0\n  return y.1\n"],
    ]);
  });

  test("takes programs, nothing, and other results that hold functions", () => {
    const texts: string[] = [];
    const step = createSteps(contextOf(), { verify: true, dump: (_, text) => texts.push(text) });
    const program = programOf(good, fn([z], [], [z], "other"));
    expect(step("inline", "primal", () => program)).toBe(program);
    expect(step("lower", "source", () => undefined)).toBe(undefined);
    expect(
      step(
        "linearize",
        "joint",
        () => ({ fn: good }),
        (joint) => [joint.fn],
      ),
    ).toEqual({ fn: good });
    expect(texts[0]).toBe(`${texts[2]}\nfunction other(z.0: number)\n  return z.0\n`);
    expect(texts[1]).toBe("");
  });

  test("verifies the stage, unless a diagnostic was reported or there is no stage", () => {
    const ctx = contextOf();
    const step = createSteps(ctx, { verify: true });
    expect(() => step("simplify", "primal", () => wrong)).toThrow(
      "Cotangent failed in the pass simplify of wrong: verify (primal stage) wrong: z",
    );
    expect(step("simplify", undefined, () => wrong)).toBe(wrong);
    expect(createSteps(ctx, { verify: false })("simplify", "primal", () => wrong)).toBe(wrong);
    ctx.reporter.report("internalError", undefined);
    expect(step("simplify", "primal", () => wrong)).toBe(wrong);
  });

  test("goes on with what stands between gives, which is verified", () => {
    const seen: unknown[] = [];
    const step = createSteps(contextOf(), {
      verify: true,
      intercept: <T>(pass: string, result: T): T => (pass === "fuse" ? (wrong as T) : result),
      inspect: (pass, functions) => seen.push(pass, ...functions),
    });
    expect(step("simplify", "primal", () => good)).toBe(good);
    expect(step("fuse", undefined, () => good)).toBe(wrong);
    expect(seen).toEqual(["simplify", good, "fuse", wrong]);
    expect(() => step("fuse", "primal", () => good)).toThrow("verify (primal stage) wrong");
  });

  test("wraps an exception once, with pass, function and line", () => {
    const file = new URL(import.meta.url).pathname;
    const subject = { name: "f", span: { file, start: 120, end: 130 } };
    const step = createSteps(contextOf(), { verify: true, subject });
    const fail = (): IRFunction => {
      throw new TypeError("undefined is not a block");
    };
    const caught = catchError(() => step("fuse", "unscheduled", fail));
    expect(caught).toBeInstanceOf(InternalError);
    expect(caught).toMatchObject({ pass: "fuse", functionName: "f", span: subject.span });
    expect(caught.message).toMatch(
      /^Cotangent failed in the pass fuse of f \(.*step\.test\.ts:2\): undefined is not a block\n/,
    );
    expect(caught.message).toContain("Please report it");
    expect(catchError(() => step("outer", "primal", () => step("inner", "primal", fail)))).toMatchObject({
      pass: "inner",
    });
    step("lower", "source", () => good);
    expect(catchError(() => step("fuse", "unscheduled", fail)).functionName).toBe("good");
  });
});

function catchError(run: () => unknown): InternalError {
  try {
    run();
  } catch (error) {
    if (error instanceof InternalError) return error;
  }
  throw new Error("no internal error was thrown");
}
