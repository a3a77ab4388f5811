// transducers
type Reducer<A, T> = (acc: A, x: T) => A;
const mapping = <A, T, U>(g: (x: T) => U) => (next: Reducer<A, U>): Reducer<A, T> => (acc, x) => next(acc, g(x));
const filtering = <A, T>(p: (x: T) => boolean) => (next: Reducer<A, T>): Reducer<A, T> => (acc, x) => (p(x) ? next(acc, x) : acc);
const compose = <A>(...ts: ((r: Reducer<A, number>) => Reducer<A, number>)[]) => (r: Reducer<A, number>): Reducer<A, number> => ts.reduceRight((acc, t) => t(acc), r);
const xform = compose<number>(mapping((x: number) => x * x), filtering((x: number) => x > 0.1), mapping((x: number) => x + 1), mapping(Math.sin), filtering((x) => x < 5));
export const wrt = 0;
export const inputs = [[[0.5, 1, -2]]];
export function f(x: number[]): number { return x.reduce(xform((a, b) => a + b), 0) * x.reduce(xform((a, b) => a * b), 1); }
