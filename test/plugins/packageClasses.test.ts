import { test } from "vitest";
import { compareInstalled } from "./installed.js";

// A package of classes with instances of its own for intermediate results: the types that describe it say nothing of those.

const vectors = `class Vector {
  constructor(x = 0, y = 0) { this.x = x; this.y = y; }
  copy(v) { this.x = v.x; this.y = v.y; return this; }
  clamp(min, max) {
    this.x = Math.max(min.x, Math.min(max.x, this.x));
    this.y = Math.max(min.y, Math.min(max.y, this.y));
    return this;
  }
  distanceTo(v) { return Math.hypot(this.x - v.x, this.y - v.y); }
  scale(s) { this.x *= s; this.y *= s; return this; }
}
const _point = /*@__PURE__*/ new Vector();
const _center = /*@__PURE__*/ new Vector();
class Box {
  constructor(min, max) { this.min = min; this.max = max; }
  clampPoint(point, target) { return target.copy(point).clamp(this.min, this.max); }
  distanceTo(point) { return this.clampPoint(point, _point).distanceTo(point); }
  radius() { return _center.copy(this.max).scale(0.5).distanceTo(this.min); }
}
const Tools = {
  TWO: 2,
  mix: (a, b, t) => (1 - t) * a + t * b,
};
class Setting { assign(values) { for (const key in values) this[key] = values[key]; } }
const Cache = { files: {}, add: function (key, file) { this.files[key] = file; } };
export { Vector, Box, Tools, Setting, Cache };
`;

const types = `export declare class Vector {
  constructor(x?: number, y?: number);
  x: number;
  y: number;
  copy(v: Vector): this;
  clamp(min: Vector, max: Vector): this;
  distanceTo(v: Vector): number;
  scale(s: number): this;
}
export declare class Box {
  constructor(min: Vector, max: Vector);
  min: Vector;
  max: Vector;
  clampPoint(point: Vector, target: Vector): Vector;
  distanceTo(point: Vector): number;
  radius(): number;
}
export declare const Tools: { TWO: number; mix(a: number, b: number, t: number): number };
`;

const main = `import { valueAndGrad } from "cotangent";
import { Box, Tools, Vector } from "vectors";
export function f(p: number[]): number {
  const box = new Box(new Vector(0, 0), new Vector(p[0]!, p[1]!));
  const far = box.distanceTo(new Vector(4, p[2]!));
  return far * box.radius() + Tools.mix(far, p[2]!, 0.3) + box.distanceTo(new Vector(-p[2]!, 0.1));
}
export const derivative = valueAndGrad(f);
`;

test("instances that a package keeps for itself are of its own class", () =>
  compareInstalled(
    { vectors: { text: vectors, type: "module", types } },
    main,
    [
      [1.5, 0.2, 0.4],
      [0.8, 0.6, 0.7],
    ],
    6,
  ));
