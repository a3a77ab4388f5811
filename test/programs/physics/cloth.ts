/** Mass-spring cloth: structural and shear springs, pinned corners, symplectic Euler with damping. */
class Mass {
  readonly force: [number, number, number] = [0, 0, 0];
  velocity: [number, number, number] = [0, 0, 0];
  constructor(
    public position: [number, number, number],
    readonly mass: number,
    public pinned = false,
  ) {}
  clear(): void {
    this.force.fill(0);
  }
  step(dt: number, damping: number): void {
    if (this.pinned) return;
    for (let k = 0; k < 3; k++) {
      this.velocity[k] = (this.velocity[k] + (dt * this.force[k]) / this.mass) * (1 - damping * dt);
      this.position[k] += dt * this.velocity[k];
    }
  }
}
class Spring {
  private readonly rest: number;
  constructor(
    private readonly a: Mass,
    private readonly b: Mass,
    private readonly k: number,
  ) {
    this.rest = this.length();
  }
  length(): number {
    return Math.hypot(...this.a.position.map((c, i) => c - this.b.position[i]));
  }
  apply(): void {
    const l = this.length();
    const f = (this.k * (l - this.rest)) / l;
    for (let i = 0; i < 3; i++) {
      const d = this.b.position[i] - this.a.position[i];
      this.a.force[i] += f * d;
      this.b.force[i] -= f * d;
    }
  }
  get energy(): number {
    return 0.5 * this.k * (this.length() - this.rest) ** 2;
  }
}

export function f(k: { structural: number; shear: number }, gravity: number[], mass: number): number {
  const n = 3;
  const grid: Mass[][] = [];
  for (let j = 0; j < n; j++) {
    grid.push([]);
    for (let i = 0; i < n; i++) grid[j].push(new Mass([i, 0, j], mass, j === 0 && (i === 0 || i === n - 1)));
  }
  const springs: Spring[] = [];
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      if (i + 1 < n) springs.push(new Spring(grid[j][i], grid[j][i + 1], k.structural));
      if (j + 1 < n) springs.push(new Spring(grid[j][i], grid[j + 1][i], k.structural));
      if (i + 1 < n && j + 1 < n) springs.push(new Spring(grid[j][i], grid[j + 1][i + 1], k.shear));
    }
  const masses = grid.flat();
  for (let step = 0; step < 5; step++) {
    masses.forEach((m) => {
      m.clear();
      m.force.forEach((_, c) => (m.force[c] += m.mass * gravity[c]));
    });
    for (const s of springs) s.apply();
    for (const m of masses) m.step(0.1, 0.2);
  }
  return springs.reduce((e, s) => e + s.energy, 0) + masses[masses.length - 1].position[1];
}

export const wrt = [0, 1, 2];
export const inputs = [[{ structural: 8, shear: 3 }, [0.3, -9.8, 0.1], 0.7]];
