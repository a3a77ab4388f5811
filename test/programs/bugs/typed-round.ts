export function f(x: number[]): number {
  const f32 = new Float32Array(3);
  const i8 = new Int8Array(4);
  for (let i = 0; i < 3; i++) { f32[i] = 0.5 * i; i8[i] = 100 * i; }
  const dv = new Float64Array(x);
  const sub = dv.subarray(1);
  sub[0] = dv[0] * sub[1];
  const sub2 = dv.subarray(0, 2);
  sub2[1] *= sub2[0];
  const copy = Float64Array.from(dv, (v, i) => v * f32[i]);
  dv.set(copy.subarray(1), 0);
  const of = Float64Array.of(x[0], x[1]);
  of.sort();
  return dv[0] * dv[1] + copy[2] + i8[1] * x[0] + i8[2] * x[1] + of[0] * 2 + of.indexOf(x[0]) + dv.length;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7]]];
