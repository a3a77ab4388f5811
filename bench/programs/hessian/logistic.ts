import { hessian, hvp } from "cotangent";
import { primal } from "../logistic.js";

export const whole = hessian(primal);
export const product = hvp(primal);
