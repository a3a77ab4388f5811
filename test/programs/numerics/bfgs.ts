type Vector = number[];
type Objective = (x: Vector) => { value: number; gradient: Vector };

const dot = (a: Vector, b: Vector): number => a.reduce((s, v, i) => s + v * b[i], 0);

class Bfgs {
  private h: number[][];
  iterations = 0;
  constructor(
    private readonly objective: Objective,
    private readonly dimension: number,
  ) {
    this.h = Array.from({ length: dimension }, (_, i) => Array.from({ length: dimension }, (_, j) => (i === j ? 1 : 0)));
  }

  private lineSearch(x: Vector, value: number, gradient: Vector, direction: Vector): number {
    const slope = dot(gradient, direction);
    let step = 1;
    while (this.objective(x.map((v, i) => v + step * direction[i])).value > value + 1e-4 * step * slope) {
      step /= 2;
      if (step < 1e-10) break;
    }
    return step;
  }

  private update(s: Vector, y: Vector): void {
    const sy = dot(s, y);
    if (sy <= 1e-12) return;
    const hy = this.h.map((row) => dot(row, y));
    const yhy = dot(y, hy);
    for (let i = 0; i < this.dimension; i++) {
      for (let j = 0; j < this.dimension; j++) {
        this.h[i][j] += ((1 + yhy / sy) * s[i] * s[j] - hy[i] * s[j] - s[i] * hy[j]) / sy;
      }
    }
  }

  minimize(start: Vector, maxIterations = 6): Vector {
    let x = start;
    let { value, gradient } = this.objective(x);
    for (; this.iterations < maxIterations && Math.sqrt(dot(gradient, gradient)) > 1e-9; this.iterations++) {
      const direction = this.h.map((row) => -dot(row, gradient));
      const step = this.lineSearch(x, value, gradient, direction);
      const next = x.map((v, i) => v + step * direction[i]);
      const evaluated = this.objective(next);
      this.update(
        next.map((v, i) => v - x[i]),
        evaluated.gradient.map((g, i) => g - gradient[i]),
      );
      x = next;
      ({ value, gradient } = evaluated);
    }
    return x;
  }
}

export function f(p: { curvature: number; center: [number, number] }, start: number[]): number {
  const { curvature: k, center: [cx, cy] } = p;
  const objective: Objective = ([x, y]) => ({
    value: (x - cx) ** 2 + k * (y - cy) ** 4 + x * y,
    gradient: [2 * (x - cx) + y, 4 * k * (y - cy) ** 3 + x],
  });
  const x = new Bfgs(objective, 2).minimize(start);
  return x[0] ** 2 + x[1];
}

export const wrt = [0, 1];
export const h = 1e-4;
export const tolerance = 1e-5;
export const inputs = [
  [{ curvature: 1, center: [0.5, -0.3] }, [1, 1]],
  [{ curvature: 0.4, center: [1, 0.8] }, [-0.5, 0.2]],
];
