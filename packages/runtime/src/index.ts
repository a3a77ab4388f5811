/** Exact derivatives of ordinary TypeScript, generated at build time. */
export { grad, jvp, valueAndGrad, vjp } from "./markers.js";
export type { Cotangent, Cotangents, Gradient, ParameterIndex, Tangent, Tangents, Wrt } from "./types.js";
