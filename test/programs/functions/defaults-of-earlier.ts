/** Default parameters that refer to earlier ones, to closures, and that are evaluated at each call. */
function line(x: number, slope = x * 2, at: (v: number) => number = (v) => v * slope + x, offset: number = at(1)): number {
  return at(x) + offset * slope;
}

const box = ({ w = 1, h = w, depth = w * h }: { w?: number; h?: number; depth?: number } = {}, ...extra: number[]) =>
  w * h * depth + extra.reduce((a, b) => a + b * w, 0);

export function f(x: number, y: number): number {
  let calls = 0;
  const next = (): number => {
    calls++;
    return x * calls;
  };
  const g = (a: number = next(), b: number = a + next(), c = () => a * b) => {
    a += 1;
    return c() + b;
  };
  const scale = (v: number, k: number = y) => v * k;
  let s = line(x) + line(x, y) + line(x, undefined, (v) => v ** 3) + line(y, 1, Math.sin, x);
  s += g() + g(y) + g(undefined, x * y);
  y = y * y;
  s += scale(x) + box() + box({ w: x }) + box({ w: x, h: y }, x, y, ...[x, 2]) + box({ depth: y });
  return s + calls;
}

export const wrt = [0, 1];
export const inputs = [
  [0.8, 0.7],
  [1.1, -0.4],
];
