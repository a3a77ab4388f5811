function scaled(name: string, k: number, v: number): number { return name.length * k * v; }
function plain(v: number): number { return v * v; }
export function f(x: number, y: number): number {
  const fs: ((v: number) => number)[] = [scaled.bind(null, "abc", y), plain, scaled.bind(undefined, "z").bind(undefined, x)];
  const m = new Map<string, (v: number) => number>([["a", scaled.bind(null, "q", 2)], ["b", Math.sin]]);
  let s = 0;
  for (let i = 0; i < 6; i++) s += fs[i % 3]!(x + i);
  for (const g of m.values()) s += g(y);
  return s;
}
export const wrt = [0, 1];
export const inputs = [[1.2, 0.5]];
