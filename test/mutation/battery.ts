import { dirname } from "node:path";
import { buildSync } from "esbuild";
import { createProject } from "../../packages/transformer/src/frontend/project.js";
import type { StepOptions } from "../../packages/transformer/src/step.js";
import { transformModule } from "../../packages/transformer/src/transform.js";
import { createRecorder } from "../generate/console.js";
import { type Exports, loadModule } from "../generate/load.js";
import { givesNumbers } from "../support/checks.js";
import { relativeError } from "../support/differences.js";
import type { FixtureModule } from "../support/fixtures.js";
import { alias } from "../support/modules.js";
import { usable, variedInputs } from "../support/otherInputs.js";
import {
  clone,
  firstDifference,
  leavesOf,
  mapNumbers,
  readAt,
  seededNumbers,
  sparseNumbers,
} from "../support/structure.js";
import { createPrograms, type Program } from "./programs.js";

/** A program, and what its derivatives give: the tests have found that to be right. */
export interface Probe {
  readonly name: string;
  readonly golden: boolean;
  /** The emitted module; throws where the compiler refuses. The messages, of what it must refuse. */
  readonly emit: (steps?: Partial<StepOptions>) => string;
  /** Everything that the derivatives of an emitted module do. */
  readonly run: (code: string) => readonly unknown[];
}

type Arguments = readonly unknown[];
type Callable = (...args: Arguments) => unknown;

/** Files of one program, so that types are found once, but for what is refused: this share of them, and what is always taken. */
export function createProbes(share: number): readonly Probe[] {
  const isTaken = (k: number): boolean => Math.floor(k * share) !== Math.floor((k - 1) * share);
  const programs = createPrograms().filter(({ always }, k) => always || isTaken(k));
  const accepted = programs.filter(({ refused }) => !refused);
  const all = createProject().open(new Map(accepted.map(({ path, source }) => [path, source])));
  const others = createProject();
  return programs.map((program) => ({
    name: program.name,
    golden: program.golden,
    emit: (steps = {}) => {
      const { path, source } = program;
      // What is refused may say anything, also of what is global.
      const frontend = program.refused ? others.open(new Map([[path, source]])) : all;
      const file = frontend.sourceFile(path);
      if (file === undefined) throw new Error(`${path} is not there`);
      const { code, diagnostics } = transformModule(file, frontend, {
        optimizations: program.off,
        sourcemap: false,
        steps,
      });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      if (program.refused) return JSON.stringify(diagnostics.map((one) => [one.code, one.span?.start, one.message]));
      if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
      return code;
    },
    run: (code) => (program.refused ? [] : run(code, program)),
  }));
}

/** What each derivative gives for each input, with what it does to its arguments. */
function run(code: string, program: Program): readonly unknown[] {
  const console = createRecorder();
  const exports = load(code, program, { console });
  // A module of modes has run when it is loaded.
  if (exports.results !== undefined) return (exports.results as { readonly got: unknown }[]).map(({ got }) => got);
  const own = exports.inputs as Arguments[];
  const inputs = [...own, ...((exports.refused ?? []) as Arguments[]), ...othersOf(program, exports)];
  return waysOf(exports).flatMap((way) =>
    inputs.map((input) => {
      const args = clone(input);
      return [attempt(() => way(args)), args, console.lines.splice(0)];
    }),
  );
}

/** Which of the inputs that are made of a program's own f can do with: found once, as time decides it, too. */
const usableOf = new WeakMap<Program, ReadonlySet<number>>();

function othersOf(program: Program, exports: Exports): readonly Arguments[] {
  const f = exports.f as FixtureModule["f"];
  const all = variedInputs(exports.inputs as Arguments[], f.length);
  const good =
    usableOf.get(program) ?? new Set(usable(all, (input) => givesNumbers({ f }, input)).map((one) => all.indexOf(one)));
  usableOf.set(program, good);
  return all.filter((_, k) => good.has(k)).map(({ input }) => input);
}

function load(code: string, { path }: Program, globals: Readonly<Record<string, unknown>>): Exports {
  if (!/^(import|export \* from)(?!.*"cotangent)/m.test(code)) return loadModule(code, globals);
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: dirname(path), sourcefile: path, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    alias,
    logLevel: "silent",
  });
  return loadModule(outputFiles[0]!.text, globals);
}

/** Every derivative is called twice: a call leaves no state. */
function waysOf(exports: Exports): readonly ((input: Arguments) => unknown)[] {
  const { wrt } = exports;
  const along = (name: string, numbers: () => () => number) => (input: Arguments) => {
    const next = numbers();
    return (exports[name] as Callable)(
      input,
      input.map((arg) => mapNumbers(arg ?? 0, next)),
    );
  };
  const ways: Readonly<Record<string, (input: Arguments) => unknown>> = {
    probeJvp: along("probeJvp", () => seededNumbers(3)),
    probeGradient: (input) => (exports.probeGradient as Callable)(...input),
    probeInto: (input) => {
      const memory = memoryFor(input, wrt);
      const given = clone(input);
      const first = clone((exports.probeInto as Callable)(memory, ...input));
      return [first, (exports.probeInto as Callable)(memory, ...given)];
    },
    probePullback: (input) => {
      const { value, pullback } = (exports.probePullback as Callable)(...input) as {
        readonly value: unknown;
        readonly pullback: Callable;
      };
      const cotangent = (seed: number): unknown => mapNumbers(value, seededNumbers(seed));
      return [7, 8, 7].map((seed) => clone(pullback(cotangent(seed))));
    },
    secondGradient: (input) => (exports.secondGradient as Callable)(...input),
    secondProduct: along("secondProduct", () => seededNumbers(5)),
    secondOfSum: (input) => (exports.secondOfSum as Callable)(...input),
  };
  const own = Object.keys(ways).filter((name) => exports[name] !== undefined);
  const twice = own.flatMap((name) => [ways[name]!, ways[name]!]);
  // A tangent of 0 takes branches of its own.
  const sparse = ([1, -1] as const).map((side) => along("probeJvp", () => sparseNumbers(4, side)));
  return exports.probeJvp === undefined ? twice : [...twice, ...sparse];
}

const memoryFor = (input: Arguments, wrt: unknown): unknown =>
  typeof wrt === "number"
    ? mapNumbers(input[wrt], () => 0)
    : (wrt as number[]).map((k) => mapNumbers(input[k], () => 0));

function attempt(run: () => unknown): unknown {
  try {
    return clone(run());
  } catch (error) {
    return { thrown: String(error) };
  }
}

/** Whether two runs give the same, to rounding. */
export function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  const zeros = (results: readonly unknown[]): unknown => mapNumbers(results, () => 0);
  if (firstDifference(zeros(a), zeros(b)) !== undefined) return false;
  return leavesOf(a).every((path) => {
    const [x, y] = [readAt(a, path), readAt(b, path)] as [number, number];
    return Object.is(x, y) || relativeError(x, y) <= 1e-8;
  });
}
