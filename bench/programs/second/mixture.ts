import { grad, hvp } from "cotangent";
import { primal } from "../mixture.js";

const ofMeans = (
  means: Float64Array[],
  alphas: Float64Array,
  logDiagonals: Float64Array[],
  lowers: Float64Array[],
  xs: Float64Array[],
): number => primal(alphas, means, logDiagonals, lowers, xs);

export const gradient = grad(ofMeans);
export const product = hvp(ofMeans);
