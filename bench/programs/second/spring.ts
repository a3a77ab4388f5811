import { grad, hvp } from "cotangent";
import { primal } from "../spring.js";

export const gradient = grad(primal);
export const product = hvp(primal);
