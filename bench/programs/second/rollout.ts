import { grad, hvp } from "cotangent";
import { primal } from "../rollout.js";

export const gradient = grad(primal);
export const product = hvp(primal);
