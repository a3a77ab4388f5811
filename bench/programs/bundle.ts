import { jacobian } from "cotangent";

/**
 * The reprojection error of a point in a camera, of bundle adjustment. `p` has the rotation (3), the centre (3), the focal length, the
 * principal point (2) and the distortion (2) of the camera, the point (3) and the weight of the observation.
 */
export function primal(p: number[], fx: number, fy: number): [number, number] {
  const x = p[11]! - p[3]!;
  const y = p[12]! - p[4]!;
  const z = p[13]! - p[5]!;
  const rx = p[0]!;
  const ry = p[1]!;
  const rz = p[2]!;
  const square = rx * rx + ry * ry + rz * rz;
  let X = x + ry * z - rz * y;
  let Y = y + rz * x - rx * z;
  let Z = z + rx * y - ry * x;
  if (square > 1e-20) {
    const theta = Math.sqrt(square);
    const c = Math.cos(theta);
    const s = Math.sin(theta);
    const inverse = 1 / theta;
    const kx = rx * inverse;
    const ky = ry * inverse;
    const kz = rz * inverse;
    const t = (kx * x + ky * y + kz * z) * (1 - c);
    X = x * c + (ky * z - kz * y) * s + kx * t;
    Y = y * c + (kz * x - kx * z) * s + ky * t;
    Z = z * c + (kx * y - ky * x) * s + kz * t;
  }
  const u = X / Z;
  const v = Y / Z;
  const r2 = u * u + v * v;
  const l = 1 + p[9]! * r2 + p[10]! * r2 * r2;
  const w = p[14]!;
  return [w * (u * l * p[6]! + p[7]! - fx), w * (v * l * p[6]! + p[8]! - fy)];
}

export const derivative = jacobian(primal);
