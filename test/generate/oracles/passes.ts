import * as internals from "../../../packages/runtime/src/internal.js";
import type { EvaluateOptions } from "../../../packages/transformer/src/ir/eval.js";
import type { IRFunction } from "../../../packages/transformer/src/ir/types.js";
import { derivativePasses, isAlone, passesOf, primalPasses, runFunctions } from "../../support/passes.js";
import { firstDifference, leavesOf, readAt, showPath } from "../../support/structure.js";
import { close } from "../compare.js";
import { Unsuitable } from "../duals/unsuitable.js";
import { type Expected, separate } from "../expected.js";
import { Failure, fail } from "../failure.js";
import { withinTime } from "../limit.js";
import type { Program } from "../program/program.js";
import { fileName, type Services } from "../services.js";

const runtime = new Map<string, unknown>(Object.entries(internals));

/** What stands outside of the functions is not in the interpreter. */
class Outside extends Error {}

const options: EvaluateOptions = {
  internals: (name) => runtime.get(name),
  globals: () => {
    throw new Outside();
  },
};

/**
 * The interpreter of the intermediate representation after every pass: up to linearize what f gives, to the bit, with what it does to
 * its arguments; from transpose on also the gradient.
 */
export function passes({ source, wrt, returns }: Program, expected: readonly Expected[], { project }: Services): void {
  if (/\bconsole\b/.test(source)) throw new Unsuitable("the interpreter has no console");
  const frontend = project.open(new Map([[fileName, source]]));
  const marker = returns === "num" ? "valueAndGrad" : "jvp";
  const { passes: all, refusals } = passesOf(frontend, fileName, { marker, wrt: returns === "num" ? wrt : [...wrt] });
  if (refusals[0] !== undefined) throw new Failure("refused by a pass", refusals[0]);
  for (const [k, one] of expected.entries()) {
    if (one.outcome.thrown !== undefined) continue;
    for (const { pass, functions } of primalPasses(all)) checkValue(pass, functions, k, one);
    if (returns !== "num") continue;
    for (const result of derivativePasses(all))
      if (isAlone(result)) checkGradient(result.pass, result.functions, k, one, wrt);
  }
}

function run(pass: string, functions: readonly IRFunction[], args: readonly unknown[]): unknown {
  try {
    return withinTime(() => runFunctions(functions, args, options));
  } catch (error) {
    if (error instanceof Outside) throw new Unsuitable("the interpreter knows nothing of the module");
    if (error instanceof SyntaxError) throw new Unsuitable("the interpreter reads no host code with types");
    return fail(`after ${pass} throws ${String(error).slice(0, 60)}`, "");
  }
}

function checkValue(pass: string, functions: readonly IRFunction[], k: number, { input, outcome }: Expected): void {
  const args = separate(input);
  const value = run(pass, functions, args);
  const wrong = firstDifference(outcome.value, value);
  if (wrong !== undefined) fail(`value after ${pass}`, `input ${k}: ${wrong}`);
  const effect = firstDifference(outcome.args, args);
  if (effect !== undefined) fail(`effects after ${pass}`, `input ${k}: ${effect}`);
}

function checkGradient(
  pass: string,
  functions: readonly IRFunction[],
  k: number,
  { input, outcome }: Expected,
  wrt: readonly number[],
): void {
  const found = run(pass, functions, separate(input)) as { readonly value: unknown; readonly grad: readonly unknown[] };
  if (!Object.is(found.value, outcome.value)) fail(`value after ${pass}`, `input ${k}`);
  let leaf = 0;
  for (const [position, parameter] of wrt.entries())
    for (const path of leavesOf(input[parameter])) {
      const want = outcome.partials(leaf++) as number;
      const got = readAt(found.grad[position], path) as number;
      if (!close(want, got, outcome))
        fail(
          `gradient after ${pass}`,
          `input ${k}, parameter ${parameter} ${showPath(path)}: expected ${want}, got ${got}`,
        );
    }
}
