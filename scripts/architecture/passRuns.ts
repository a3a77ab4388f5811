import { join } from "node:path";
import { createCompiler } from "../../packages/transformer/src/index.js";

/** What one run of a pass left. */
export interface PassRun {
  readonly pass: string;
  /** Whether it is the first run of the pass. */
  readonly isFirst: boolean;
  readonly text: string;
  /** Whether the text is another one than before. */
  readonly changed: boolean;
}

export interface Compilation {
  readonly runs: readonly PassRun[];
  /** What the compiler added to the module. */
  readonly emitted: string;
}

/** Compiles a program whose last function, of the name given, is differentiated, and keeps the text after every pass. */
export function compile(name: string, program: string, marker: "valueAndGrad" | "jvp", root: string): Compilation {
  const runs: PassRun[] = [];
  const dump = (pass: string, text: string): void => {
    const isFirst = !runs.some((run) => run.pass === pass);
    runs.push({ pass, isFirst, text, changed: text !== runs.at(-1)?.text });
  };
  const call = `export const derivative = ${marker}(${name});`;
  const source = `import { ${marker} } from "cotangent";\n${program}\n${call}\n`;
  const compiler = createCompiler({ dump, sourcemap: false, tsconfig: false });
  const { code, diagnostics } = compiler.transform(source, { fileName: join(root, `${name}.ts`) });
  const [problem] = diagnostics;
  if (problem !== undefined) throw new Error(`the example ${name} was refused: ${problem.code} ${problem.message}`);
  const end = code.indexOf("\n", code.indexOf("export const derivative ="));
  return { runs, emitted: code.slice(end).trim() };
}
