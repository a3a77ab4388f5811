import { lower, plainRoot } from "../../packages/transformer/src/2-lower/lower.js";
import { structureExits } from "../../packages/transformer/src/2-lower/structureExits.js";
import { type Context, createContext } from "../../packages/transformer/src/context.js";
import { createProject } from "../../packages/transformer/src/frontend/project.js";
import { ts } from "../../packages/transformer/src/frontend/ts.js";
import { evaluate } from "../../packages/transformer/src/ir/eval.js";
import type { Global, IRFunction, Program } from "../../packages/transformer/src/ir/types.js";
import { verify } from "../../packages/transformer/src/ir/verify.js";

export interface Lowered {
  readonly ctx: Context;
  readonly program: Program | undefined;
  /** The codes of what was reported, with the line each is on. */
  readonly codes: readonly string[];
}

const project = createProject();
const path = "/virtual/main.ts";

/** Lowers the function named `f` of a module text; other modules may be given by name. */
export function lowerText(text: string, others: Readonly<Record<string, string>> = {}): Lowered {
  const files = new Map([
    [path, text],
    ...Object.entries(others).map(([name, other]) => [`/virtual/${name}`, other] as const),
  ]);
  const frontend = project.open(files);
  const ctx = createContext(frontend);
  const file = frontend.sourceFile(path);
  if (file === undefined) throw new Error("no source file");
  const program = lower(plainRoot(functionNamed(file, "f")), ctx);
  const codes = ctx.reporter.diagnostics.map((diagnostic) => {
    const source = frontend.sourceFile(diagnostic.span?.file ?? path);
    const line = source?.getLineAndCharacterOfPosition(diagnostic.span?.start ?? 0).line ?? -1;
    return `${diagnostic.name}:${line + 1}`;
  });
  return { ctx, program, codes };
}

export function functionNamed(file: ts.SourceFile, name: string): ts.FunctionLikeDeclaration {
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const value = declaration.initializer;
      if (declaration.name.getText() === name && value !== undefined && ts.isArrowFunction(value)) return value;
    }
  }
  throw new Error(`no function ${name}`);
}

export const structured = (program: Program, ctx: Context): Program => {
  const map = (fn: IRFunction): IRFunction => structureExits(fn, ctx);
  const functions = new Map([...program.functions].map(([id, fn]) => [id, map(fn)]));
  const root = functions.get(program.root.ref.id);
  if (root === undefined) throw new Error("no root");
  return { root, functions };
};

/** The module as JavaScript: what it exports under `f`, and its other top-level names for globals. */
export function javaScript(text: string): { f: (...args: unknown[]) => unknown; global: (global: Global) => unknown } {
  const output = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  }).outputText;
  const evaluateName = new Function("exports", `${output}; return (name) => eval(name);`)({}) as (
    name: string,
  ) => unknown;
  return { f: evaluateName("f") as (...args: unknown[]) => unknown, global: ({ name }) => evaluateName(name) };
}

export interface Outcome {
  readonly result: unknown;
  readonly threw: string | undefined;
  readonly args: readonly unknown[];
}

const outcome = (args: readonly unknown[], run: (args: readonly unknown[]) => unknown): Outcome => {
  const copy = structuredClone(args) as unknown[];
  try {
    return { result: run(copy), threw: undefined, args: copy };
  } catch (error) {
    return { result: undefined, threw: String(error), args: copy };
  }
};

/** Runs the program and its source on the same arguments: results, exceptions and changed arguments must agree. */
export function runBoth(text: string, program: Program, args: readonly unknown[]): readonly [Outcome, Outcome] {
  const { f, global } = javaScript(text);
  const expected = outcome(args, (copy) => f(...copy));
  const actual = outcome(args, (copy) => evaluate(program, copy, { globals: global, maximumSteps: 1_000_000 })[0]);
  return [actual, expected];
}

export const verifyAll = (program: Program, stage: "source" | "structured"): void => {
  for (const fn of program.functions.values()) verify(fn, stage);
};
