import type { Reporter } from "../diagnostics/report.js";
import { type Frontend, spanOf } from "../frontend/frontend.js";
import { ts } from "../frontend/ts.js";
import type { MarkerName } from "./markers.js";
import { unknownTypes } from "./numericTypes.js";

interface Request {
  readonly marker: MarkerName;
  readonly declaration: ts.FunctionLikeDeclaration;
  readonly name: string;
  readonly at: ts.Node;
}

/** Reverse mode starts from one number: reports a function that is certain to return something else. */
export function checkResult(
  { marker, declaration, name, at }: Request,
  frontend: Frontend,
  reporter: Reporter,
): boolean {
  const type =
    marker === "jvp" || marker === "vjp" || marker === "jacobian" ? undefined : nonNumericResult(declaration, frontend);
  if (type === undefined) return true;
  const related = [{ message: `${name} is defined here`, span: spanOf(declaration.name ?? declaration) }];
  reporter.report("resultNotNumber", spanOf(at), { name, type, marker }, related);
  return false;
}

function nonNumericResult(declaration: ts.FunctionLikeDeclaration, frontend: Frontend): string | undefined {
  const checker = frontend.checker();
  const signature = checker.getSignatureFromDeclaration(declaration);
  if (!signature) return undefined;
  const result = checker.getReturnTypeOfSignature(signature);
  const parts = result.isUnion() ? result.types : [result];
  const mayBeNumber = parts.some((part) => part.flags & (unknownTypes | ts.TypeFlags.NumberLike));
  return mayBeNumber ? undefined : checker.typeToString(result, declaration);
}
