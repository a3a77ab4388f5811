function* permutations<T>(items: T[]): Generator<T[]> {
  if (items.length <= 1) {
    yield items;
    return;
  }
  for (let i = 0; i < items.length; i++) {
    const rest = [...items.slice(0, i), ...items.slice(i + 1)];
    for (const tail of permutations(rest)) yield [items[i], ...tail];
  }
}

function* combinations(n: number, k: number, start = 0): Generator<number[]> {
  if (k === 0) {
    yield [];
    return;
  }
  for (let i = start; i <= n - k; i++) for (const rest of combinations(n, k - 1, i + 1)) yield [i, ...rest];
}

function sign(p: number[]): number {
  let s = 1;
  for (let i = 0; i < p.length; i++) for (let j = i + 1; j < p.length; j++) if (p[i] > p[j]) s = -s;
  return s;
}

function determinant(a: number[][]): number {
  let det = 0;
  for (const p of permutations([...a.keys()])) {
    let product = sign(p);
    for (const [i, j] of p.entries()) product *= a[i][j];
    det += product;
  }
  return det;
}

export function f(x: number, y: number): number {
  const a = [
    [x, 1, y],
    [2, y, x],
    [x * y, 0.5, 3],
  ];
  let pairs = 0;
  const xs = [x, y, x * y, x - y];
  for (const [i, j] of combinations(xs.length, 2)) pairs += xs[i] * xs[j] ** 2;
  return determinant(a) + pairs;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.3],
  [-1.1, 0.4],
];
