interface Opt { e?: number; b: number; c?: number }
type Shape = { kind?: string; w: number; h: number } | { r: number; kind?: string };
const size = (s: Shape): number => ("w" in s ? s.w * s.h : "r" in s ? s.r ** 2 * 3 : 0);
function strip(o: Opt): Opt { const c = { ...o }; delete c.e; return c; }
function total(o: Opt): number { let s = 0; for (const k in o) s += o[k as keyof Opt]! * k.length; return s; }
export function f(x: number[]): number {
  let s = 0;
  const shapes: Shape[] = [];
  for (const v of x) shapes.push(v > 0.8 ? { w: v, h: x[0] } : { r: v, kind: "disc" });
  for (const sh of shapes) { s += size(sh); if ("kind" in sh) s *= 1.5; }
  const opts: Opt[] = x.map((v, i) => (i % 2 ? { b: v } : { b: v, e: v * v }));
  for (const o of opts) {
    const t = strip(o);
    s += "e" in o ? o.e! * 2 : -o.b;
    s += "e" in t ? 1000 : t.b;
    if (!("c" in t)) t.c = o.b * 3;
    s += total(t) + Object.keys(t).length * t.c!;
    delete (o as any).e;
    s += (o.e ?? x[1]) + Object.values(o).length;
    o.e = s * 0.1;
    s += o.e + total(o);
  }
  const d: Record<string, number> = { a: x[0], b: x[1] };
  for (const k of ["a", "z"]) { if (k in d) { s += d[k]; delete d[k]; } else d[k] = x[2] * 2; }
  return s + Object.values(d).reduce((p, q) => p + q * q, 0);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]]];
