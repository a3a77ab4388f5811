import { numbers } from "../points.js";

const x = Array.from(numbers(40, -1, 1));
const v = Array.from(numbers(40, -1, 1, 3));

type Whole = (x: number[]) => number[][];
type Product = (x: number[], v: number[]) => number[];
export const driveWhole = (f: Whole) => (): number => f(x)[0]![0]!;
/** As many as the Hessian has columns. */
export const driveProducts = (f: Product) => (): number => x.reduce((sum) => sum + f(x, v)[0]!, 0);
