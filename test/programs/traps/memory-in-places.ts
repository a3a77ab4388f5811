/** The same memory by several names, written by one of them. */

// A view of a view is scaled in place.
function viewMul(x: number[]): number {
  const root = Float64Array.from(x);
  const v1 = [root.subarray(0, 3), root.subarray(3)];
  const v2 = v1[0].subarray(1);
  for (let i = 0; i < v2.length; i++) v2[i] *= x[5];
  v1[1][0] = v2[1] * root[2];
  const xx = root.subarray(2);
  const y = xx[1];
  root[0] += 0;
  return root.reduce((s, v) => s + v * v, 0) + y;
}

// Indices that occur twice, added and overwritten.
function scatterDup(x: number[]): number {
  const idx = [1, 1, 0, 1]; const a = [0, 0, 0]; const b = [5, 5, 5];
  idx.forEach((k, i) => { a[k] += x[i] * x[i]; b[k] = x[i] * 2; });
  const g = [0, 0, 1, 2, 2].map((k) => x[k] * a[1]);
  return a[0] * b[1] + b[0] + g.reduce((s, v) => s + v, 0) + a[1] * a[1];
}

// What is written into is an input, too.
function mulInto(out: number[], a: number[], b: number[]): void { for (let i = 0; i < out.length; i++) out[i] = a[i] * b[out.length - 1 - i]; }
function outAlias(x: number[]): number { const a = x.slice(0, 2); const b = x.slice(2); mulInto(a, a, b); mulInto(b, b, b); mulInto(a, b, a); return a[0] + a[1] * b[0] - b[1]; }

// Rows that are one list.
function fillShared(x: number[]): number { const row = x.slice(); const m: number[][] = new Array(3).fill(row); m[0][1] *= 2; m[2][1] += m[1][0]; return m.reduce((s, r) => s + r[1] * r[2], 0); }

// An object inside of an object, changed by another name.
function refref(x: number[]): number { const inner = { x: x[0] }; const outer = { x: inner }; const list = [outer, { x: inner }]; list[1].x.x *= x[1]; list[0].x = { x: list[0].x.x + 1 }; inner.x *= 2; return list[0].x.x * list[1].x.x + outer.x.x; }

// One list for two parameters of a helper.
function axpy(a: number, p: number[], q: number[]): number { for (let i = 0; i < p.length; i++) q[i] += a * p[i]; return q[0]; }
function accumTwice(x: number[]): number { const y = x.slice(); const r = axpy(y[1], y, y); return r * y[1] + axpy(r, x, y); }

export function f(x: number[]): number {
  return viewMul(x.slice()) + scatterDup(x.slice()) * 0.50 + outAlias(x.slice()) * 0.33 + fillShared(x.slice()) * 0.25 + refref(x.slice()) * 0.20 + accumTwice(x.slice()) * 0.17;
}
export const wrt = 0;
export const inputs = [[[0.5, 1, 1.5, 0.8, 0.6, 0.9]],[[0.5,-1,2,0.3,1.1,-0.7]]];
