enum Boundary {
  Dirichlet,
  Neumann,
  Periodic,
}

interface Problem {
  diffusivity: number;
  initial: Float64Array;
  source?: (x: number) => number;
}

const wrap = (i: number, n: number, boundary: Boundary): number => {
  switch (boundary) {
    case Boundary.Periodic:
      return (i + n) % n;
    case Boundary.Neumann:
      return Math.min(Math.max(i, 0), n - 1);
    default:
      return i;
  }
};

function solveHeat(problem: Problem, boundary: Boundary, dx: number, dt: number, steps: number): Float64Array {
  const n = problem.initial.length;
  const r = (problem.diffusivity * dt) / (dx * dx);
  if (r > 0.5) throw new Error(`unstable: r = ${r.toFixed(2)}`);
  let u = problem.initial.slice();
  let next = new Float64Array(n);
  for (let s = 0; s < steps; s++) {
    for (let i = 0; i < n; i++) {
      const left = wrap(i - 1, n, boundary);
      const right = wrap(i + 1, n, boundary);
      const ul = left < 0 ? 0 : u[left];
      const ur = right >= n ? 0 : u[right];
      next[i] = u[i] + r * (ul - 2 * u[i] + ur) + dt * (problem.source?.(i * dx) ?? 0);
    }
    [u, next] = [next, u];
  }
  return u;
}

export function f(diffusivity: number, initial: Float64Array, boundary: Boundary): number {
  const u = solveHeat({ diffusivity, initial, source: boundary === Boundary.Neumann ? (x) => Math.sin(diffusivity * x) : undefined }, boundary, 0.5, 0.1, 6);
  return u.reduce((m, v, i) => m + v * v * (i + 1), 0);
}

export const wrt = [0, 1];
export const inputs = [
  [0.4, Float64Array.of(0, 1, 0.5, -0.2), Boundary.Dirichlet],
  [0.7, Float64Array.of(0.3, 1, 0.5), Boundary.Neumann],
  [0.9, Float64Array.of(0.3, 1, 0.5, 2), Boundary.Periodic],
  [9, Float64Array.of(0.3, 1, 0.5), Boundary.Periodic],
];
