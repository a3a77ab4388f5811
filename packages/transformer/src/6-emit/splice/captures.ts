import { parametersOf } from "../../1-discover/checkParameters.js";
import { valuesCaptured } from "../../1-discover/directions.js";
import type { PlannedDerivative } from "../../1-discover/discover.js";
import { ts } from "../../frontend/ts.js";
import { takeName } from "./names.js";

/** What takes the place of a marker: the derivative's name, or a function that gives it what the marked function captures. */
export function withCaptures(name: string, planned: PlannedDerivative, isJavaScript: boolean): string {
  const { declaration, marker, inner, choices } = planned;
  const values = valuesCaptured(planned);
  if (values.length === 0) return name;
  const taken = new Set([name, ...values]);
  if (marker === "jvp") {
    const pair = [takeName("args", taken), takeName("tangents", taken)].join(", ");
    return `((${pair}) => ${name}(${pair}, ${values.join(", ")}))`;
  }
  const parameters = parametersOf(declaration).map((parameter, i) => {
    const given = takeName(ts.isIdentifier(parameter.name) ? parameter.name.text : `argument${i}`, taken);
    const mark = parameter.initializer !== undefined || parameter.questionToken ? "?" : "";
    const type = parameter.type === undefined ? "" : `: ${parameter.type.getText()}`;
    return { given, text: isJavaScript ? given : `${given}${mark}${type}` };
  });
  const buffer = takeName("into", taken);
  const into = choices.into
    ? [{ given: buffer, text: isJavaScript ? buffer : `${buffer}: Parameters<typeof ${name}>[0]` }]
    : [];
  const all = [...into, ...parameters];
  const own = all.map(({ given }) => given);
  // A product with a Hessian takes its direction last.
  const directions = [marker, ...inner.map((one) => one.marker)]
    .filter((one) => one === "hvp")
    .map(() => takeName("v", taken));
  const taking = [...all.map(({ text }) => text), ...directions];
  return `((${taking.join(", ")}) => ${name}(${[...own, ...values, ...directions].join(", ")}))`;
}
