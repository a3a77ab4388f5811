import type { Reporter } from "../diagnostics/report.js";
import type { Frontend } from "../frontend/frontend.js";
import { spanOf } from "../frontend/frontend.js";
import type { ts } from "../frontend/ts.js";
import type { MarkerName } from "./markers.js";
import { bearsNumbers } from "./numericTypes.js";

interface Request {
  readonly marker: MarkerName;
  readonly declaration: ts.FunctionLikeDeclaration;
  readonly name: string;
  readonly wrt: number | readonly number[] | undefined;
  /** Where `wrt` is asked for, for messages. */
  readonly at: ts.Node;
}

/** The parameters that a caller gives arguments for: all but a declared `this`. */
export const parametersOf = (declaration: ts.FunctionLikeDeclaration): readonly ts.ParameterDeclaration[] =>
  declaration.parameters.filter((parameter) => parameter.name.getText() !== "this");

/** With respect to which parameters: what `wrt` says, if they exist and bear numbers; of jvp, all that do. */
export function checkParameters(
  { marker, declaration, name, wrt, at }: Request,
  frontend: Frontend,
  reporter: Reporter,
): number | readonly number[] | undefined {
  const parameters = parametersOf(declaration);
  const differentiable = parameters.flatMap((parameter, index) =>
    bearsNumbers(frontend.typeOf(parameter), frontend.checker()) ? [index] : [],
  );
  if (marker === "jvp" || (marker === "vjp" && wrt === undefined)) return differentiable;

  const related = [{ message: `${name} is defined here`, span: spanOf(declaration.name ?? declaration) }];
  let valid = true;
  const indices = wrt ?? 0;
  for (const index of typeof indices === "number" ? [indices] : indices) {
    const parameter = parameters[index];
    if (!parameter) {
      const values = { index: String(index), name, count: counted(parameters.length), choice: choice(parameters) };
      reporter.report("wrtOutOfRange", spanOf(at), values, related);
      valid = false;
    } else if (!differentiable.includes(index)) {
      const type = frontend.checker().typeToString(frontend.typeOf(parameter));
      const values = { index: String(index), parameter: parameter.name.getText(), name, type };
      reporter.report("wrtNotNumeric", spanOf(at), values, related);
      valid = false;
    }
  }
  return valid ? indices : undefined;
}

const counted = (count: number): string =>
  count === 0 ? "no parameters" : count === 1 ? "1 parameter" : `${count} parameters`;

const choice = (parameters: readonly ts.ParameterDeclaration[]): string =>
  parameters.length === 0
    ? "give the function a parameter that holds numbers"
    : `choose among ${parameters.map((parameter, index) => `${index} (${parameter.name.getText()})`).join(", ")}`;
