import { getLibFiles } from "@ts-morph/common";

/** Where the type libraries of the language appear to be; the bundled compiler has them in memory, not on disk. */
export const libraryFolder = "/node_modules/typescript/lib";

/** The text of each `lib.*.d.ts` by its path. */
export const libraryFiles = (): ReadonlyMap<string, string> =>
  new Map(getLibFiles().map((file) => [`${libraryFolder}/${file.fileName}`, file.text]));

/** Declarations of host objects are costly to parse and say nothing about the types of numbers. */
export const isHostLibrary = (name: string): boolean => /^lib\.(dom|webworker|scripthost)\b/.test(name);

/** `x.d.ts`, `x.d.mts`, `x.d.json.ts`: types without bodies. */
export const isDeclarationPath = (path: string): boolean => /\.d\.([\w-]+\.)?[cm]?ts$/.test(path);
