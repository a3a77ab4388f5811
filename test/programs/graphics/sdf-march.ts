/** Sphere tracing of a signed distance field that is built from closures. */
type V3 = readonly [number, number, number];
type Sdf = (p: V3) => number;

const len = (...v: number[]): number => Math.sqrt(v.reduce((s, c) => s + c * c, 0));
const sphere =
  (r: number): Sdf =>
  (p) =>
    len(...p) - r;
const torus =
  (R: number, r: number): Sdf =>
  ([x, y, z]) =>
    len(len(x, z) - R, y) - r;
const translate =
  (sdf: Sdf, [dx, dy, dz]: V3): Sdf =>
  ([x, y, z]) =>
    sdf([x - dx, y - dy, z - dz]);
const smoothUnion =
  (k: number, ...parts: Sdf[]): Sdf =>
  (p) =>
    parts.map((s) => s(p)).reduce((a, b) => {
      const h = Math.max(k - Math.abs(a - b), 0) / k;
      return Math.min(a, b) - (h * h * k) / 4;
    });
const twist =
  (sdf: Sdf, amount: number): Sdf =>
  ([x, y, z]) => {
    const c = Math.cos(amount * y);
    const s = Math.sin(amount * y);
    return sdf([c * x - s * z, y, s * x + c * z]);
  };

interface MarchOptions {
  maxSteps?: number;
  far?: number;
  eps?: number;
}

function march(sdf: Sdf, origin: V3, dir: V3, { maxSteps = 24, far = 20, eps = 1e-12 }: MarchOptions = {}) {
  let t = 0;
  for (let step = 0; step < maxSteps; step++) {
    const p: V3 = [origin[0] + t * dir[0], origin[1] + t * dir[1], origin[2] + t * dir[2]];
    const d = sdf(p);
    if (Math.abs(d) < eps) return { hit: true as const, t, p };
    t += d;
    if (t > far) break;
  }
  return { hit: false as const, t };
}

function normalAt(sdf: Sdf, p: V3): V3 {
  const e = 1e-2;
  const [x, y, z] = p;
  const n: [number, number, number] = [
    sdf([x + e, y, z]) - sdf([x - e, y, z]),
    sdf([x, y + e, z]) - sdf([x, y - e, z]),
    sdf([x, y, z + e]) - sdf([x, y, z - e]),
  ];
  const l = len(...n);
  return [n[0] / l, n[1] / l, n[2] / l];
}

export function f(params: { k: number; radius: number; offset: number; twist: number }): number {
  const scene = smoothUnion(
    params.k,
    translate(sphere(params.radius), [0, params.offset, 0]),
    twist(translate(torus(1.1, 0.3), [0.1, 0, 0.05]), params.twist),
    translate(sphere(0.4), [0.9, 0.2, 0.1]),
  );
  let total = 0;
  for (const [u, v] of [
    [0.05, 0.1],
    [-0.2, 0.12],
    [0.18, -0.07],
    [0.9, 0.9],
  ]) {
    const l = Math.hypot(u, v, 1);
    const result = march(scene, [0, 0.3, -4], [u / l, v / l, 1 / l]);
    if (!result.hit) {
      total += 0.01 * Math.exp(-result.t);
      continue;
    }
    const n = normalAt(scene, result.p);
    total += Math.max(0, n[0] * 0.3 + n[1] * 0.8 - n[2] * 0.5) / (1 + 0.1 * result.t);
  }
  return total;
}

export const wrt = 0;
export const h = 1e-3;
export const tolerance = 1e-6;
export const inputs = [[{ k: 0.3, radius: 0.7, offset: 0.2, twist: 0.4 }], [{ k: 0.5, radius: 0.6, offset: -0.1, twist: 0.1 }]];
