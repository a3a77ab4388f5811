// planck, bundled into one file, with classes written as functions and prototypes: a body is turned and moved, its corners compared.
import { Rot, Transform, Vec2 } from "planck";

const corners = [
  [1, 0.5],
  [-1, 0.5],
  [0.2, -0.7],
] as const;

function placed(x: number, y: number, angle: number): Transform {
  const at = new Vec2(x, y);
  at.mul(1.5);
  return new Transform(at, angle);
}

export function f(pose: number[], pull: number): number {
  const xf = placed(pose[0], pose[1], pose[2]);
  const back = new Rot(-pose[2] * pull);
  let energy = 0;
  for (const [x, y] of corners) {
    const world = Transform.mulVec2(xf, new Vec2(x, y));
    const aim = Rot.mulVec2(back, new Vec2(y, x));
    const gap = Vec2.sub(world, aim);
    if (gap.lengthSquared() > 100) break;
    energy += Vec2.dot(gap, gap) + pull * Vec2.cross(world, aim) + Vec2.distance(world, aim);
    gap.normalize();
    energy += gap.x * pose[0];
  }
  return energy + Vec2.skew(xf.p).x;
}
export const wrt = [0, 1];
export const inputs = [[[1.2, -0.4, 0.6], 0.8]];
