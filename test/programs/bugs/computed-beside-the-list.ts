// What is computed from an element beside the list is no number, and is left out: by a comparison, a filter, a branch, or later by who
// reads it. Neither its other factors nor the list's gradient see it.

/** Gains of a price, of which the last one is none. */
function gains(prices: readonly number[], rate: number): number {
  let total = 0;
  for (let i = 0; i < prices.length; i++) {
    const gain = ((prices[i + 1] - prices[i]) / prices[i]) * rate;
    if (gain > 0) total += gain * gain;
  }
  return total;
}

/** The steepest ascent, asked by a comparison in an expression, from either side and with steps back. */
function steepest(heights: readonly number[], scale: number): number {
  let best = 0;
  for (let i = heights.length - 1; i >= 0; i--) {
    const slope = (heights[i + 1] - heights[i]) * scale;
    best = slope > best ? slope : best;
  }
  for (let i = 0; i < heights.length; i++) {
    const slope = (heights[i] - heights[i - 1]) / scale;
    best = slope > best ? slope : best;
  }
  return best;
}

/** Kept in lists and records, and left out by who reads them. */
function kept(xs: readonly number[], w: number): number {
  const products = xs.map((x, i) => xs[i + 1] * w * x);
  let sum = 0;
  for (const p of products) if (p > -100) sum += p * w;
  const pairs = xs.map((x, i) => ({ here: x * w, next: xs[i + 1] * w }));
  for (const { here, next } of pairs) if (next < 100) sum += here * next;
  return sum + products.filter((p) => !Number.isNaN(p)).reduce((a, b) => a + b, 0);
}

/** A branch asks for the index after the number was made, in a loop that ends early. */
function left(xs: readonly number[], w: number): number {
  let sum = 0;
  let i = 0;
  while (true) {
    const next = xs[i + 1] * w;
    i++;
    if (i === xs.length) break;
    sum += next * xs[i - 1];
    if (sum > 50) sum *= w;
  }
  return sum;
}

/** On a grid, with rows in one list. */
function grid(cells: readonly number[], width: number, k: number): number {
  let energy = 0;
  for (let row = 0; row < cells.length / width; row++)
    for (let column = 0; column < width; column++) {
      const here = cells[row * width + column];
      const below = (cells[(row + 1) * width + column] - here) * k;
      if (below > 0 || below <= 0) energy += below * below;
    }
  return energy;
}

const change = (xs: readonly number[], i: number, w: number): number => Math.tanh(xs[i + 1] * w) - xs[i];

function byCalls(xs: readonly number[], w: number): number {
  let sum = 0;
  xs.forEach((x, i) => {
    const c = change(xs, i, w);
    if (i + 1 < xs.length) sum += c * x;
  });
  return sum;
}

export function f(xs: readonly number[], w: number): number {
  return gains(xs, w) + steepest(xs, w) + kept(xs, w) + left(xs, w) + grid(xs, 2, w) + byCalls(xs, w);
}

export const wrt = [0, 1];
export const inputs = [
  [[1, 2.5, 3.2, 2], 1.3],
  [[0.7, 0.4], 0.6],
];
