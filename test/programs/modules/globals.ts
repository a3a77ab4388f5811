const { sin, cos } = globalThis.Math;
const lerp = (a: number, b: number, t: number): number => {
  const Math = { max: (p: number, q: number) => p * q };
  return a + globalThis.Math.max(0, t) * (b - a) + Math.max(t, 2);
};

export function f(x: number[]): number {
  const memo = new globalThis.Map<string, number>();
  const seen = new globalThis.Set<number>();
  for (let i = 0; i < x.length; i++) {
    memo.set(`k${i}`, sin(x[i]!) * globalThis.Math.PI);
    seen.add(i % 2);
  }
  const values = globalThis.Array.from(memo.values());
  const typed = new globalThis.Float64Array(values);
  let s = seen.size;
  for (const v of typed) s += globalThis.Number.isFinite(v) ? lerp(v, cos(v), x[0]!) : 0;
  if (globalThis.isNaN(s)) throw new globalThis.Error("not a number");
  const keys = globalThis.Object.keys({ a: 1, b: 2 });
  return s * keys.length + globalThis.Math.max(...values) + globalThis.parseFloat("1.5") * globalThis.Math.hypot(...x);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]]];
