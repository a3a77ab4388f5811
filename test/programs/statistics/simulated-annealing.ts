interface Tour {
  order: number[];
  length: number;
}
type City = readonly [number, number];

const rng = (seed: number): (() => number) => {
  let s = seed | 0;
  return () => {
    s = (Math.imul(s, 1103515245) + 12345) & 0x7fffffff;
    return s / 0x7fffffff;
  };
};

const tourLength = (cities: readonly City[], order: readonly number[]): number =>
  order.reduce((sum, c, i) => {
    const [x1, y1] = cities[c];
    const [x2, y2] = cities[order[(i + 1) % order.length]];
    return sum + Math.hypot(x2 - x1, y2 - y1);
  }, 0);

function anneal(cities: readonly City[], steps: number, seed: number): Tour {
  const random = rng(seed);
  let current: Tour = { order: cities.map((_, i) => i), length: tourLength(cities, cities.map((_, i) => i)) };
  let best = current;
  for (let step = 0; step < steps; step++) {
    const temperature = 1 - step / steps;
    const i = Math.floor(random() * cities.length);
    const j = Math.floor(random() * cities.length);
    if (i === j) continue;
    const [lo, hi] = i < j ? [i, j] : [j, i];
    const order = [...current.order.slice(0, lo), ...current.order.slice(lo, hi + 1).reverse(), ...current.order.slice(hi + 1)];
    const candidate: Tour = { order, length: tourLength(cities, order) };
    const delta = candidate.length - current.length;
    if (delta < 0 || random() < Math.exp(-delta / temperature)) current = candidate;
    if (current.length < best.length) best = current;
  }
  return best;
}

export function f(cities: [number, number][], steps: number): number {
  const { length } = anneal(cities, steps, 11);
  const [x, y] = cities[0];
  return length + x * y;
}

export const wrt = 0;
export const h = 0.0005;
export const inputs = [[[[0, 0.1], [2, 1.9], [2.2, 0], [0.3, 2], [1, 3]], 12]];
