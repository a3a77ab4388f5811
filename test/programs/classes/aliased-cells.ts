class Cell { v: number; next: Cell | null = null; constructor(v: number) { this.v = v; } }
export function f(x: number): number {
  const a = new Cell(x);
  const b = new Cell(x * x);
  a.next = b; b.next = a;
  let p: Cell = a;
  let s = 0;
  for (let i = 0; i < 5; i++) {
    const old = p.v;
    p.v = p.v * 0.5 + p.next!.v;
    s += p.v * old;
    p = p.next!;
    if (s > 30) break;
  }
  const c = a; c.v = s * a.v; 
  return a.v + b.v;
}
export const wrt = 0;
export const inputs = [[1.5],[-0.3]];
