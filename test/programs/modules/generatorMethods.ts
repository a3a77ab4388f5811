export const wrt = 0; export const inputs = [[0.7]];
const seq = { *items(x: number) { for (let i = 0; i < 3; i++) yield x * i; }, total(x: number) { let s = 0; for (const v of this.items(x)) s += v * v; return s; } };
export function f(x: number): number { let s = 0; for (const v of seq.items(x)) s += v; return s + seq.total(x); }
