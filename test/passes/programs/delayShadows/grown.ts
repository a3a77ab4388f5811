/** An array that grows has its shadow at its greatest length, made where the reverse sweep first needs it. */
export function f(x: number[], k: number): number {
  const q: number[] = [];
  for (const v of x) if (v > 0) q.push(v * k);
  let s = 0;
  for (const v of q) s = Math.sin(s + v * v);
  return s;
}

export const inputs = [
  [[0.5, -1, 0.25], 2],
  [[], 2],
];
