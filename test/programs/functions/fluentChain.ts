// real lodash-es through node_modules is tried elsewhere; here the fluent chain of closures
const chain = <T>(c: readonly T[]) => ({ map: <R>(f: (v: T) => R) => chain(c.map(f)), filter: (p: (v: T) => boolean) => chain(c.filter(p)), value: () => c });
export const wrt = 0;
export const inputs = [[[1, 2, 0.5, 3]]];
export function f(x: number[]): number {
  const c = chain(x).map((v) => v * v).filter((v) => v > 0.3).map((v) => v + 1).value();
  return c.reduce((a, b) => a * b, 1);
}
