interface B { v?: number; w: number | null; on: boolean }
export function f(x: number[], flag: number): number {
  const b: B = { w: flag > 0 ? x[0] * 2 : null, on: flag > 0 };
  b.v ??= x[0] * x[1];
  b.v ??= x[2];
  b.w ??= x[1] ** 2;
  b.w &&= b.w * x[2];
  let z = flag;
  z ||= x[0];
  z &&= z * x[1];
  const m: Record<string, number> = {};
  (m["a"] ??= 0);
  m["a"] += x[0] * x[0];
  m["b"] ||= x[1];
  m["b"] ||= x[2];
  const arr: (number | undefined)[] = [undefined, x[2]];
  arr[0] ??= x[1] * 3;
  arr[1] ??= 100;
  let q: number[] | undefined;
  (q ??= []).push(x[0]);
  (q ??= []).push(x[1] * x[0]);
  let calls = 0;
  const side = () => { calls++; return x[2] * 2; };
  let c = x[0];
  c ||= side();
  let d: number | null = null;
  d ??= side();
  return b.v * b.w + z + m["a"] * m["b"] + arr[0]! * arr[1]! + q[0] * q[1] + c * d + calls;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7], 1], [[0.5, 1.1, -0.7], 0]];
