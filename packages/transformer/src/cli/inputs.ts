import { readFileSync, statSync } from "node:fs";
import { absolutePath } from "../frontend/project.js";
import { UsageError } from "./output.js";

/** A file to work on, with one of its functions if that was asked for. */
export interface Input {
  readonly path: string;
  readonly source: string;
  readonly functionName: string | undefined;
}

/** Reads `FILE` or `FILE#name`; what cannot be read is a misuse of the command. */
export const readInputs = (files: readonly string[]): readonly Input[] => files.map(readInput);

function readInput(argument: string): Input {
  const [file = "", functionName, ...rest] = statSync(argument, { throwIfNoEntry: false })
    ? [argument]
    : argument.split("#");
  if (rest.length > 0 || functionName === "") throw new UsageError(`${argument}: write FILE#name to name a function`);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`${file}: there is no such file`);
  if (!stats.isFile()) throw new UsageError(`${file}: is not a file`);
  if (!/\.[cm]?[jt]sx?$/.test(file)) throw new UsageError(`${file}: is neither TypeScript nor JavaScript`);
  return { path: absolutePath(file), source: readFileSync(file, "utf8"), functionName };
}
