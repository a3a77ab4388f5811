interface Vertex {
  point: number[];
  value: number;
}

interface Settings {
  alpha?: number;
  gamma?: number;
  rho?: number;
  sigma?: number;
  iterations?: number;
}

function nelderMead(objective: (x: number[]) => number, start: number[], settings: Settings = {}): Vertex {
  const { alpha = 1, gamma = 2, rho = 0.5, sigma = 0.5, iterations = 8 } = settings;
  const vertex = (point: number[]): Vertex => ({ point, value: objective(point) });
  let simplex: Vertex[] = [vertex(start), ...start.map((_, i) => vertex(start.map((v, j) => (i === j ? v + 0.5 : v))))];
  for (let it = 0; it < iterations; it++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0];
    const worst = simplex[simplex.length - 1];
    const others = simplex.slice(0, -1);
    const centroid = start.map((_, j) => others.reduce((s, v) => s + v.point[j], 0) / others.length);
    const towards = (k: number): Vertex => vertex(centroid.map((c, j) => c + k * (worst.point[j] - c)));
    const reflected = towards(-alpha);
    if (reflected.value < best.value) {
      const expanded = towards(-gamma);
      simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < others[others.length - 1].value) {
      simplex[simplex.length - 1] = reflected;
    } else {
      const contracted = towards(reflected.value < worst.value ? -rho : rho);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[simplex.length - 1] = contracted;
      else simplex = simplex.map((v) => (v === best ? v : vertex(v.point.map((p, j) => best.point[j] + sigma * (p - best.point[j])))));
    }
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a));
}

/** Where a fixed number of iterations gets to, as a function of the start and of the problem. */
export function f(start: number[], coefficients: { a: number; b: number }): number {
  const { point, value } = nelderMead(([x, y]) => (coefficients.a - x) ** 2 + coefficients.b * (y - x * x) ** 2, start);
  return value + point[0] * point[1];
}

export const wrt = [0, 1];
export const h = 1e-4;
export const tolerance = 1e-6;
export const inputs = [
  [[-0.5, 1.2], { a: 1, b: 5 }],
  [[0.3, -0.4], { a: 0.7, b: 2 }],
];
