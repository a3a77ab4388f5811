import type { PlannedDerivative } from "../../1-discover/discover.js";
import { ts } from "../../frontend/ts.js";

/** Every identifier that a module mentions, in any scope. A generated name that is none of these can clash with nothing. */
export function identifiersOf(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** Takes a name that is free, with a number behind it if need be. */
export function takeName(wanted: string, taken: Set<string>): string {
  const base = wanted.replace(/[^\p{ID_Continue}$]/gu, "_").replace(/^(?=\d)/, "_") || "f";
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
  taken.add(name);
  return name;
}

/** `f_grad`; with respect to other parameters than the first, `f_grad_wrt_1`. */
export const derivativeName = ({ name, marker, wrt, all, inner }: PlannedDerivative): string => {
  const suffix = marker === "jvp" || all || wrt === 0 ? "" : `_wrt_${typeof wrt === "number" ? wrt : wrt.join("_")}`;
  return `${[
    name,
    ...inner
      .filter(({ rule }) => rule === undefined)
      .map((one) => one.marker)
      .reverse(),
    marker,
  ].join("_")}${suffix}`;
};
