const log: string[] = [];

function overridden(x: number): number {
  try {
    if (x > 1) throw new Error("large");
    return x * 3;
  } catch {
    return x * x;
  } finally {
    // biome-ignore lint/correctness/noUnsafeFinally: what is tested
    if (x < 0) return -x;
  }
}

function nested(x: number, trail: number[]): number {
  let acc = x;
  outer: for (let i = 0; i < 4; i++) {
    try {
      try {
        trail.push(acc);
        if (i === 1) continue;
        if (i === 3) break outer;
        acc *= 1 + x / 10;
        if (acc > 3) throw acc;
      } finally {
        acc += 0.1;
        trail.push(acc * 2);
      }
    } catch (value) {
      acc = (value as number) / 2;
    } finally {
      acc += x;
    }
  }
  return acc;
}

function lastWord(x: number): number {
  let y = x;
  const get = (): number => {
    try {
      return y;
    } finally {
      y = y * 5;
    }
  };
  return get() + y;
}

function swallowed(xs: number[]): number {
  let s = 0;
  for (const x of xs) {
    try {
      if (x > 0.5) throw new TypeError("never seen");
      s += x;
    } finally {
      s += x * x;
      // biome-ignore lint/correctness/noUnsafeFinally: what is tested
      if (x > 0.5) continue;
    }
    s *= 1.1;
  }
  return s;
}

export function f(x: number, y: number): number {
  log.length = 0;
  const trail: number[] = [];
  const a = overridden(x) + overridden(y) * 2;
  const b = nested(x, trail) * nested(y, trail);
  return a + b + lastWord(x * y) + swallowed([x, y, x * y]) + trail.reduce((s, v, i) => s + v / (i + 1), 0);
}

export const wrt = [0, 1];
export const inputs = [
  [0.3, 1.4],
  [-0.6, 0.8],
  [2.1, -1.3],
];
