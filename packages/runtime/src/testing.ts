/** Checks of derivatives: gradients from differences, and their comparison with exact ones. */
export { type CompiledFunction, checkCompiled } from "./testing/checkCompiled.js";
export { type CheckOptions, checkGrads } from "./testing/checkGrads.js";
export { type Comparison, compareGradients, type LeafDifference } from "./testing/compareGradients.js";
export { differences } from "./testing/differences.js";
export { extrapolate } from "./testing/extrapolate.js";
