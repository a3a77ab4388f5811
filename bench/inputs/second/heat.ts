import { numbers, sum } from "../points.js";

const u0 = numbers(500, 0.5, 1.5);
const v = numbers(500, -1, 1, 3);

type Gradient = (u0: Float64Array, k: number, steps: number) => Float64Array;
type Product = (u0: Float64Array, k: number, steps: number, v: Float64Array) => Float64Array;
export const driveGradient = (f: Gradient) => (): number => sum(f(u0, 0.1, 200));
export const driveProduct = (f: Product) => (): number => sum(f(u0, 0.1, 200, v));
