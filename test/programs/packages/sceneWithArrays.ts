// gl-matrix, its arrays set to plain ones: `arguments`, state of the package, functions under two names, matrices made by `create`.
import { glMatrix, mat3, mat4, quat, vec2, vec3 } from "gl-matrix";

glMatrix.setMatrixArrayType(Array);

interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly at: readonly [number, number, number];
}

function worldOf({ yaw, pitch, at }: Pose): mat4 {
  const turn = quat.create();
  quat.fromEuler(turn, pitch, yaw, 10);
  const level = quat.setAxisAngle(quat.create(), [0, 1, 0], 0.2);
  quat.slerp(turn, level, turn, 0.7);
  return mat4.fromRotationTranslation(mat4.create(), turn, [at[0], at[1], at[2]]);
}

export function f(yaw: number, pitch: number, at: [number, number, number]): number {
  const world = worldOf({ yaw, pitch, at });
  const view = mat4.lookAt(mat4.create(), [4, 3, 5], [0, 0, 0], [0, 1, 0]);
  const clip = mat4.perspective(mat4.create(), Math.PI / 4, 1.5, 0.1, 100);
  mat4.mul(clip, clip, view);
  let total = 0;
  for (const corner of [vec3.fromValues(1, 0, 0), vec3.fromValues(0, 1, 0.5)]) {
    vec3.transformMat4(corner, corner, world);
    const seen = vec3.transformMat4(vec3.create(), corner, clip);
    total += vec2.squaredLength(vec2.fromValues(seen[0], seen[1])) + vec3.angle(corner, [1, 1, 0]);
  }
  const normal = mat3.normalFromMat4(mat3.create(), world);
  return normal === null ? total : total + mat3.determinant(normal) + normal[5];
}
export const wrt = [0, 1, 2];
export const inputs = [[30, 20, [0.5, -0.3, 0.4]]];
