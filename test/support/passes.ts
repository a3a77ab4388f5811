import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { plainRoot } from "../../packages/transformer/src/2-lower/lower.js";
import { createContext } from "../../packages/transformer/src/context.js";
import { createProject, type Project, type ProjectFrontend } from "../../packages/transformer/src/frontend/project.js";
import { ts } from "../../packages/transformer/src/frontend/ts.js";
import { type EvaluateOptions, evaluate } from "../../packages/transformer/src/ir/eval.js";
import { printFunctions } from "../../packages/transformer/src/ir/print.js";
import type { IRFunction } from "../../packages/transformer/src/ir/types.js";
import { visit } from "../../packages/transformer/src/ir/walk.js";
import type { DerivativeRequest } from "../../packages/transformer/src/pipeline/derivative.js";
import { derive } from "../../packages/transformer/src/pipeline.js";

/** A program of test/passes/programs/<pass>, whose golden is the IR after that pass. */
export interface PassProgram {
  readonly pass: string;
  readonly name: string;
  readonly path: string;
  readonly golden: string;
}

const folder = fileURLToPath(new URL("../passes/programs", import.meta.url));

/** Every program, by folder and name. */
export const passPrograms = (): readonly PassProgram[] =>
  readdirSync(folder)
    .sort()
    .flatMap((pass) =>
      readdirSync(join(folder, pass))
        .filter((file) => file.endsWith(".ts"))
        .sort()
        .map((file) => ({
          pass,
          name: basename(file, ".ts"),
          path: join(folder, pass, file),
          golden: join(folder, pass, file.replace(/\.ts$/, ".golden.txt")),
        })),
    );

/** What one run of a pass of the pipeline gave: its functions, the main one first, and their text. */
export interface PassResult {
  readonly pass: string;
  readonly functions: readonly IRFunction[];
  readonly text: string;
}

/** Files are parsed once for all programs. */
export const createPassRunner = () => {
  const project = createProject();
  return { run: (path: string): readonly PassResult[] => runPasses(project, path) };
};

/** Differentiates the function `f` of a file, verifying every pass, and gives what each left, in order. */
function runPasses(project: Project, path: string): readonly PassResult[] {
  const { passes, refusals } = passesOf(project.open([path]), path, requestOf(readFileSync(path, "utf8")));
  if (refusals.length > 0) throw new Error(`${path} was refused: ${refusals.join("; ")}`);
  return passes;
}

/** The same for a file that is open, with what was found against it. */
export function passesOf(
  frontend: ProjectFrontend,
  path: string,
  request: DerivativeRequest,
): { readonly passes: readonly PassResult[]; readonly refusals: readonly string[] } {
  const file = frontend.sourceFile(path);
  const root = file?.statements.find((node) => ts.isFunctionDeclaration(node) && node.name?.text === "f");
  if (root === undefined || !ts.isFunctionDeclaration(root)) throw new Error(`${path} has no function f`);
  const passes: PassResult[] = [];
  const inspect = (pass: string, functions: readonly IRFunction[]): void => {
    passes.push({ pass, functions, text: printFunctions(functions) });
  };
  const ctx = { ...createContext(frontend), steps: { verify: true, inspect } };
  derive(plainRoot(root), request, ctx);
  return { passes, refusals: ctx.reporter.diagnostics.map(({ code, message }) => `${code} ${message}`) };
}

/** `// wrt: 0, 1` or `// marker: jvp` in a program ask for another derivative than the gradient by its first parameter. */
function requestOf(source: string): DerivativeRequest {
  const wrt = option(source, "wrt")?.split(",").map(Number);
  const marker = option(source, "marker") === "jvp" ? "jvp" : "valueAndGrad";
  return { marker, wrt: wrt === undefined ? 0 : wrt.length === 1 ? (wrt[0] ?? 0) : wrt };
}

const option = (source: string, name: string): string | undefined =>
  source.match(new RegExp(`^// ${name}: (.*)$`, "m"))?.[1];

/** The text after the first run of a pass. */
export function textAfter(pass: string, passes: readonly PassResult[]): string {
  const found = passes.find((result) => result.pass === pass);
  if (found !== undefined) return found.text;
  throw new Error(
    `no pass ${pass} in the pipeline, but ${[...new Set(passes.map((result) => result.pass))].join(", ")}`,
  );
}

/** The results of the passes that keep a function what it was: all before its derivative is made. */
export const primalPasses = (passes: readonly PassResult[]): readonly PassResult[] => {
  const end = passes.findIndex((result) => result.pass === "linearize");
  return end < 0 ? passes : passes.slice(0, end);
};

/** The results for the derivative itself, from its first form, where the reverse sweep still names mirrored scopes. */
export const derivativePasses = (passes: readonly PassResult[]): readonly PassResult[] => {
  const start = passes.findIndex((result) => result.pass === "transpose");
  const main = passes[start]?.functions[0]?.ref.id;
  return start < 0 ? [] : passes.slice(start).filter((result) => result.functions[0]?.ref.id === main);
};

/** Runs what a pass left in the interpreter: its first function, which may call the others. */
export function runFunctions(
  functions: readonly IRFunction[],
  args: readonly unknown[],
  options: EvaluateOptions,
): unknown {
  const [root] = functions;
  if (root === undefined) throw new Error("the pass left no function");
  return evaluate({ root, functions: new Map(functions.map((fn) => [fn.ref.id, fn])) }, args, options)[0];
}

/** Halves of called functions are planned apart from the function that calls them. */
export function isAlone({ functions }: PassResult): boolean {
  let calls = 0;
  visit(functions[0]?.body ?? [], (statement) => {
    if (statement.kind === "call") calls++;
  });
  return calls === 0;
}
