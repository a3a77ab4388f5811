import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createProject } from "../../packages/transformer/src/frontend/project.js";
import { transformModule } from "../../packages/transformer/src/transform.js";
import { createRecorder } from "../generate/console.js";
import { loadModule } from "../generate/load.js";
import { relativeError } from "../support/differences.js";
import { acceptedFixtures, acceptedPrograms, root } from "../support/fixtures.js";
import { clone, firstDifference, leavesOf, mapNumbers, readAt, seededNumbers } from "../support/structure.js";

/** A program, and what its derivatives give: the tests have found that to be right. */
export interface Probe {
  readonly name: string;
  /** The emitted module, and everything that its derivatives do; throws where the compiler refuses. */
  readonly look: () => Look;
}

export interface Look {
  readonly text: string;
  readonly results: readonly unknown[];
}

type Arguments = readonly unknown[];
type Callable = (...args: Arguments) => unknown;

const modes = join(root, "test/modes");
const same = readFileSync(join(modes, "_same.ts"), "utf8");

/**
 * Fixtures and programs of the tests that stand for themselves, and those of all modes. All are files of one program, so that types
 * are found once.
 */
export function createProbes(): readonly Probe[] {
  const sources = [
    ...[...acceptedFixtures(), ...acceptedPrograms()]
      .filter(({ source }) => !/^(import|export \* from)/m.test(source))
      .map(({ path, title, source }, k) => ({ path, title, source: withMarkers(source, k) })),
    ...readdirSync(modes)
      .filter((name) => !name.startsWith("_"))
      .map((name) => ({ path: join(modes, name), title: name, source: readFileSync(join(modes, name), "utf8") })),
  ];
  const frontend = createProject().open(new Map(sources.map(({ path, source }) => [path, source])));
  return sources.map(({ path, title }) => ({
    name: title,
    look: () => {
      const file = frontend.sourceFile(path);
      if (file === undefined) throw new Error(`${path} is not there`);
      const { code, diagnostics } = transformModule(file, frontend, { optimizations: {}, sourcemap: false });
      if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
      return { text: code, results: run(code) };
    },
  }));
}

/** Gradient and pushforward; one in a few programs also has a pullback, a second derivative, or a gradient in memory that is given. */
function withMarkers(source: string, k: number): string {
  const wrt = /^export const wrt = (.*);/m.exec(source)?.[1] ?? "0";
  const marks = [["probeJvp", "jvp(f)"]];
  if (!/^export const mode = "jvp"/m.test(source)) {
    marks.push(["probeGradient", `valueAndGrad(f, { wrt: ${wrt} })`]);
    if (k % 4 === 0) marks.push(["probeSecond", `jvp(grad(f, { wrt: ${wrt} }))`]);
    if (k % 5 === 1) marks.push(["probeInto", `grad(f, { wrt: ${wrt}, into: true })`]);
  }
  if (k % 3 === 0) marks.push(["probePullback", `vjp(f, { wrt: ${wrt} })`]);
  const exported = marks.map(([name, call]) => `export const ${name} = ${call};\n`);
  return `${source}\nimport { grad, jvp, valueAndGrad, vjp } from "cotangent";\n${exported.join("")}`;
}

/** What each derivative gives for each input, with what it does to its arguments. */
function run(code: string): readonly unknown[] {
  const console = createRecorder();
  const exports = loadModule(code, { console }, new Map([["./_same.js", same]]));
  // A module of modes has run when it is loaded.
  if (exports.results !== undefined) return (exports.results as { readonly got: unknown }[]).map(({ got }) => got);
  const { probeJvp, probeGradient, probeSecond, probeInto, probePullback, wrt } = exports;
  const inputs = [...(exports.inputs as Arguments[]), ...((exports.refused ?? []) as Arguments[])];
  const ways: readonly ((input: Arguments) => unknown)[] = [
    (input) => {
      const tangents = input.map((arg) => mapNumbers(arg, seededNumbers(3)));
      return (probeJvp as Callable)(input, tangents);
    },
    ...(probeGradient === undefined ? [] : [(input: Arguments) => (probeGradient as Callable)(...input)]),
    ...(probeSecond === undefined
      ? []
      : [
          (input: Arguments) =>
            (probeSecond as Callable)(
              input,
              input.map((arg) => mapNumbers(arg, seededNumbers(5))),
            ),
        ]),
    ...(probeInto === undefined
      ? []
      : [(input: Arguments) => (probeInto as Callable)(memoryFor(input, wrt), ...input)]),
    ...(probePullback === undefined
      ? []
      : [
          (input: Arguments) => {
            const { value, pullback } = (probePullback as Callable)(...input) as {
              readonly value: unknown;
              readonly pullback: Callable;
            };
            const cotangent = (): unknown => mapNumbers(value, seededNumbers(7));
            return [clone(pullback(cotangent())), pullback(cotangent())];
          },
        ]),
  ];
  return ways.flatMap((way) =>
    inputs.map((input) => {
      const args = clone(input);
      return [attempt(() => way(args)), args, console.lines.splice(0)];
    }),
  );
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

/** Whether two looks give the same, to rounding. */
export function isSame(a: Look, b: Look): boolean {
  const zeros = (look: Look): unknown => mapNumbers(look.results, () => 0);
  if (firstDifference(zeros(a), zeros(b)) !== undefined) return false;
  return leavesOf(a.results).every((path) => {
    const [x, y] = [readAt(a.results, path), readAt(b.results, path)] as [number, number];
    return Object.is(x, y) || relativeError(x, y) <= 1e-8;
  });
}
