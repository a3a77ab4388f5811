import { parametersOf } from "../../1-discover/checkParameters.js";
import type { PlannedDerivative } from "../../1-discover/discover.js";
import { ts } from "../../frontend/ts.js";

/** What takes the place of a marker: the derivative's name, or a function that gives it what the marked function captures. */
export function withCaptures(
  name: string,
  { declaration, captures, marker, choices }: PlannedDerivative,
  isJavaScript: boolean,
): string {
  const values = captures.filter(({ isFunction }) => !isFunction).map((capture) => capture.name);
  if (values.length === 0) return name;
  if (marker === "jvp") return `((args, tangents) => ${name}(args, tangents, ${values.join(", ")}))`;
  const parameters = parametersOf(declaration).map((parameter, i) => {
    const given =
      ts.isIdentifier(parameter.name) && !values.includes(parameter.name.text) ? parameter.name.text : `argument${i}`;
    const mark = parameter.initializer !== undefined || parameter.questionToken ? "?" : "";
    const type = parameter.type === undefined ? "" : `: ${parameter.type.getText()}`;
    return { given, text: isJavaScript ? given : `${given}${mark}${type}` };
  });
  const into = choices.into
    ? [{ given: "into", text: isJavaScript ? "into" : `into: Parameters<typeof ${name}>[0]` }]
    : [];
  const all = [...into, ...parameters];
  return `((${all.map(({ text }) => text).join(", ")}) => ${name}(${[...all.map(({ given }) => given), ...values].join(", ")}))`;
}
