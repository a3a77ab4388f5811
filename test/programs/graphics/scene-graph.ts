/** A scene graph of virtual nodes with parents, world matrices by getters and a walk that is a generator. */
type Vec2 = readonly [number, number];
type Mat = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
const I: Mat = [1, 0, 0, 1, 0, 0];
const mul = ([a, b, c, d, e, f]: Mat, [g, h, i, j, k, l]: Mat): Mat => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];
const apply = ([a, b, c, d, e, f]: Mat, [x, y]: Vec2): Vec2 => [a * x + c * y + e, b * x + d * y + f];
abstract class Node2D {
  parent?: Node2D;
  protected readonly children = new Set<Node2D>();
  rotation = 0;
  scale = 1;
  position: Vec2 = [0, 0];
  constructor(public name: string) {}
  add(...kids: Node2D[]): this {
    for (const k of kids) {
      k.parent = this;
      this.children.add(k);
    }
    return this;
  }
  get local(): Mat {
    const c = Math.cos(this.rotation) * this.scale,
      s = Math.sin(this.rotation) * this.scale;
    return [c, s, -s, c, ...this.position];
  }
  get world(): Mat {
    return this.parent ? mul(this.parent.world, this.local) : this.local;
  }
  abstract area(): number;
  *walk(): Generator<Node2D> {
    yield this;
    for (const c of this.children) yield* c.walk();
  }
  find(name: string): Node2D | undefined {
    for (const n of this.walk()) if (n.name === name) return n;
    return undefined;
  }
}
class Group extends Node2D {
  area(): number {
    let s = 0;
    for (const c of this.children) s += c.area() * this.scale ** 2;
    return s;
  }
}
class Circle extends Node2D {
  constructor(
    name: string,
    private r: number,
  ) {
    super(name);
  }
  area(): number {
    return Math.PI * this.r ** 2 * this.scale ** 2;
  }
}
class Poly extends Node2D {
  constructor(
    name: string,
    readonly pts: Vec2[],
  ) {
    super(name);
  }
  area(): number {
    const w = this.pts.map((p) => apply(mul(I, this.local), p));
    return (
      Math.abs(
        w.reduce((s, [x, y], i) => {
          const [u, v] = w[(i + 1) % w.length]!;
          return s + x * v - u * y;
        }, 0),
      ) / 2
    );
  }
}
export function f(x: number[]): number {
  const root = new Group("root"),
    arm = new Group("arm"),
    hand = new Circle("hand", x[0]!);
  const poly = new Poly("poly", [
    [0, 0],
    [x[1]!, 0],
    [x[1]!, 1],
    [0, x[2]!],
  ]);
  root.add(arm.add(hand, poly));
  root.rotation = x[0]!;
  root.scale = 1.2;
  arm.rotation = x[1]!;
  arm.position = [x[2]!, 0.5];
  hand.position = [1, x[3]!];
  const [hx, hy] = apply(root.find("hand")!.world, [0.1, 0.2]);
  let s = 0;
  for (const n of root.walk()) {
    const [, , , , e, f2] = n.world;
    s += e * f2 + (n instanceof Circle ? n.area() : 0);
  }
  return hx * hy + s + root.area() + (root.find("nope")?.area() ?? 2);
}

export const wrt = 0;
export const inputs = [[[0.31, 1.2, 2.1, 1.7]], [[1.5, 0.4, 0.6, 3]]];
