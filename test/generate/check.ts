import { join } from "node:path";
import * as internal from "cotangent/internal";
import { transformSync } from "esbuild";
import { findConfig } from "../../packages/transformer/src/frontend/options.js";
import { createProject } from "../../packages/transformer/src/frontend/project.js";
import { transformModule } from "../../packages/transformer/src/transform.js";
import { optimizationNames } from "../support/compile.js";
import { relativeError } from "../support/differences.js";
import { root } from "../support/fixtures.js";
import {
  clone,
  firstDifference,
  leavesOf,
  mapNumbers,
  memoryOf,
  readAt,
  seededNumbers,
  showPath,
} from "../support/structure.js";
import { type DualOutcome, runDuals } from "./duals/run.js";
import { Unsuitable } from "./duals/values.js";
import type { Program } from "./program/program.js";

/** A program on which the compiler is wrong, and how: programs that fail in the same way are of one kind. */
export class Failure extends Error {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(`${kind}: ${message}`);
  }
}

type Arguments = readonly unknown[];
type Callable = (...args: Arguments) => unknown;

/** What one input should give. */
interface Expected {
  readonly input: Arguments;
  readonly outcome: DualOutcome;
}

/** Values beyond this are no measure of a derivative: rounding takes over. */
const tame = 1e5;
const tolerance = 1e-9;
const fileName = join(root, "test/generate/_program.ts");

/** The project is kept, since it holds the library files once parsed. */
export function createChecker() {
  const project = createProject(findConfig(fileName));

  /** The transformed module. */
  const compile = (program: Program, off: readonly string[]): string => {
    const frontend = project.open(new Map([[fileName, marked(program)]]));
    const file = frontend.sourceFile(fileName);
    if (file === undefined) throw new Error("no file");
    const optimizations = Object.fromEntries(off.map((name) => [name, false]));
    const { code, diagnostics } = transformModule(file, frontend, { optimizations, sourcemap: false });
    const first = diagnostics.find((diagnostic) => diagnostic.severity === "error");
    if (first === undefined) return code;
    const internalError = /internal|invariant/i.test(first.message);
    throw new Failure(
      internalError ? `internal ${summary(first.message)}` : `refused ${first.code}`,
      `${first.message} ${excerpt(program, first.span)}`,
    );
  };

  /** Throws a Failure if a derivative of the program is wrong, and Unsuitable if nothing can be said about it. */
  return (program: Program, off: readonly (readonly string[])[]): void => {
    const expected = expectations(program);
    const code = compile(program, []);
    checkModule(program, code, expected, "");
    if (compile(program, []) !== code) throw new Failure("compiled twice", "two different texts");
    for (const names of off) {
      const what = names.length === optimizationNames.length ? "all off: " : `${names.join("+")} off: `;
      checkModule(program, compile(program, names), expected, what);
    }
  };
}

const summary = (message: string): string => message.replace(/[%$]?\b\w*\d[\w.]*/g, "#").slice(0, 90);

const excerpt = ({ source }: Program, span: { readonly start: number; readonly end: number } | undefined): string =>
  span === undefined
    ? ""
    : `(line ${source.slice(0, span.start).split("\n").length}: ${source.slice(span.start, Math.min(span.end, span.start + 60))})`;

const marked = ({ source, wrt }: Program): string => `${source}
import { jvp, valueAndGrad } from "cotangent";
export const gradient = valueAndGrad(f, { wrt: ${JSON.stringify(wrt)} });
export const pushforward = jvp(f);
`;

/** The arguments of every input, new each time. */
export const argumentsOf = (input: string): Arguments => new Function(`return ${input};`)() as Arguments;

function expectations(program: Program): Expected[] {
  const f = load(program.source).f as Callable;
  return program.inputs.map((text) => {
    const input = argumentsOf(text);
    const outcome = runDuals(program.source, input, program.wrt);
    const { value } = outcome;
    if (typeof value !== "number" || !(Math.abs(value) < tame)) throw new Unsuitable(`the value is ${String(value)}`);
    const native = separate(input);
    const difference = firstDifference(f(...native), value) ?? firstDifference(native, outcome.args);
    if (difference !== undefined) throw new Error(`the interpreter differs from JavaScript: ${difference}`);
    if (!(outcome.largest < tame)) throw new Unsuitable("the derivative is too large");
    return { input, outcome };
  });
}

/** Two arguments are two inputs, so each is copied on its own. */
const separate = (input: Arguments): unknown[] => input.map((arg) => clone(arg));

/** Runs a module and gives its exports; the only other module it may import is the runtime's. */
function load(source: string): Readonly<Record<string, unknown>> {
  const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "node20" });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  new Function("module", "exports", "require", code)(module, module.exports, () => internal);
  return module.exports;
}

function checkModule(program: Program, code: string, expected: readonly Expected[], what: string): void {
  const fail = (kind: string, message: string): never => {
    throw new Failure(`${what}${kind}`, message);
  };
  const attempt = <T>(name: string, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      return fail(`${name} throws`, String(error));
    }
  };
  const exported = attempt("module", () => load(code));
  const gradient = exported.gradient as Callable;
  const pushforward = exported.pushforward as (args: Arguments, tangents: Arguments) => unknown;
  for (const [k, one] of expected.entries()) {
    const args = separate(one.input);
    const result = attempt("gradient", () => gradient(...args)) as { value: unknown; grad: Arguments };
    checkPrimal("gradient", k, one, result.value, args, fail);
    checkGradient(program, k, one, result.grad, fail);
    const memory = memoryOf(args);
    for (const part of memoryOf(result.grad)) if (memory.has(part)) fail("shared memory", `input ${k}`);
    const again = gradient(...separate(one.input)) as { grad: unknown };
    const changed = firstDifference(result.grad, again.grad);
    if (changed !== undefined) fail("second call", `input ${k}: ${changed}`);
    checkPushforward(program, k, one, pushforward, attempt, fail);
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
  let want = 0;
  let leaf = 0;
  for (const p of wrt)
    for (const path of leavesOf(input[p]))
      want += (outcome.partials(leaf++) as number) * (readAt(tangents[p], path) as number);
  const args = separate(input);
  const result = attempt("jvp", () => pushforward(args, separate(tangents))) as { value: unknown; tangent: number };
  checkPrimal("jvp", k, one, result.value, args, fail);
  if (!close(want, result.tangent, outcome)) fail("jvp", `input ${k}: expected ${want}, got ${result.tangent}`);
}

const close = (want: number, got: number, { largest }: DualOutcome): boolean =>
  relativeError(want, got) <= tolerance || Math.abs(want - got) <= 1e-12 * largest;
