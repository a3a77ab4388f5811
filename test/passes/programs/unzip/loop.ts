export function f(x: number, n: number): number {
  let a = x;
  for (let i = 0; i < n; i++) a = Math.sin(a) * x;
  return a;
}

export const inputs = [[0.5, 3], [0.5, 0]];
