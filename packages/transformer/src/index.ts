import { type CompilerOptions, createCompiler } from "./compiler.js";
import type { TransformResult } from "./transform.js";

export { type Compiler, type CompilerOptions, createCompiler } from "./compiler.js";
export { type RenderOptions, render, renderAll } from "./diagnostics/render.js";
export type { Diagnostic, Related } from "./diagnostics/report.js";
export type { Span } from "./ir/types.js";
export type { TransformResult } from "./transform.js";

export interface TransformOptions extends CompilerOptions {
  /** The name of the file, by which imports are resolved; it need not exist. */
  readonly fileName: string;
}

/** Replaces the markers of one module by the derivatives they ask for. For many modules, or changing ones, keep a compiler. */
export const transform = (source: string, { fileName, ...options }: TransformOptions): TransformResult =>
  createCompiler(options).transform(source, { fileName });
