import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle, run } from "./bundle.js";

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

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "classes-"));
  const home = join(folder, "node_modules", "vectors");
  mkdirSync(home, { recursive: true });
  const description = { name: "vectors", version: "1.0.0", type: "module", main: "index.js", types: "index.d.ts" };
  writeFileSync(join(home, "package.json"), JSON.stringify(description));
  writeFileSync(join(home, "index.js"), vectors);
  writeFileSync(join(home, "index.d.ts"), types);
  writeFileSync(join(folder, "main.ts"), main);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("instances that a package keeps for itself are of its own class", async () => {
  const { f, derivative } = (await run(
    await bundle(join(folder, "main.ts"), { absWorkingDir: folder }),
  )) as unknown as {
    f: (p: number[]) => number;
    derivative: (p: number[]) => { value: number; grad: number[] };
  };
  for (const p of [
    [1.5, 0.2, 0.4],
    [0.8, 0.6, 0.7],
  ]) {
    const { value, grad } = derivative(p);
    expect(value).toBe(f(p));
    const difference = (i: number): number => {
      const at = (h: number): number => f(p.map((v, j) => (i === j ? v + h : v)));
      return (at(1e-5) - at(-1e-5)) / 2e-5;
    };
    expect(grad).toEqual(p.map((_, i) => expect.closeTo(difference(i), 6)));
  }
});
