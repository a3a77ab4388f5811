import { numbers } from "../points.js";

const [n, d] = [2000, 20];
const w = numbers(d, -1, 1);
const v = numbers(d, -1, 1, 9);
const X = Array.from({ length: n }, (_, i) => numbers(d, -1, 1, i + 2));
const y = Array.from(numbers(n, 0, 1, 5), (p) => (p < 0.5 ? 0 : 1));

type Whole = (w: Float64Array, X: Float64Array[], y: number[]) => Float64Array[];
type Product = (w: Float64Array, X: Float64Array[], y: number[], v: Float64Array) => Float64Array;
export const driveWhole = (f: Whole) => (): number => f(w, X, y)[0]![0]!;
/** As many as the Hessian has columns. */
export const driveProducts = (f: Product) => (): number => w.reduce((sum) => sum + f(w, X, y, v)[0]!, 0);
