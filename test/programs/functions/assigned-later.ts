/** Recursion through variables that are assigned after the closures that call them were made. */
export function f(x: number, depth: number): number {
  let even: (n: number) => number;
  let odd: (n: number) => number = () => x;
  even = (n) => (n <= 0 ? x * x : odd(n - 1) + x);
  const early = even;
  odd = (n) => (n <= 0 ? Math.sin(x) : even(n - 1) * x);
  const first = early(depth);
  const trace: number[] = [];
  even = function wrapped(n: number): number {
    trace.push(n);
    const r = early(n);
    return n > 2 ? r + 0.5 * wrapped(n - 2) : r;
  };
  const second = even(depth);
  return first * second + trace.length * x;
}

export const wrt = 0;
export const inputs = [
  [0.8, 5],
  [1.1, 4],
  [0.4, 0],
];
