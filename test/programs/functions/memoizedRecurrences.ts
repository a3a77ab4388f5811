function memoize<A extends number>(fn: (n: A) => number) { const cache = new Map<A, number>(); return (n: A): number => { const c = cache.get(n); if (c !== undefined) return c; const v = fn(n); cache.set(n, v); return v; }; }
export const wrt = 0;
export const inputs = [[0.7]];
export function f(x: number): number {
  const legendre: (n: number) => number = memoize((n: number): number => n === 0 ? 1 : n === 1 ? x : ((2 * n - 1) * x * legendre(n - 1) - (n - 1) * legendre(n - 2)) / n);
  const fib: (n: number) => number = memoize((n) => (n < 2 ? n * x : fib(n - 1) + fib(n - 2) * x));
  return legendre(5) + fib(7);
}
