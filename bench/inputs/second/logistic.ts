import { numbers, sum } from "../points.js";

const [n, d] = [2000, 20];
const w = numbers(d, -1, 1);
const v = numbers(d, -1, 1, 9);
const X = Array.from({ length: n }, (_, i) => numbers(d, -1, 1, i + 2));
const y = Array.from(numbers(n, 0, 1, 5), (p) => (p < 0.5 ? 0 : 1));

type Gradient = (w: Float64Array, X: Float64Array[], y: number[]) => Float64Array;
type Product = (w: Float64Array, X: Float64Array[], y: number[], v: Float64Array) => Float64Array;
export const driveGradient = (f: Gradient) => (): number => sum(f(w, X, y));
export const driveProduct = (f: Product) => (): number => sum(f(w, X, y, v));
