// A negative or fractional index of a plain array names a property beside its elements: it is a place like any other.
export function f(x: number, k: number, n: number): number {
  const a = [1, 2, 3];
  a[-1] = x * k;
  a[0.5] = a[-1] * x;
  const wave: number[] = [];
  for (let i = -2; i < n; i++) wave[i] = i * x + k;
  let s = a[-1] * 2 + a[0] + a[0.5] * k;
  for (let i = n - 1; i >= -2; i--) s += wave[i] * wave[i] * (i + 3);
  const halves: number[] = new Array(n).fill(0);
  for (let t = 0; t < n; t += 0.5) halves[t] = x * t;
  for (let t = 0; t < n; t += 0.5) s += halves[t] * k;
  const ghost: number[] = [];
  for (let i = 0; i < n; i++) ghost[i] = k * i;
  put(ghost, -1, x * x);
  put(ghost, n, x * k);
  s += at(ghost, -1) + at(ghost, n) * at(ghost, 0);
  const rows: number[][] = [[0], [0]];
  rows[-1] = [x, k];
  for (let i = -1; i < 2; i++) s += rows[i][0] * (i + 2.5);
  ghost[-1] *= 2;
  return s + ghost[-1] + (ghost[-2] ?? k) + wave.length + halves.length + ghost.length;
}

function put(into: number[], i: number, v: number): void {
  if (i > 100) put(into, i - 1, v);
  else into[i] = v;
}

function at(from: number[], i: number): number {
  return i > 100 ? at(from, i - 1) : from[i];
}

export const wrt = [0, 1];
export const inputs = [
  [1.3, 0.7, 3],
  [0.4, -1.2, 0],
  [0.4, -1.2, 1],
];
