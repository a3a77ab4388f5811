/** Keyframed rotation: quaternions as tuples, shortest-path slerp with a fallback to nlerp. */
type Quat = [w: number, x: number, y: number, z: number];
interface Key {
  time: number;
  rotation: Quat;
}

namespace Q {
  export const dot = (a: Quat, b: Quat): number => a.reduce((s, ai, i) => s + ai * b[i], 0);
  export const normalize = (q: Quat): Quat => {
    const n = Math.sqrt(dot(q, q));
    if (n === 0) throw new Error("zero quaternion");
    return q.map((c) => c / n) as Quat;
  };
  export const negate = (q: Quat): Quat => [-q[0], -q[1], -q[2], -q[3]];
  export function slerp(a: Quat, b: Quat, t: number): Quat {
    let cos = dot(a, b);
    let end = b;
    if (cos < 0) {
      end = negate(b);
      cos = -cos;
    }
    let wa: number, wb: number;
    if (cos > 0.9995) {
      wa = 1 - t;
      wb = t;
    } else {
      const theta = Math.acos(cos);
      const sin = Math.sin(theta);
      wa = Math.sin((1 - t) * theta) / sin;
      wb = Math.sin(t * theta) / sin;
    }
    return normalize([wa * a[0] + wb * end[0], wa * a[1] + wb * end[1], wa * a[2] + wb * end[2], wa * a[3] + wb * end[3]]);
  }
  export function rotate([w, x, y, z]: Quat, v: readonly number[]): number[] {
    const tx = 2 * (y * v[2] - z * v[1]);
    const ty = 2 * (z * v[0] - x * v[2]);
    const tz = 2 * (x * v[1] - y * v[0]);
    return [v[0] + w * tx + (y * tz - z * ty), v[1] + w * ty + (z * tx - x * tz), v[2] + w * tz + (x * ty - y * tx)];
  }
}

function sample(track: Key[], time: number): Quat {
  const last = track.length - 1;
  if (time <= track[0].time) return Q.normalize(track[0].rotation);
  if (time >= track[last].time) return Q.normalize(track[last].rotation);
  let lo = 0;
  let hi = last;
  while (hi - lo > 1) {
    const mid = (lo + hi) >> 1;
    if (track[mid].time <= time) lo = mid;
    else hi = mid;
  }
  const { time: t0, rotation: a } = track[lo];
  const { time: t1, rotation: b } = track[hi];
  return Q.slerp(Q.normalize(a), Q.normalize(b), (time - t0) / (t1 - t0));
}

export function f(track: Key[], times: number[], target: number[]): number {
  return times
    .map((t) => Q.rotate(sample(track, t), [1, 0.5, -0.2]))
    .reduce((sum, p) => sum + p.reduce((s, c, i) => s + (c - target[i]) ** 2, 0), 0);
}

export const wrt = [0, 2];
export const inputs = [
  [
    [
      { time: 0, rotation: [1, 0.1, 0.2, -0.1] },
      { time: 1, rotation: [-0.5, 0.7, 0.3, 0.2] },
      { time: 2.5, rotation: [-0.51, 0.7, 0.31, 0.2] },
    ],
    [-0.5, 0.3, 0.8, 1.7, 3],
    [0.3, 0.4, 0.9],
  ],
];
