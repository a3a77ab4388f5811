import { describe, expect, test } from "vitest";
import {
  checkAgreement,
  checkDerivatives,
  checkFreshness,
  checkIdentity,
  checkInputs,
  checkPrimal,
  checkRefusals,
  type Derivatives,
} from "./checks.js";
import { derivativeAtZero } from "./differences.js";
import type { FixtureModule } from "./fixtures.js";
import { clone, firstDifference, leavesOf, mapNumbers } from "./structure.js";

// The checks of the fixture runner must fail on derivatives that are wrong: here are some, made by hand.

type Pair = [number[], number];

const f = (x: number[], k: number): number => {
  x[1] = k;
  return k * x[0]! ** 2;
};

const module = {
  f,
  inputs: [[[3, 1], 2]],
  wrt: [0, 1],
} as unknown as FixtureModule;

const right = {
  gradient: (x: number[], k: number) => {
    const value = f(x, k);
    return { value, grad: [[2 * k * x[0]!, 0], x[0]! ** 2] as Pair };
  },
  pushforward: ([x, k]: Pair, [x_dot, k_dot]: Pair) => {
    const value = f(x, k);
    return { value, tangent: 2 * k * x[0]! * x_dot[0]! + x[0]! ** 2 * k_dot };
  },
};

type Handmade = typeof right;

const withChange = (change: Partial<Handmade>): Derivatives => ({ ...right, ...change }) as unknown as Derivatives;

const changedGrad = (change: (grad: Pair, x: number[]) => unknown): Derivatives =>
  withChange({
    gradient: (x, k) => {
      const result = right.gradient(x, k);
      return { ...result, grad: change(result.grad, x) as Pair };
    },
  });

describe("the checks", () => {
  test("pass on a derivative that is right", () => {
    const derivatives = withChange({});
    checkInputs(module);
    checkPrimal(module, derivatives);
    checkDerivatives(module, derivatives);
    checkIdentity(module, derivatives, "everywhere");
    checkFreshness(module, derivatives);
    checkAgreement(module, derivatives, derivatives);
  });

  test("find a wrong partial", () => {
    const wrong = changedGrad(([x_bar, k_bar]) => [x_bar, k_bar * (1 + 1e-8)]);
    expect(() => checkDerivatives(module, wrong)).toThrow("gradient of parameter 1");
    expect(() => checkIdentity(module, wrong, "everywhere")).toThrow("jvp gives");
    expect(() => checkAgreement(module, withChange({}), wrong)).toThrow("gradient");
  });

  test("find a value that differs in the last bit, and an effect that is missing", () => {
    const inexact = withChange({
      gradient: (x, k) => ({ ...right.gradient(x, k), value: 18.000000000000004 }),
    });
    expect(() => checkPrimal(module, inexact)).toThrow("value");
    const pure = withChange({ pushforward: (args, tangents) => right.pushforward(clone(args), tangents) });
    expect(() => checkPrimal(module, pure)).toThrow("arguments afterwards, [0][1]");
  });

  test("find state, shared memory and a wrong shape", () => {
    let calls = 0;
    const stateful = changedGrad(([x_bar, k_bar]) => [x_bar, k_bar + calls++]);
    expect(() => checkFreshness(module, stateful)).toThrow("second gradient");
    const sharing = changedGrad(([, k_bar], x) => [x, k_bar]);
    expect(() => checkFreshness(module, sharing)).toThrow("shares memory");
    const missing = changedGrad(([, k_bar]) => [undefined, k_bar]);
    expect(() => checkFreshness(module, missing)).toThrow("shape");
    expect(() => checkDerivatives(module, missing)).toThrow("numbers expected");
  });

  test("find a call that should throw, and one that should not", () => {
    const refusing = { ...module, refused: module.inputs };
    expect(() => checkRefusals(refusing, withChange({}))).toThrow("expected an exception");
    const throwing = withChange({
      gradient: () => {
        throw new Error("no");
      },
    });
    expect(() => checkPrimal(module, throwing)).toThrow("the derivative no");
  });

  test("find an input at a kink", () => {
    const kinked = { ...module, f: (x: number[]) => Math.abs(x[0]! - 3) } as unknown as FixtureModule;
    expect(() => checkInputs(kinked)).toThrow("not reliable");
  });
});

test("differences are right to ten digits and know when they are not", () => {
  const smooth = derivativeAtZero((step) => Math.exp(Math.sin(3 * (0.4 + step))), 0.02);
  expect(Math.abs(smooth.value - 3 * Math.cos(1.2) * Math.exp(Math.sin(1.2)))).toBeLessThan(1e-10);
  expect(derivativeAtZero((step) => Math.max(0, step), 0.02).error).toBe(Number.POSITIVE_INFINITY);
});

test("shared memory stays shared in copies, and is walked once", () => {
  const row = [1, 2];
  const copy = clone([row, row, new Float32Array([3]), { name: "a", n: 4, at: new Int32Array([1]) }] as const);
  expect(copy[0]).toBe(copy[1]);
  expect(leavesOf(copy)).toEqual([
    [0, 0],
    [0, 1],
    [2, 0],
    [3, "n"],
  ]);
  expect(mapNumbers(copy, () => 0)).toEqual([[0, 0], [0, 0], new Float32Array(1), { n: 0 }]);
  expect(firstDifference([0], [-0])).toContain("[0]");
});
