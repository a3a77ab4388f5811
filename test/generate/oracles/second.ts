import { checkSecond, type SecondDerivatives, withSecond } from "../../support/secondOrder.js";
import { attempt, recorded } from "../compare.js";
import { Unsuitable } from "../duals/unsuitable.js";
import { type Expected, nativeOf } from "../expected.js";
import { Failure } from "../failure.js";
import type { Program } from "../program/program.js";
import type { Services } from "../services.js";

/** Forward over reverse against extrapolated differences of the gradient, and reverse over reverse against forward over reverse. */
export function second(program: Program, expected: readonly Expected[], { compile }: Services): void {
  const { source, wrt, returns } = program;
  const tame = expected.filter(({ outcome }) => outcome.thrown === undefined && outcome.largest < 100);
  if (returns !== "num" || tame.length === 0) throw new Unsuitable("no second derivative");
  const module = {
    f: nativeOf(program) as (...args: readonly unknown[]) => number,
    wrt,
    inputs: tame.map(({ input }) => input.map(unshared)),
  };
  const code = compile(withSecond(source, module), { allowed: ["structureChanged", "repeatedClass"] });
  const { exports } = recorded(code);
  const named = <T>(name: string): T => exports[name] as T;
  const derivatives: SecondDerivatives = {
    gradient: named("secondGradient"),
    product: named("secondProduct"),
    gradientOfSum: named("secondOfSum"),
  };
  const message = attempt("second derivative", () => {
    try {
      checkSecond(module, derivatives);
      return undefined;
    } catch (error) {
      if (error instanceof Error && error.constructor === Error) return error.message;
      throw error;
    }
  });
  if (message !== undefined)
    throw new Failure(message.includes("reverse over") ? "second orders differ" : "second order", message);
}

/** A gradient of a gradient need not share what its argument shares, so that numbers would be counted differently. */
function unshared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unshared);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unshared(item)]));
}
