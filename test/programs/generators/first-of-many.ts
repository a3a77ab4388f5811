// A variable that is undefined before a generator's loop, and asked for in each of its rounds; all in a branch.

function* scaled(x: number, n: number): Generator<number> {
  for (let i = 1; i <= n; i++) yield x * i;
}

function products(x: number): number {
  let previous: number | undefined = undefined;
  let sum = 0;
  if (x > 0) {
    const made = Array.from(scaled(x, 4), (value) => {
      const result: number = previous === undefined ? value : previous * value;
      previous = value;
      return result;
    });
    sum = made.reduce((a, b) => a + b, 0);
  }
  return sum * (previous ?? 3);
}

function records(x: number): number {
  let last: { value: number } | null = null;
  let sum = 0;
  if (x > 0) {
    for (const value of scaled(x, 4)) {
      if (last !== null) sum += (last as { value: number }).value * value;
      last = { value: value * x };
    }
  }
  return sum;
}

function largest(x: number): number {
  let best: number | undefined = undefined;
  let sum = 0;
  search: {
    if (x < 0) break search;
    for (const value of scaled(x, 5)) {
      if (best === undefined || value > best) {
        best = value;
        sum += value * value;
      }
    }
  }
  return sum * (best ?? 1);
}

export const f = (x: number): number => products(x) + records(x) + largest(x);
export const wrt = 0;
export const inputs = [[1.3], [-0.7]];
