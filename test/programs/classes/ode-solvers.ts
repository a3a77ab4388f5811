/** Solver classes with a common base, generic over the state, and a problem that is an instance. */
interface Problem {
  readonly dimension: number;
  rhs(t: number, y: readonly number[]): number[];
}
abstract class Solver {
  t = 0;
  evaluations = 0;
  protected y: number[];
  constructor(protected readonly problem: Problem, y0: readonly number[]) {
    this.y = [...y0];
  }
  protected rhs(t: number, y: readonly number[]): number[] {
    this.evaluations++;
    return this.problem.rhs(t, y);
  }
  protected abstract advance(h: number): number[];
  step(h: number): this {
    this.y = this.advance(h);
    this.t += h;
    return this;
  }
  solve(until: number, h: number): readonly number[] {
    while (this.t < until - 1e-9) {
      this.step(Math.min(h, until - this.t));
      if (this.y.some((v) => Math.abs(v) > 50)) break;
    }
    return this.y;
  }
}
const axpy = (a: number, x: readonly number[], y: readonly number[]) => y.map((v, i) => v + a * x[i]);
class Euler extends Solver {
  protected advance(h: number): number[] {
    return axpy(h, this.rhs(this.t, this.y), this.y);
  }
}
class RungeKutta4 extends Solver {
  private static readonly weights = [1 / 6, 1 / 3, 1 / 3, 1 / 6];
  protected advance(h: number): number[] {
    const { t, y } = this;
    const k1 = this.rhs(t, y);
    const k2 = this.rhs(t + h / 2, axpy(h / 2, k1, y));
    const k3 = this.rhs(t + h / 2, axpy(h / 2, k2, y));
    const k4 = this.rhs(t + h, axpy(h, k3, y));
    return [k1, k2, k3, k4].reduce((s, k, i) => axpy(h * RungeKutta4.weights[i], k, s), y);
  }
}
class LotkaVolterra implements Problem {
  readonly dimension = 2;
  constructor(private a: number, private b: number, private c = 1.1) {}
  rhs(_t: number, [x, y]: readonly number[]): number[] {
    return [this.a * x - this.b * x * y, this.b * x * y - this.c * y];
  }
}
class Oscillator implements Problem {
  readonly dimension = 2;
  constructor(readonly omega: number) {}
  rhs(t: number, y: readonly number[]): number[] {
    return [y[1], -this.omega * this.omega * y[0] + Math.cos(t)];
  }
}

export function f(a: number, b: number, omega: number): number {
  const prey = new LotkaVolterra(a, b);
  const solvers: Solver[] = [new Euler(prey, [1, 0.5]), new RungeKutta4(prey, [1, omega]), new RungeKutta4(new Oscillator(omega), [a, b])];
  let total = 0;
  for (const solver of solvers) {
    const [x, y] = solver.solve(0.6, 0.25);
    total += x * y + 0.01 * solver.evaluations;
  }
  return total;
}

export const wrt = [0, 1, 2];
export const inputs = [
  [1.2, 0.7, 2],
  [0.4, 1.1, 0.8],
];
