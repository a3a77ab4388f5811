export function f(p: { a: number; b: [number, number] }): number {
  var { a, b: [c, d = 3] } = p;
  a *= 2;
  for (var i = 0; i < 2; i++) { var [u, v] = [a * i, c]; a += u * v; }
  for (var [k, w] of [[1, a], [2, c]]) d += k * w;
  for (var z of p.b) d *= z;
  const m = new Map([["a", a], ["b", c]]);
  for (var [key, val] of m) d += val * key.length;
  for (var name in { x: 1, yy: 2 } as Record<string, number>) d += name.length * a;
  return a + c * d + u! + k! + w! + z! + val!;
}
export const wrt = 0;
export const inputs = [[{ a: 1.3, b: [2, 3] }]];
