// What is of several kinds or null is null afterwards, and not undefined.
type Pairs = [number, Pairs] | null;
const pair = (a: number, b: Pairs): Pairs => [a, b];
const range = (n: number, x: number): Pairs => (n <= 0 ? null : pair(x * n, range(n - 1, x)));
const squares = (p: Pairs): number => (p === null ? 0 : p[0] ** 2 + squares(p[1]));

type Setting = number | string | null | undefined;
function chosen(x: number, k: number): Setting {
  if (k === 0) return null;
  return k === 1 ? x * x : k === 2 ? "auto" : undefined;
}
function weight(s: Setting, x: number): number {
  if (s === null) return 3 * x;
  if (s === undefined) return x ** 3;
  return typeof s === "number" ? s : 0.5 * x * s.length;
}

interface Slot { held: number | number[] | null }

export function f(x: number, y: number): number {
  let sum = squares(range(4, x));
  for (let k = 0; k < 4; k++) sum += (k + 1) * weight(chosen(y, k), x);
  const slots: Slot[] = [{ held: null }, { held: x * y }, { held: [x, y] }];
  for (const { held } of slots) {
    if (held === null) sum += y;
    else sum *= typeof held === "number" ? held : held[0] + held[1];
  }
  slots[1].held = slots[0].held;
  return slots[1].held === null ? sum * x : sum;
}
export const wrt = [0, 1];
export const inputs = [[0.8, 1.3], [-0.4, 0.6]];
