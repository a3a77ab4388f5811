import { grad, hvp } from "cotangent";
import { primal } from "../logistic.js";

export const gradient = grad(primal);
export const product = hvp(primal);
