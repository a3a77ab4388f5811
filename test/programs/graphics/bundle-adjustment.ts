/** Reprojection error of a few cameras and points: Rodrigues rotation, radial distortion, a robust loss. */
interface Camera {
  rotation: [number, number, number];
  translation: [number, number, number];
  focal: number;
  k1: number;
  k2?: number;
}
interface Observation {
  camera: number;
  point: number;
  pixel: { u: number; v: number };
}
const enum Loss {
  Squared = "squared",
  Huber = "huber",
  Cauchy = "cauchy",
}

function rodrigues(out: Float64Array, r: readonly number[], p: ArrayLike<number>): void {
  const theta2 = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
  if (theta2 > 1e-12) {
    const theta = Math.sqrt(theta2);
    const c = Math.cos(theta);
    const s = Math.sin(theta);
    const k = [r[0] / theta, r[1] / theta, r[2] / theta];
    const dot = (k[0] * p[0] + k[1] * p[1] + k[2] * p[2]) * (1 - c);
    out[0] = p[0] * c + (k[1] * p[2] - k[2] * p[1]) * s + k[0] * dot;
    out[1] = p[1] * c + (k[2] * p[0] - k[0] * p[2]) * s + k[1] * dot;
    out[2] = p[2] * c + (k[0] * p[1] - k[1] * p[0]) * s + k[2] * dot;
  } else {
    out[0] = p[0] + r[1] * p[2] - r[2] * p[1];
    out[1] = p[1] + r[2] * p[0] - r[0] * p[2];
    out[2] = p[2] + r[0] * p[1] - r[1] * p[0];
  }
}

function project(camera: Camera, point: Float64Array): { u: number; v: number } | undefined {
  const q = new Float64Array(3);
  rodrigues(q, camera.rotation, point);
  q.forEach((_, i) => (q[i] += camera.translation[i]));
  if (q[2] >= 0) return undefined;
  const x = -q[0] / q[2];
  const y = -q[1] / q[2];
  const r2 = x * x + y * y;
  const { focal, k1, k2 = 0 } = camera;
  const d = focal * (1 + r2 * (k1 + k2 * r2));
  return { u: d * x, v: d * y };
}

const losses: Record<Loss, (s: number) => number> = {
  [Loss.Squared]: (s) => s,
  [Loss.Huber]: (s) => (s <= 1 ? s : 2 * Math.sqrt(s) - 1),
  [Loss.Cauchy]: (s) => Math.log1p(s),
};

export function f(cameras: Camera[], points: Float64Array[], observations: Observation[], loss: Loss): number {
  let total = 0;
  let seen = 0;
  for (const { camera, point, pixel } of observations) {
    const predicted = project(cameras[camera], points[point]);
    if (predicted === undefined) continue;
    const du = predicted.u - pixel.u;
    const dv = predicted.v - pixel.v;
    total += losses[loss](du * du + dv * dv);
    seen++;
  }
  if (seen === 0) throw new Error("nothing visible");
  return (0.5 * total) / seen;
}

const cameras = [
  { rotation: [0.1, -0.2, 0.05], translation: [0.1, 0.2, -4], focal: 1.5, k1: 0.02, k2: -0.001 },
  { rotation: [0, 0, 0], translation: [-0.3, 0.1, -5], focal: 1.2, k1: -0.01 },
];
const points = [new Float64Array([0.5, 0.3, 0.1]), new Float64Array([-0.6, 0.2, -0.4]), new Float64Array([0.1, -0.7, 20])];
const observations = [
  { camera: 0, point: 0, pixel: { u: 0.3, v: 0.1 } },
  { camera: 0, point: 1, pixel: { u: 1.9, v: -1.2 } },
  { camera: 1, point: 0, pixel: { u: 0.1, v: 0.15 } },
  { camera: 1, point: 2, pixel: { u: 0, v: 0 } },
];
export const wrt = [0, 1];
export const inputs = [
  [cameras, points, observations, "squared"],
  [cameras, points, observations, "huber"],
  [cameras, points, observations, "cauchy"],
  [cameras, points, [observations[3]], "cauchy"],
];
