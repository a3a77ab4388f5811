/** Effects in the middle of expressions: what is read before, and what after. */

// A callee gives a constant and changes its argument.
function bump(a: number[]): number { a[0]++; a[1] *= a[0]; return 1; }
function callMut(x: number[]): number {
  const y = x.slice();
  let j = x[1];
  j = bump(y) + bump(y) * y[1];
  return j * y[0];
}

// s += g() reads s before g changes it.
function compound(x: number[]): number {
  let s = x[0];
  const change = (): number => { s = s * x[1]; return s; };
  s += change();
  s *= s + change() + s;
  const a = [x[0], x[1]];
  let i = 0;
  a[i++] += a[i] * (i = 1, a[i]);
  a[i] *= a[--i] += s;
  return a[0] * a[1] + s;
}

// Increments of numbers that vary.
function plusplus(x: number[]): number {
  let a = x[0];
  const b = a++ * ++a + a-- * a;
  const o = { v: x[1] };
  const c = o.v++ * o.v + --o.v;
  x[0]++;
  return b * c * x[0]++ + x[0];
}

// Conditions with effects, not all of which run.
function shortCircuit(x: number[]): number {
  let s = 1;
  const hit = (v: number): boolean => { s *= v; return v > 0; };
  if (hit(x[0]) && hit(x[1]) && hit(x[2])) s += 100 * x[2];
  if (hit(x[1]) || hit(x[0]) || hit(x[2])) s += x[1];
  const t = (hit(x[2]) && s * x[0]) || x[1];
  return s * Number(t);
}

// Fields that are missing, filled by ??=.
function nullishAssign(x: number[]): number {
  const cache: { v?: number; w: number | null } = { w: null };
  let s = 0;
  for (const e of x) { cache.v ??= e * e; cache.w ??= cache.v * e; s += cache.v * e + (cache.w &&= cache.w! * 1.5)!; if (e < 0) cache.v = undefined; }
  return s + (cache.v ?? x[0]);
}

// Fields and elements exchanged in one statement.
function swapFields(x: number[]): number {
  const p = { a: x[0], b: x[1] };
  const q = [x[2], x[0] * x[1]];
  for (let i = 0; i < 3; i++) { [p.a, q[0], p.b, q[1]] = [q[1], p.a, q[0] * 1.1, p.b]; ({ a: p.b, b: p.a } = { ...p }); }
  return p.a + 2 * p.b * q[0] + q[1];
}

export function f(x: number[]): number {
  return callMut(x.slice()) + compound(x.slice()) * 0.50 + plusplus(x.slice()) * 0.33 + shortCircuit(x.slice()) * 0.25 + nullishAssign(x.slice()) * 0.20 + swapFields(x.slice()) * 0.17;
}
export const wrt = 0;
export const inputs = [[[1.2,-0.7,2]],[[0.6,0.7,1.1]]];
