type Scale = number | { scale: number; shift?: number };
type Size = number | { w: number; h: number } | [number, number];

const scaled = (x: number, p: Scale): number => (typeof p === "number" ? x * p : x * p.scale + (p.shift ?? 0.5));

function area(s: Size): number {
  return typeof s === "number" ? s * s : Array.isArray(s) ? s[0] * s[1] : s.w * s.h;
}

function normalized(p: Scale): { scale: number; shift: number } {
  const { scale, shift = 1 } = typeof p === "object" ? p : { scale: p };
  return { scale, shift };
}

function layer(xs: number[], p: Scale): number[] {
  if (typeof p === "number") return xs.map((x) => Math.tanh(x * p));
  const { scale, ...rest } = p;
  return xs.map((x, i) => x * scale + (rest.shift ?? i));
}

function total(v: number | number[]): number {
  return typeof v === "number" ? v : v.reduce((a, b) => a + b, 0) / v.length;
}

export function f(x: number[]): number {
  const [a, b, c] = x as [number, number, number];
  let s = scaled(a, b) + scaled(b, { scale: c }) * scaled(c, { scale: a, shift: b });
  s += area(a) + area({ w: a, h: b }) * area([b, c]);
  for (const p of [a, { scale: b }, { scale: c, shift: a * b }] as Scale[]) {
    const n = normalized(p);
    s += n.scale * n.shift;
    if (typeof p !== "number" && p.shift !== undefined) s *= p.shift;
  }
  s += layer(x, c)[0]! + layer(layer(x, { scale: 2 }), { scale: a, shift: c })[1]!;
  return s + total(a) * total(x);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]]];
