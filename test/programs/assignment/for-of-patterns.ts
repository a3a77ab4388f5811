// Loops that give their items to names and places declared elsewhere, by patterns.
export function f(x: number): number {
  let a = 0.5;
  let b = 0.2;
  let sum = 0;
  let key = "";
  const o = { p: 0, q: [0, 0] };
  for ([a, b] of [[x, 0.3], [0.1, x * x]]) sum += a * b;
  for ([a, b = a * 2] of [[x], [x * x, 3]] as [number, number?][]) sum += a * b;
  for ({ u: o.p, v: [o.q[0], ...o.q] } of [{ u: x, v: [x, 2, x] }, { u: 3, v: [1, x, x * x] }])
    sum += o.p * o.q[1] + o.q.length;
  for ([a, b] of [x, x * 2].entries()) sum += a * b;
  for ([key, b] of new Map([["k", x], ["long", 2 * x]])) sum += b * b * key.length;
  const xs = [0, 0, 0];
  let i = 0;
  for (xs[i++] of [x, x * x]) sum += xs[0];
  return sum + a * b + xs[1];
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];
