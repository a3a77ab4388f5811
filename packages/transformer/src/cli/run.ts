import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { check } from "./check.js";
import { type EmitOptions, emitFiles } from "./emitFiles.js";
import { type Output, UsageError } from "./output.js";
import { version } from "./version.js";

/** Exit codes: everything is well, the program has errors, the command was used wrongly. */
const exitCodes = { success: 0, failure: 1, usage: 2 } as const;

/** The command `cotangent`: gives its exit code, and prints only through `output`. */
export async function run(args: readonly string[], output: Output): Promise<number> {
  let succeeded = true;
  const program = new Command("cotangent")
    .description("Derivatives of ordinary TypeScript, written out as TypeScript")
    .version(version(), "-v, --version")
    .exitOverride()
    .configureOutput({ writeOut: output.print, writeErr: output.printError })
    .showHelpAfterError("(cotangent --help says how it is used)");

  program
    .command("emit")
    .description("print each module with its derivatives: those its markers ask for, or of every exported function")
    .argument("<files...>", "FILE, or FILE#name for one exported function")
    .option("--out <dir>", "write the modules into a folder, all of them or none")
    .addOption(
      new Option("--mode <mode>", "vjp: value and gradient; jvp: forward mode").choices(["vjp", "jvp"]).default("vjp"),
    )
    .option("--wrt <indices>", "parameters to differentiate by, in a file without markers, as in 0,2", readIndices, 0)
    .option("--dump <pass>", "print the intermediate representation after a pass, or after all of them")
    .option("--tsconfig <file>", "the tsconfig that applies, if it is not the nearest one")
    .action((files: string[], options: EmitOptions) => {
      succeeded = emitFiles(files, options, output);
    });

  program
    .command("check")
    .description("report everything that keeps the markers of the files from being compiled")
    .argument("<files...>", "FILE, or FILE#name for one exported function")
    .option("--tsconfig <file>", "the tsconfig that applies, if it is not the nearest one")
    .action((files: string[], options: { tsconfig?: string }) => {
      succeeded = check(files, options, output);
    });

  try {
    await program.parseAsync(args, { from: "user" });
    return succeeded ? exitCodes.success : exitCodes.failure;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
    if (!(error instanceof UsageError)) throw error;
    output.printError(`cotangent: ${error.message}\n`);
    return exitCodes.usage;
  }
}

function readIndices(text: string): number | readonly number[] {
  const indices = text.split(",").map(Number);
  if (!indices.every((index) => Number.isInteger(index) && index >= 0) || text.trim() === "") {
    throw new InvalidArgumentError("Give indices of parameters, from 0, separated by commas.");
  }
  return text.includes(",") ? indices : indices[0]!;
}
