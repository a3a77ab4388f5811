import { relativeError } from "../support/differences.js";
import {
  firstDifference,
  leavesOf,
  mapNumbers,
  memoryOf,
  readAt,
  seededNumbers,
  showPath,
} from "../support/structure.js";
import type { DualOutcome } from "./duals/run.js";
import { type Arguments, type Callable, type Expected, separate } from "./expected.js";
import { Failure } from "./failure.js";
import { withinTime } from "./limit.js";
import { loadModule } from "./load.js";
import type { Program } from "./program/program.js";

const tolerance = 1e-9;

/** Everything that the derivatives of a program do, against what they should. */
export function compareModule(program: Program, code: string, expected: readonly Expected[]): void {
  const fail = (kind: string, message: string): never => {
    throw new Failure(kind, message);
  };
  const attempt = <T>(name: string, run: () => T): T => {
    try {
      return withinTime(run);
    } catch (error) {
      return fail(`${name} throws ${String(error).slice(0, 60)}`, "");
    }
  };
  const exported = attempt("module", () => loadModule(code));
  const gradient = exported.gradient as Callable | undefined;
  const pushforward = exported.pushforward as (args: Arguments, tangents: Arguments) => unknown;
  for (const [k, one] of expected.entries()) {
    checkPushforward(program, k, one, pushforward, attempt, fail);
    if (gradient === undefined) continue;
    const args = separate(one.input);
    const result = attempt("gradient", () => gradient(...args)) as { value: unknown; grad: Arguments };
    checkPrimal("gradient", k, one, result.value, args, fail);
    checkGradient(program, k, one, result.grad, fail);
    const memory = memoryOf(args);
    for (const part of memoryOf(result.grad)) if (memory.has(part)) fail("shared memory", `input ${k}`);
    const again = gradient(...separate(one.input)) as { grad: unknown };
    const changed = firstDifference(result.grad, again.grad);
    if (changed !== undefined) fail("second call", `input ${k}: ${changed}`);
  }
}

type Fail = (kind: string, message: string) => never;

function checkPrimal(
  name: string,
  k: number,
  { outcome }: Expected,
  value: unknown,
  args: Arguments,
  fail: Fail,
): void {
  const wrong = firstDifference(outcome.value, value);
  if (wrong !== undefined) fail(`${name} value`, `input ${k}: ${wrong}`);
  const effect = firstDifference(outcome.args, args);
  if (effect !== undefined) fail(`${name} effects`, `input ${k}: ${effect}`);
}

/** Every number of the gradient against the tangent along it. */
function checkGradient({ wrt }: Program, k: number, { input, outcome }: Expected, grad: Arguments, fail: Fail): void {
  let leaf = 0;
  for (const [position, parameter] of wrt.entries()) {
    const actual = grad[position];
    const shape = mapNumbers(input[parameter], () => 0);
    const different = firstDifference(
      shape,
      mapNumbers(actual, () => 0),
    );
    if (different !== undefined) fail("gradient shape", `input ${k}, parameter ${parameter}: ${different}`);
    for (const path of leavesOf(input[parameter])) {
      const want = outcome.partials(leaf++) as number;
      const got = readAt(actual, path) as number;
      if (!close(want, got, outcome))
        fail("gradient", `input ${k}, parameter ${parameter} ${showPath(path)}: expected ${want}, got ${got}`);
    }
  }
}

/** A tangent along a random direction. */
function checkPushforward(
  { wrt }: Program,
  k: number,
  one: Expected,
  pushforward: (args: Arguments, tangents: Arguments) => unknown,
  attempt: <T>(name: string, run: () => T) => T,
  fail: Fail,
): void {
  const { input, outcome } = one;
  const next = seededNumbers(k + 5);
  const tangents = input.map((arg, p) => mapNumbers(arg, wrt.includes(p) ? next : () => 0));
  const directions = wrt.flatMap((p) => leavesOf(input[p]).map((path) => readAt(tangents[p], path) as number));
  const args = separate(input);
  const result = attempt("jvp", () => pushforward(args, separate(tangents))) as { value: unknown; tangent: unknown };
  checkPrimal("jvp", k, one, result.value, args, fail);
  const partials = directions.map((_, leaf) => outcome.partials(leaf));
  for (const path of leavesOf(outcome.value)) {
    const want = directions.reduce((sum, along, leaf) => sum + along * (readAt(partials[leaf], path) as number), 0);
    const got = readAt(result.tangent, path) as number;
    if (!close(want, got, outcome)) fail("jvp", `input ${k} ${showPath(path)}: expected ${want}, got ${got}`);
  }
}

const close = (want: number, got: number, { largest }: DualOutcome): boolean =>
  relativeError(want, got) <= tolerance || Math.abs(want - got) <= 1e-12 * largest;
