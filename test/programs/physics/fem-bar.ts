/** Plane trusses: element matrices assembled by dictionaries of degrees of freedom, supports, conjugate gradients. */
type Vec2 = [number, number];
interface Bar {
  i: number;
  j: number;
  area: number;
}
enum Axis {
  X = 0,
  Y = 1,
}
interface Support {
  node: number;
  axes: Axis[];
}

class DofMap {
  private readonly index = new Map<string, number>();
  constructor(nodes: number, supports: Support[]) {
    const fixed = new Set(supports.flatMap(({ node, axes }) => axes.map((a) => `${node}/${a}`)));
    for (let n = 0; n < nodes; n++)
      for (const axis of [Axis.X, Axis.Y]) {
        const key = `${n}/${axis}`;
        if (!fixed.has(key)) this.index.set(key, this.index.size);
      }
  }
  get size(): number {
    return this.index.size;
  }
  of(node: number, axis: Axis): number | undefined {
    return this.index.get(`${node}/${axis}`);
  }
}

function conjugateGradients(K: Float64Array[], b: Float64Array, tolerance = 1e-13): Float64Array {
  const dot = (u: Float64Array, v: Float64Array) => u.reduce((s, ui, i) => s + ui * v[i], 0);
  const x = new Float64Array(b.length);
  const r = b.slice();
  const p = r.slice();
  let rr = dot(r, r);
  for (let it = 0; it < 2 * b.length && rr > tolerance ** 2; it++) {
    const Kp = Float64Array.from(K, (row) => dot(row, p));
    const alpha = rr / dot(p, Kp);
    for (let i = 0; i < x.length; i++) {
      x[i] += alpha * p[i];
      r[i] -= alpha * Kp[i];
    }
    const next = dot(r, r);
    const beta = next / rr;
    for (let i = 0; i < p.length; i++) p[i] = r[i] + beta * p[i];
    rr = next;
  }
  return x;
}

export function f(nodes: Vec2[], areas: number[], load: Vec2): number {
  const bars: Bar[] = [[0, 2], [1, 2], [0, 3], [2, 3], [1, 3]].map(([i, j], k) => ({ i, j, area: areas[k] }));
  const dofs = new DofMap(nodes.length, [{ node: 0, axes: [Axis.X, Axis.Y] }, { node: 1, axes: [Axis.X, Axis.Y] }]);
  const K = Array.from({ length: dofs.size }, () => new Float64Array(dofs.size));
  for (const { i, j, area } of bars) {
    const d = [nodes[j][0] - nodes[i][0], nodes[j][1] - nodes[i][1]];
    const length = Math.hypot(d[0], d[1]);
    const k = area / length ** 3;
    for (const [p, q, sign] of [[i, i, 1], [j, j, 1], [i, j, -1], [j, i, -1]] as const)
      for (const a of [Axis.X, Axis.Y])
        for (const b of [Axis.X, Axis.Y]) {
          const row = dofs.of(p, a);
          const col = dofs.of(q, b);
          if (row === undefined || col === undefined) continue;
          K[row][col] += sign * k * d[a] * d[b];
        }
  }
  const force = new Float64Array(dofs.size);
  for (const axis of [Axis.X, Axis.Y]) {
    const row = dofs.of(3, axis);
    if (row !== undefined) force[row] += load[axis];
  }
  const u = conjugateGradients(K, force);
  return force.reduce((s, fi, i) => s + fi * u[i], 0);
}

export const wrt = [0, 1, 2];
export const tolerance = 1e-7;
export const inputs = [[[[0, 0], [0.1, 1], [1, 0.9], [1.8, 0.2]], [1, 1.2, 0.8, 0.6, 1.1], [0.1, -0.4]]];
