// Both modules are found at once: what the second one needs of the first has to be known before.
import { numberOfSteps } from "./network";
import { results } from "./training";

export { results };
export const steps = numberOfSteps();
