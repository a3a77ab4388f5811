/** Cyclic coordinate descent on a planar chain; joints are mutated in place, with limits and early exit. */
class Chain {
  readonly angles: number[];
  private readonly lengths: ReadonlyArray<number>;
  constructor(lengths: number[], initial: number) {
    this.lengths = [...lengths];
    this.angles = lengths.map(() => initial);
  }
  positions(): { x: number; y: number }[] {
    const out = [{ x: 0, y: 0 }];
    let heading = 0;
    this.angles.forEach((a, i) => {
      heading += a;
      const p = out[i];
      out.push({ x: p.x + this.lengths[i] * Math.cos(heading), y: p.y + this.lengths[i] * Math.sin(heading) });
    });
    return out;
  }
  solve(tx: number, ty: number, opts: { iterations?: number; tolerance?: number; limit?: number } = {}): number {
    const { iterations = 3, tolerance = 1e-9, limit = Math.PI } = opts;
    let error = Infinity;
    outer: for (let it = 0; it < iterations; it++) {
      for (let j = this.angles.length - 1; j >= 0; j--) {
        const points = this.positions();
        const end = points[points.length - 1];
        error = (end.x - tx) ** 2 + (end.y - ty) ** 2;
        if (error < tolerance) break outer;
        const pivot = points[j];
        const a = Math.atan2(end.y - pivot.y, end.x - pivot.x);
        const b = Math.atan2(ty - pivot.y, tx - pivot.x);
        let delta = b - a;
        while (delta > Math.PI) delta -= 2 * Math.PI;
        while (delta < -Math.PI) delta += 2 * Math.PI;
        this.angles[j] = Math.max(-limit, Math.min(limit, this.angles[j] + 0.7 * delta));
      }
    }
    return error;
  }
}

export function f(target: { x: number; y: number }, lengths: number[]): number {
  const chain = new Chain(lengths, 0.2);
  const error = chain.solve(target.x, target.y, { limit: 1.1 });
  return error + chain.angles.reduce((s, a) => s + a * a, 0);
}

export const wrt = [0, 1];
export const h = 5e-3;
export const inputs = [
  [{ x: 1.2, y: 1.4 }, [1, 0.8, 0.5]],
  [{ x: -0.5, y: 1.1 }, [0.9, 0.9, 0.4]],
];
