const ascending = (a: number, b: number): number => a - b;

const median = (xs: readonly number[]): number => {
  const s = xs.slice().sort(ascending);
  const mid = s.length >> 1;
  return s.length % 2 === 0 ? (s[mid - 1] + s[mid]) / 2 : s[mid];
};

/** Average ranks for ties. */
function ranks(xs: readonly number[]): number[] {
  const order = xs.map((value, index) => ({ value, index })).sort((p, q) => p.value - q.value);
  const result = new Array<number>(xs.length);
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j + 1 < order.length && order[j + 1].value === order[i].value) j++;
    for (let k = i; k <= j; k++) result[order[k].index] = (i + j) / 2 + 1;
    i = j + 1;
  }
  return result;
}

const pearson = (xs: readonly number[], ys: readonly number[]): number => {
  const mx = xs.reduce((a, b) => a + b) / xs.length;
  const my = ys.reduce((a, b) => a + b) / ys.length;
  let [sxy, sxx, syy] = [0, 0, 0];
  for (let i = 0; i < xs.length; i++) {
    sxy += (xs[i] - mx) * (ys[i] - my);
    sxx += (xs[i] - mx) ** 2;
    syy += (ys[i] - my) ** 2;
  }
  return sxy / Math.sqrt(sxx * syy);
};

const trimmedMean = (xs: readonly number[], share: number): number => {
  const cut = Math.floor(xs.length * share);
  const kept = [...xs].sort(ascending).slice(cut, xs.length - cut);
  return kept.reduce((a, b) => a + b, 0) / kept.length;
};

/** A robust score: median, absolute deviation, winsorized sum, Spearman and Pearson correlation. */
export function f(xs: number[], ys: number[]): number {
  const m = median(xs);
  const mad = 1.4826 * median(xs.map((x) => Math.abs(x - m)));
  const clipped = xs.map((x) => Math.min(Math.max(x, m - 2 * mad), m + 2 * mad));
  const spearman = pearson(ranks(xs), ranks(ys));
  return m + mad + trimmedMean(xs, 0.2) + clipped.reduce((a, b) => a + b, 0) * pearson(xs, ys) + spearman;
}

export const wrt = [0, 1];
export const h = 0.01;
export const inputs = [
  [[1, 2.4, 0.3, 9, 1.6], [0.4, 0.9, 0.1, 2, 1.2]],
  [[1, 2.2, 0.3, 1.7], [0.4, 0.5, 0.9, -1]],
];
