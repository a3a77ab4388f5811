/** The loop gives an inactive value, yet its adjoint is needed: without a trip the result is p. */
export function f(p: number, n: number): number {
  let a = p;
  for (let i = 1; i < n; i++) a = 3;
  return a;
}

export const inputs = [[2, 1], [2, 3]];
