import { parametersOf } from "./checkParameters.js";
import type { PlannedDerivative } from "./discover.js";

// What a derivative takes: what the function takes, then what it captures, and for each product with a Hessian a direction.

type Taking = Pick<PlannedDerivative, "declaration" | "captures" | "inner">;

export const valuesCaptured = ({ captures }: Pick<Taking, "captures">): readonly string[] =>
  captures.filter(({ fn }) => fn === undefined).map(({ name }) => name);

/** The positions of the directions that markers inside of this one take. */
export function innerDirections(planned: Taking): readonly number[] {
  const first = parametersOf(planned.declaration).length + valuesCaptured(planned).length;
  return planned.inner.filter(({ marker }) => marker === "hvp").map((_, i) => first + i);
}

/** The position of a parameter among the arguments of a caller, who does not pass what is captured. */
export function callerPosition(planned: Taking, position: number): number {
  return position < parametersOf(planned.declaration).length ? position : position - valuesCaptured(planned).length;
}
