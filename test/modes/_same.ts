/** What a module of this folder computes, and what it should be by differences or a formula. */
export interface Result {
  readonly name: string;
  readonly got: unknown;
  readonly want: unknown;
  readonly tolerance: number;
}

export const results: Result[] = [];

export function same(name: string, got: unknown, want: unknown, tolerance = 1e-6): void {
  // Later statements may change what is given here.
  results.push({ name, got: structuredClone(got), want, tolerance });
}

/** The derivative at x by extrapolated central differences. */
export function num(f: (x: number) => number, x: number): number {
  const d = (h: number): number => (f(x + h) - f(x - h)) / (2 * h);
  const h = 1e-3 * Math.max(1, Math.abs(x));
  const [a, b, c] = [d(h), d(h / 2), d(h / 4)];
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * bc - ab) / 15;
}

export const numGrad = (f: (x: number[]) => number, x: readonly number[]): number[] =>
  x.map((v, i) => num((t) => f(x.map((w, j) => (i === j ? t : w))), v));
