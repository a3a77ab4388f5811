/** Exact derivatives of ordinary TypeScript, generated at build time. */
export {
  checkpoint,
  checkpointedLoop,
  customJvp,
  customVjp,
  fixedPoint,
  implicitRoot,
  partials,
  stopGradient,
} from "./custom.js";
export { grad, hessian, hvp, jacobian, jvp, valueAndGrad, vjp } from "./markers.js";
export type {
  Cotangent,
  Cotangents,
  Gradient,
  Hessians,
  Jacobian,
  Jacobians,
  ParameterIndex,
  SparseMatrix,
  Tangent,
  Tangents,
  WithInto,
  Wrt,
} from "./types.js";
