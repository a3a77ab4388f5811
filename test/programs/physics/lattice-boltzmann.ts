/** D1Q3 lattice Boltzmann for advection and diffusion: collide, stream with wrap-around, bounce-back at a wall. */
const VELOCITIES = [0, 1, -1] as const;
const WEIGHTS = [2 / 3, 1 / 6, 1 / 6] as const;
const OPPOSITE = [0, 2, 1] as const;

type Lattice = Float64Array[];

const equilibrium = (rho: number, u: number): number[] =>
  VELOCITIES.map((c, q) => WEIGHTS[q] * rho * (1 + 3 * c * u + 4.5 * (c * u) ** 2 - 1.5 * u * u));

function collide(f: Lattice, tau: number, u: number): void {
  for (let x = 0; x < f[0].length; x++) {
    let rho = 0;
    for (let q = 0; q < 3; q++) rho += f[q][x];
    const feq = equilibrium(rho, u);
    for (let q = 0; q < 3; q++) f[q][x] -= (f[q][x] - feq[q]) / tau;
  }
}

function stream(f: Lattice, wall: number): Lattice {
  const n = f[0].length;
  const out = f.map(() => new Float64Array(n));
  f.forEach((row, q) => {
    row.forEach((value, x) => {
      const to = (x + VELOCITIES[q] + n) % n;
      if (to === wall) out[OPPOSITE[q]][x] += value;
      else out[q][to] += value;
    });
  });
  return out;
}

export function f(initial: number[], tau: number, u: number): number {
  let lattice: Lattice = WEIGHTS.map((w) => Float64Array.from(initial, (rho) => w * rho));
  for (let t = 0; t < 6; t++) {
    collide(lattice, tau, u);
    lattice = stream(lattice, 4);
  }
  const rho = initial.map((_, x) => lattice.reduce((s, row) => s + row[x], 0));
  return rho.reduce((s, r, x) => s + r * r * Math.cos(x), 0);
}

export const wrt = [0, 1, 2];
export const inputs = [[[1, 0.4, 0.2, 0.7, 0, 0.9], 0.8, 0.1]];
