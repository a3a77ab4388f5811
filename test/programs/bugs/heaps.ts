class Heap<T> { private a: T[] = []; constructor(private less: (p: T, q: T) => boolean) {}
 push(v: T): void { this.a.push(v); let i = this.a.length - 1; while (i > 0) { const p = (i - 1) >> 1; if (!this.less(this.a[i], this.a[p])) break; [this.a[i], this.a[p]] = [this.a[p], this.a[i]]; i = p; } }
 pop(): T | undefined { const top = this.a[0]; const last = this.a.pop(); if (this.a.length > 0 && last !== undefined) { this.a[0] = last; let i = 0; for (;;) { const l = 2 * i + 1, r = l + 1; let m = i; if (l < this.a.length && this.less(this.a[l], this.a[m])) m = l; if (r < this.a.length && this.less(this.a[r], this.a[m])) m = r; if (m === i) break; [this.a[i], this.a[m]] = [this.a[m], this.a[i]]; i = m; } } return top; }
 get size(): number { return this.a.length; } }
export function f(x: number[]): number {
  const h = new Heap<{ p: number; v: number }>((a, b) => a.p < b.p);
  x.forEach((v, i) => h.push({ p: v, v: v * (i + 1) }));
  let s = 0, k = 1;
  while (h.size > 0) { const t = h.pop()!; s += t.v * k++; if (t.p > 0 && k < 6) h.push({ p: -t.p * 0.5, v: t.v * t.v }); }
  return s;
}
export const wrt = 0;
export const inputs = [[[0.5, 1.1, -0.7, 0.2]]];
