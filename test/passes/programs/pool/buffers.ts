/** Buffers and tapes of an iteration are made once before the loop. */
export function f(x: Float64Array, n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    const t = new Float64Array(2);
    let a = x[i % 2];
    for (let j = 0; j < 2; j++) {
      a = Math.sin(a * x[j]);
      t[j] = a * i;
    }
    s += t[0] * t[1];
  }
  return s;
}

export const inputs = [[Float64Array.of(0.1, 0.2), 3], [Float64Array.of(0.1, 0.2), 0]];
