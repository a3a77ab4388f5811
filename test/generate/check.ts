import { join } from "node:path";
import { findConfig } from "../../packages/transformer/src/frontend/options.js";
import { createProject } from "../../packages/transformer/src/frontend/project.js";
import { transformModule } from "../../packages/transformer/src/transform.js";
import { root } from "../support/fixtures.js";
import { compareModule } from "./compare.js";
import { Unsuitable } from "./duals/unsuitable.js";
import { type Expected, expectations } from "./expected.js";
import { Failure } from "./failure.js";
import type { Program } from "./program/program.js";

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
    // The generator does not know which arrays a callback may not shorten.
    if (first.name === "shortenedWhileIterated") throw new Unsuitable(first.message);
    const internalError = first.code === "CT1016";
    throw new Failure(
      internalError ? `internal ${summary(first.message)}` : `refused ${first.code}`,
      `${first.message} ${excerpt(program, first.span)}`,
    );
  };

  const checkVariant = (
    program: Program,
    expected: readonly Expected[],
    off: readonly string[],
    known?: string,
  ): string => {
    try {
      const code = compile(program, off);
      if (off.length === 0 && known !== undefined && known !== code)
        throw new Failure("compiled twice", "two different texts");
      if (code !== known) compareModule(program, code, expected);
      return code;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(error.kind, error.message.slice(error.kind.length + 2), off);
    }
  };

  /** What the interpreter finds; where it fails, whether the program is one that the compiler rightly refuses. */
  const expectedOf = (program: Program): readonly Expected[] => {
    try {
      return expectations(program);
    } catch (error) {
      compile(program, []);
      throw error;
    }
  };

  /**
   * Throws a Failure if a derivative of the program is wrong, and Unsuitable if nothing can be said about it. Each list in
   * `off` is one more compilation, the empty one a repetition. After a failure only compilations like that one are tried again.
   */
  return (program: Program, off: readonly (readonly string[])[], before?: Failure): void => {
    const expected = expectedOf(program);
    const plain = before === undefined || before.off.length === 0 ? checkVariant(program, expected, []) : undefined;
    const again = before === undefined || before.off.length > 0 || before.kind === "compiled twice";
    if (again) for (const names of off) checkVariant(program, expected, names, plain);
  };
}

const summary = (message: string): string => message.replace(/[%$]?\b\w*\d[\w.]*/g, "#").slice(0, 90);

const excerpt = ({ source }: Program, span: { readonly start: number; readonly end: number } | undefined): string =>
  span === undefined
    ? ""
    : `(line ${source.slice(0, span.start).split("\n").length}: ${source.slice(span.start, Math.min(span.end, span.start + 60))})`;

/** A function that gives a structure has no gradient, but it has tangents. */
const marked = ({ source, wrt, returns }: Program): string => `${source}
import { jvp, valueAndGrad } from "cotangent";
${returns === "num" ? `export const gradient = valueAndGrad(f, { wrt: ${JSON.stringify(wrt)} });` : ""}
export const pushforward = jvp(f);
`;
