import { isDeclarationPath } from "./libraries.js";
import type { Sources } from "./sources.js";
import type { ts } from "./ts.js";

/**
 * The files as they are at run time: an installed package is its own JavaScript or TypeScript, and the declarations that
 * describe it to the checker are out of sight. So a name leads to the body that it has, by the same resolution of modules.
 */
export function implementationSources(sources: Sources): Sources {
  const isHidden = (path: string): boolean => isInstalled(path) && isDeclarationPath(path) && !sources.isLibrary(path);
  return {
    ...sources,
    get overlay() {
      return sources.overlay;
    },
    get: (path, options) => (isHidden(path) ? undefined : sources.get(path, options)),
    exists: (path) => !isHidden(path) && sources.exists(path),
    readText: (path) => {
      const text = isHidden(path) ? undefined : sources.readText(path);
      return text !== undefined && isInstalled(path) && path.endsWith("/package.json") ? withoutTypes(text) : text;
    },
  };
}

export const isInstalled = (path: string): boolean => path.includes("/node_modules/");

/** Options under which JavaScript in packages is part of the program, however deep it imports. */
export const implementationOptions = (options: ts.CompilerOptions): ts.CompilerOptions => ({
  ...options,
  maxNodeModuleJsDepth: 100,
  types: [],
});

/** A package's description as a bundler reads it: the ES module rather than its CommonJS twin, and no types. */
function withoutTypes(text: string): string {
  let description: unknown;
  try {
    description = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof description !== "object" || description === null) return text;
  const { types: _types, typings: _typings, typesVersions: _versions, ...rest } = description as Description;
  const main = typeof rest.module === "string" && rest.exports === undefined ? rest.module : rest.main;
  return JSON.stringify({ ...rest, main, exports: rest.exports && withoutCondition(rest.exports) });
}

interface Description extends Record<string, unknown> {
  readonly main?: unknown;
  readonly module?: unknown;
  readonly exports?: unknown;
}

function withoutCondition(target: unknown): unknown {
  if (Array.isArray(target)) return target.map(withoutCondition);
  if (typeof target !== "object" || target === null) return target;
  const kept = Object.entries(target).filter(([condition]) => condition !== "types" && !condition.startsWith("types@"));
  return Object.fromEntries(kept.map(([condition, value]) => [condition, withoutCondition(value)]));
}

/** Is it the declaration of something that an installed package implements elsewhere? */
export const isInstalledDeclaration = (declaration: ts.Declaration): boolean => {
  const { fileName, isDeclarationFile } = declaration.getSourceFile();
  return (
    isDeclarationFile &&
    isInstalled(fileName) &&
    !/[\\/]node_modules[\\/](typescript|@types[\\/]node)[\\/]/.test(fileName)
  );
};
