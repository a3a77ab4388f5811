type Jacobian = [[number, number], [number, number]];

/** Robertson-like stiff system in two variables. */
class StiffSystem {
  static readonly maxNewton = 12;
  newtonIterations = 0;
  constructor(
    private readonly k1: number,
    private readonly k2: number,
  ) {}

  rhs([x, y]: readonly [number, number]): [number, number] {
    return [-this.k1 * x + this.k2 * y * y, this.k1 * x - this.k2 * y * y - y];
  }

  jacobian([, y]: readonly [number, number]): Jacobian {
    return [
      [-this.k1, 2 * this.k2 * y],
      [this.k1, -2 * this.k2 * y - 1],
    ];
  }

  implicitEuler(u: readonly [number, number], dt: number): [number, number] {
    let next: [number, number] = [...u];
    for (let iteration = 0; iteration < StiffSystem.maxNewton; iteration++) {
      this.newtonIterations++;
      const [f0, f1] = this.rhs(next);
      const r: [number, number] = [next[0] - u[0] - dt * f0, next[1] - u[1] - dt * f1];
      const [[a, b], [c, d]] = this.jacobian(next);
      const m00 = 1 - dt * a;
      const m01 = -dt * b;
      const m10 = -dt * c;
      const m11 = 1 - dt * d;
      const det = m00 * m11 - m01 * m10;
      const delta: [number, number] = [(m11 * r[0] - m01 * r[1]) / det, (m00 * r[1] - m10 * r[0]) / det];
      next = [next[0] - delta[0], next[1] - delta[1]];
      if (Math.hypot(...delta) < 1e-13) return next;
    }
    throw new Error("Newton did not converge");
  }
}

export function f(rates: [number, number], start: [number, number]): number {
  const system = new StiffSystem(...rates);
  let u = start;
  for (let i = 0; i < 5; i++) u = system.implicitEuler(u, 0.2);
  return u[0] ** 2 + 3 * u[1] + (system.newtonIterations > 1000 ? 1 : 0);
}

export const wrt = [0, 1];
export const h = 0.005;
export const tolerance = 1e-8;
export const inputs = [
  [[10, 3], [1, 0.2]],
  [[2, 40], [0.3, 0.6]],
];
