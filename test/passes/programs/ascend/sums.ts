/** The first reverse loop only adds and goes upwards; the second carries a recurrence and goes down. */
export function f(x: Float64Array, w: Float64Array): number {
  let z = 0;
  for (let i = 0; i < x.length; i++) z += w[i] * x[i];
  let a = z;
  for (let i = 0; i < w.length; i++) a = Math.sin(a * w[i]);
  return a * z;
}

export const inputs = [[Float64Array.of(0.1, 0.2), Float64Array.of(3, 4)]];
