/** A function that calls itself stays a call. */
function power(x: number, n: number): number {
  if (n === 0) return 1;
  const half = power(x, Math.floor(n / 2));
  return n % 2 === 0 ? half * half : half * half * x;
}

export function f(x: number): number {
  return power(x, 5);
}

export const inputs = [[1.5]];
