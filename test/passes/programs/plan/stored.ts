/** What was stored where nobody overwrites it is loaded from there. */
export function f(x: Float64Array): number {
  const h = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) h[i] = Math.tanh(x[i]);
  let s = 0;
  for (let i = 0; i < x.length; i++) s += h[i] * h[i];
  return s * s;
}

export const inputs = [[Float64Array.of(0.5, -1)]];
