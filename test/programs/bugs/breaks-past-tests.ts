// A loop that is left by break does not ask its condition again, and what the condition assigns is seen after the loop.
function doOnce(x: number): number {
  let s = x;
  do {
    if (x > 0) break;
  } while ((s += x) < -20);
  return s;
}

function newton(x: number): number {
  let i = 0;
  let y = Math.abs(x) + 1;
  do {
    y = (y + (x * x + 2) / y) / 2;
    if (y * y - x * x - 2 < 1e-3) break;
  } while (++i < 20);
  return y * i;
}

function halved(x: number): number {
  let c = x;
  const step = (): boolean => Math.abs((c *= 0.5)) > 0.01;
  while (step()) if (c < x + 0.1) break;
  return c;
}

function listed(x: number): number {
  let n = 0, s = x;
  for (; (n++, s *= x, n < 5); ) if (n === 3) break;
  return s * n;
}

function counted(x: number): number {
  let n = 0;
  while (n++ < 10) if (n > Math.abs(x) * 3) break;
  let k = 10, t = x;
  while (k-- && (t *= 1.5)) if (Math.abs(t) > 5) break;
  return x * n + t * k;
}

function always(x: number): number {
  let s = x, n = 0;
  while ((s *= x, true)) if (++n === 2) break;
  return s;
}

function labelled(x: number): number {
  let s = x, n = 0;
  outer: while ((s += 0.1 * x, n++ < 6)) {
    for (let k = 0; (s *= 1.01, k < 3); k++) {
      if (n === 2 && k === 1) continue outer;
      if (n === 4) break outer;
      try {
        if (n === 3) break;
      } finally {
        s += x * x * 0.01;
      }
    }
  }
  return s * n;
}

export const f = (x: number): number =>
  doOnce(x) + newton(x) + halved(x) + listed(x) + counted(x) + always(x) + labelled(x);
export const wrt = 0;
export const inputs = [[2.05], [-1.3], [0.7]];
