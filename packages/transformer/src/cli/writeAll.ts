import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { relocateImports } from "../6-emit/splice/relocateImports.js";
import { UsageError } from "./output.js";

interface Module {
  readonly path: string;
  readonly code: string;
}

/** Writes modules into a folder, laid out as they are, all of them or none; gives the paths written. */
export function writeAll(modules: readonly Module[], folder: string): readonly string[] {
  const base = commonFolder(modules.map((module) => dirname(module.path)));
  const moved = new Map(modules.map(({ path }) => [path, resolve(folder, relative(base, path))]));
  const files = modules.map(({ path, code }) => ({
    target: moved.get(path)!,
    temporary: `${moved.get(path)!}.${process.pid}.tmp`,
    code: relocateImports(code, path, moved),
  }));
  for (const { target } of files) {
    if (moved.has(target)) throw new UsageError(`--out ${folder} would overwrite ${target}`);
  }
  try {
    for (const { target, temporary, code } of files) {
      mkdirSync(dirname(target), { recursive: true });
      if (statSync(target, { throwIfNoEntry: false })?.isFile() === false) throw new UsageError(`${target} is no file`);
      writeFileSync(temporary, code);
    }
    // Everything has been written; what is left cannot run out of space.
    for (const { target, temporary } of files) renameSync(temporary, target);
  } finally {
    for (const { temporary } of files) rmSync(temporary, { force: true });
  }
  return files.map(({ target }) => relative(process.cwd(), target) || target);
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? "/";
  for (const folder of folders) {
    while (folder !== common && !folder.startsWith(common.endsWith("/") ? common : `${common}/`)) {
      common = dirname(common);
    }
  }
  return common;
}
