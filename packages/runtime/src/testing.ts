/** Gradients from differences, and their comparison with exact ones. */
export { type Comparison, compareGradients, type LeafDifference } from "./testing/compareGradients.js";
export { differences } from "./testing/differences.js";
export { extrapolate } from "./testing/extrapolate.js";
