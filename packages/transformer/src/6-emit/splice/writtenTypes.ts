import { parametersOf } from "../../1-discover/checkParameters.js";
import { mapStorage } from "../../2-lower/lower/annotations.js";
import { checkerOf } from "../../frontend/frontend.js";
import type { ProjectFrontend } from "../../frontend/project.js";
import { ts } from "../../frontend/ts.js";
import type { Value } from "../../ir/types.js";
import { holdsInstances } from "../types.js";

/** The user's own annotation of a parameter. */
export interface WrittenType {
  readonly text: string;
  /** It has objects of several shapes, of which generated code reads fields that TypeScript sees in some only. */
  readonly hasVariants: boolean;
  /** It has arrays that are read-only, where generated code may hold them beside others. */
  readonly hasReadonly: boolean;
}

/** The user's own annotations, where they mean the same in the generated function. */
export function writtenTypes(
  declaration: ts.FunctionLikeDeclaration,
  file: ts.SourceFile,
  params: readonly Value[],
  frontend: ProjectFrontend,
): readonly (WrittenType | undefined)[] {
  const isInScope = declaration.getSourceFile() === file && !declaration.typeParameters && isTopLevel(declaration);
  return parametersOf(declaration).map((parameter, index) => {
    const type = params[index]?.type;
    if (type !== undefined && holdsInstances(type)) return undefined;
    const isPlain = isInScope && !parameter.questionToken && !parameter.dotDotDotToken;
    const text = isPlain ? parameter.type?.getText(file) : undefined;
    return text === undefined ? undefined : { text, ...traitsOf(frontend.typeOf(parameter)) };
  });
}

function isTopLevel(node: ts.Node): boolean {
  for (let { parent } = node; parent; parent = parent.parent) {
    if (ts.isFunctionLike(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent)) return false;
  }
  return true;
}

function traitsOf(whole: ts.Type): { readonly hasVariants: boolean; readonly hasReadonly: boolean } {
  let hasVariants = false;
  let hasReadonly = false;
  const seen = new Set<ts.Type>();
  const look = (type: ts.Type): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnion()) {
      if (type.types.filter(isObject).length > 1) hasVariants = true;
      type.types.forEach(look);
      return;
    }
    if (!isObject(type) || type.getCallSignatures().length > 0) return;
    const checker = checkerOf(type);
    if (checker.isTupleType(type)) {
      if ((type as ts.TupleTypeReference).target.readonly) hasReadonly = true;
    } else if (checker.isArrayType(type)) {
      if (type.symbol.name === "ReadonlyArray") hasReadonly = true;
    } else if (!isOfLibrary(type)) {
      for (const property of checker.getPropertiesOfType(type)) look(checker.getTypeOfSymbol(property));
      return;
    } else if (mapStorage(type.symbol.name) === undefined) return;
    checker.getTypeArguments(type as ts.TypeReference).forEach(look);
  };
  look(whole);
  return { hasVariants, hasReadonly };
}

const isObject = (type: ts.Type): boolean => (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

const isOfLibrary = (type: ts.Type): boolean =>
  type.symbol?.name !== "__type" &&
  (type.symbol?.declarations ?? []).some((one) => /[\\/]lib\.[\w.]+\.d\.ts$/.test(one.getSourceFile().fileName));
