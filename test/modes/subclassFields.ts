import { grad, jvp, vjp } from "cotangent";
import { same } from "./_same.js";

/** An instance has a cotangent for its own fields: not for those of a class that is derived from its own. */

class Plane {
  constructor(
    public x: number,
    public y: number,
  ) {}
  get norm(): number {
    return this.x ** 2 + this.y ** 2;
  }
  scale(k: number): Plane {
    return new Plane(this.x * k, this.y * k);
  }
}
class Space extends Plane {
  z = 1;
  override get norm(): number {
    return super.norm + this.z ** 2;
  }
}
const norm = (v: Plane): number => v.norm;
same("of the class itself", grad(norm)(new Plane(1, 2)), { x: 2, y: 4 });
same("its keys", Object.keys(grad(norm)(new Plane(1, 2))).join(), "x,y");
same("of the derived one", grad(norm)(new Space(1, 2)), { x: 2, y: 4, z: 2 });
same("of a list", grad((vs: Plane[]) => vs.reduce((s, v) => s + v.norm, 0))([new Plane(1, 2), new Space(3, 4)]), [
  { x: 2, y: 4 },
  { x: 6, y: 8, z: 2 },
]);
const scaled = (v: Plane): Plane => v.scale(2);
same("a pullback", Object.keys(vjp(scaled)(new Plane(1, 2)).pullback({ x: 1, y: 1 })[0]).join(), "x,y");
same("a tangent", Object.keys(jvp(scaled)([new Plane(1, 2)], [{ x: 1, y: 1 }]).tangent).join(), "x,y");

const moved = new Plane(1, 2);
const step = grad(norm)(moved);
for (const key of Object.keys(step) as ("x" | "y")[]) moved[key] -= 0.1 * step[key];
same("a step of descent", { ...moved }, { x: 0.8, y: 1.6 });

export { results } from "./_same.js";
