/** Smoothed particles: neighbours from a grid hash with string keys, density, pressure and viscosity. */
class Grid {
  private readonly cells = new Map<string, number[]>();
  constructor(private readonly size: number) {}
  private key(x: number, y: number): string {
    return `${Math.floor(x / this.size)}:${Math.floor(y / this.size)}`;
  }
  insert(i: number, x: number, y: number): void {
    const key = this.key(x, y);
    const cell = this.cells.get(key);
    if (cell) cell.push(i);
    else this.cells.set(key, [i]);
  }
  *near(x: number, y: number): Generator<number> {
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) {
        const cell = this.cells.get(this.key(x + dx * this.size, y + dy * this.size));
        if (cell) yield* cell;
      }
  }
}

interface Fluid {
  h: number;
  restDensity: number;
  stiffness: number;
  viscosity: number;
}

function step(x: Float64Array, v: Float64Array, fluid: Fluid, dt: number): void {
  const n = x.length / 2;
  const { h } = fluid;
  const grid = new Grid(h);
  for (let i = 0; i < n; i++) grid.insert(i, x[2 * i], x[2 * i + 1]);
  const density = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (const j of grid.near(x[2 * i], x[2 * i + 1])) {
      const r2 = (x[2 * i] - x[2 * j]) ** 2 + (x[2 * i + 1] - x[2 * j + 1]) ** 2;
      if (r2 < h * h) density[i] += (1 - r2 / (h * h)) ** 3;
    }
  }
  const pressure = density.map((rho) => fluid.stiffness * (rho - fluid.restDensity));
  const a = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    for (const j of grid.near(x[2 * i], x[2 * i + 1])) {
      if (j === i) continue;
      const dx = x[2 * i] - x[2 * j];
      const dy = x[2 * i + 1] - x[2 * j + 1];
      const r = Math.hypot(dx, dy);
      if (r >= h) continue;
      const w = (1 - r / h) ** 2;
      const p = (pressure[i] / density[i] ** 2 + pressure[j] / density[j] ** 2) * w;
      a[2 * i] += (p * dx) / r + fluid.viscosity * w * (v[2 * j] - v[2 * i]);
      a[2 * i + 1] += (p * dy) / r + fluid.viscosity * w * (v[2 * j + 1] - v[2 * i + 1]);
    }
  }
  for (let k = 0; k < 2 * n; k++) {
    v[k] += dt * (a[k] - (k % 2 === 1 ? 1 : 0));
    x[k] += dt * v[k];
    if (k % 2 === 1 && x[k] < 0) {
      x[k] = 0;
      v[k] *= -0.5;
    }
  }
}

export function f(x0: Float64Array, fluid: Fluid): number {
  const x = new Float64Array(x0);
  const v = new Float64Array(x.length);
  for (let s = 0; s < 3; s++) step(x, v, fluid, 0.1);
  return x.reduce((s, c, i) => s + c * c * (1 + i), 0);
}

export const wrt = [0, 1];
export const h = 2e-3;
export const inputs = [
  [
    new Float64Array([0.3, 0.4, 0.8, 0.5, 0.5, 1.1, 2.9, 0.013]),
    { h: 1.05, restDensity: 1.2, stiffness: 2, viscosity: 0.3 },
  ],
];
