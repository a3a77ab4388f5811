import type { Frontend } from "./frontend.js";
import { ts } from "./ts.js";

// A function of the host has no body that could be read. Where one is named without a call, a module of this name says what it is
// as an arrow that calls it: `grad(Math.tanh)`.
const fileName = "cotangent.math.ts";

const unary =
  "abs acos acosh asin asinh atan atanh cbrt ceil cos cosh exp expm1 floor fround log log10 log1p log2 round sign sin sinh sqrt tan tanh trunc";

const text = [
  ...unary.split(" ").map((name) => `export const ${name} = (x: number): number => Math.${name}(x);`),
  "export const atan2 = (y: number, x: number): number => Math.atan2(y, x);",
  "export const pow = (x: number, y: number): number => Math.pow(x, y);",
  "",
].join("\n");

/** The module, by its path, for a file that names a function of `Math` without calling it. */
export function hostModuleFor(source: string, path: string): readonly (readonly [path: string, text: string])[] {
  if (!/\bMath\s*\.\s*\w+\b(?!\s*\()/.test(source)) return [];
  return [[`${path.slice(0, path.lastIndexOf("/") + 1)}${fileName}`, text]];
}

/** The arrow for a method of `Math`. */
export function hostFunction(declaration: ts.Declaration, frontend: Frontend): ts.ArrowFunction | undefined {
  const { parent } = declaration;
  if (!ts.isMethodSignature(declaration) || !ts.isInterfaceDeclaration(parent) || parent.name.text !== "Math")
    return undefined;
  const file = frontend.sourceFiles().find((one) => one.fileName.endsWith(`/${fileName}`));
  const name = declaration.name.getText();
  for (const statement of file?.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    const [found] = statement.declarationList.declarations;
    if (found?.name.getText() === name && found.initializer !== undefined && ts.isArrowFunction(found.initializer))
      return found.initializer;
  }
  return undefined;
}
