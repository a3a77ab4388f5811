type Fn = (x: number) => number;

function romberg(fn: Fn, a: number, b: number, levels = 5): number {
  const table: number[][] = [[(0.5 * (b - a)) * (fn(a) + fn(b))]];
  for (let k = 1; k < levels; k++) {
    const n = 2 ** k;
    const h = (b - a) / n;
    let sum = 0;
    for (let i = 1; i < n; i += 2) sum += fn(a + i * h);
    const row = [table[k - 1][0] / 2 + h * sum];
    for (let j = 1; j <= k; j++) row[j] = row[j - 1] + (row[j - 1] - table[k - 1][j - 1]) / (4 ** j - 1);
    table.push(row);
  }
  return table[levels - 1][levels - 1];
}

/** Adaptive Simpson with a local error estimate. */
function adaptiveSimpson(fn: Fn, a: number, b: number, epsilon: number): number {
  const recurse = (lo: number, hi: number, flo: number, fmid: number, fhi: number, whole: number, eps: number, depth: number): number => {
    const mid = (lo + hi) / 2;
    const fl = fn((lo + mid) / 2);
    const fr = fn((mid + hi) / 2);
    const left = ((mid - lo) / 6) * (flo + 4 * fl + fmid);
    const right = ((hi - mid) / 6) * (fmid + 4 * fr + fhi);
    const delta = left + right - whole;
    if (depth <= 0 || Math.abs(delta) <= 15 * eps) return left + right + delta / 15;
    return recurse(lo, mid, flo, fl, fmid, left, eps / 2, depth - 1) + recurse(mid, hi, fmid, fr, fhi, right, eps / 2, depth - 1);
  };
  const [fa, fm, fb] = [fn(a), fn((a + b) / 2), fn(b)];
  return recurse(a, b, fa, fm, fb, ((b - a) / 6) * (fa + 4 * fm + fb), epsilon, 8);
}

export function f(p: { a: number; b: number; k: number }): number {
  const gaussian: Fn = (x) => Math.exp(-p.k * x * x);
  const r = romberg((x) => Math.cos(p.k * x) / (1 + x), p.a, p.b);
  const s = adaptiveSimpson(gaussian, p.a, p.b, 1e-3);
  return r * s;
}

export const wrt = 0;
export const h = 0.004;
export const inputs = [[{ a: 0.1, b: 1.4, k: 1.5 }], [{ a: 0, b: 2.3, k: 3.1 }]];
