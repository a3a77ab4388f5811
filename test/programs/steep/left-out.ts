// Numbers that are left out as they are none: what they are made of is missing, NaN or infinite, and a cotangent of 0 must not meet it.
function recurrence(x: number): number {
  const d: number[] = [];
  for (let i = 0; i < 4; i++) d[i] = Math.max((d[i - 1] as number) * x || 0, x * i);
  return (d[3] as number) + (d[2] as number);
}

function table(x: number): number {
  const dp = Array.from({ length: 4 }, () => new Float64Array(4));
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 4; j++) {
      const above = (dp[i - 1]?.[j] as number) * x;
      const before = (dp[i]?.[j - 1] as number) * x;
      (dp[i] as Float64Array)[j] = (above || 0) + (before || 0) + x;
    }
  return dp[3]?.[3] as number;
}

function observed(x: number): number {
  const values = [x * x, Number.POSITIVE_INFINITY, Number.NaN, 2 * x];
  const finite = values.map((v) => v * x).filter(Number.isFinite);
  const gaps = [x, 2, 3].map((v, i, all) => ((all[i + 1] as number) - v) * x).filter((v) => !Number.isNaN(v));
  const named: Partial<Record<string, { readonly w: number }>> = { a: { w: x } };
  let sum = 0;
  for (const k of ["a", "b"]) {
    const t = (named[k]?.w as number) * x;
    sum += Number.isNaN(t) ? 1 : t;
  }
  for (let i = -1; i < 5; i++) {
    const v = Math.sin(values[i] as number) * Math.exp((values[i] as number) * 0.1) + x / (values[i] as number);
    sum += Number.isNaN(v) ? x : v;
  }
  return sum + (finite[0] as number) * finite.length + gaps.reduce((p, q) => p + q * q, 0);
}

function counted(x: number): number {
  const totals: Record<string, number> = {};
  for (const k of ["a", "b", "a"]) totals[k] = ((totals[k] as number) * x || 0) + x;
  const stack: number[] = [];
  stack.push(x);
  const pop = (): number => stack.pop() as number;
  const [a, b] = [pop(), pop()];
  const z = a * b;
  return (totals.a as number) * (totals.b as number) + (z || a) * x;
}

export function f(x: number): number {
  return recurrence(x) + table(x) + observed(x) + counted(x);
}
export const wrt = 0;
export const inputs = [[1.3], [0.6]];
