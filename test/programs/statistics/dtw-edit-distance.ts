type Cost<T> = (a: T, b: T) => number;

/** Dynamic time warping with two rolling rows; returns the distance. */
function dtw<T>(a: readonly T[], b: readonly T[], cost: Cost<T>, window = Infinity): number {
  let previous = new Array<number>(b.length + 1).fill(Infinity);
  previous[0] = 0;
  for (let i = 1; i <= a.length; i++) {
    const current = new Array<number>(b.length + 1).fill(Infinity);
    for (let j = 1; j <= b.length; j++) {
      if (Math.abs(i - j) > window) continue;
      current[j] = cost(a[i - 1], b[j - 1]) + Math.min(previous[j], current[j - 1], previous[j - 1]);
    }
    previous = current;
  }
  return previous[b.length];
}

const softmin = (gamma: number, ...xs: number[]): number => {
  const finite = xs.filter(Number.isFinite);
  const m = Math.min(...finite);
  return m - gamma * Math.log(finite.reduce((s, x) => s + Math.exp((m - x) / gamma), 0));
};

/** Edit distance with soft choices; substitution costs come from an embedding of letters. */
function softEdit(a: string, b: string, embed: (letter: string) => number, gap: number, gamma: number): number {
  const d: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    d.push([]);
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) d[i][j] = (i + j) * gap;
      else d[i][j] = softmin(gamma, d[i - 1][j] + gap, d[i][j - 1] + gap, d[i - 1][j - 1] + Math.abs(embed(a[i - 1]) - embed(b[j - 1])));
    }
  }
  return d[a.length][b.length];
}

export function f(x: number[], y: number[], p: { gap: number; gamma: number; letters: Record<string, number> }): number {
  const warped = dtw(x, y, (a, b) => (a - b) ** 2, 2);
  return warped + softEdit("abca", "bca", (letter) => p.letters[letter] ?? 0, p.gap, p.gamma);
}

export const wrt = [0, 1, 2];
export const inputs = [
  [[1, 2.1, 3], [0.9, 1.4, 3.3], { gap: 0.7, gamma: 0.5, letters: { a: 0.1, b: 0.9, c: -0.4 } }],
  [[1, 0.2], [0.4], { gap: 0.4, gamma: 0.3, letters: { a: 0.5, b: 0.2 } }],
];
