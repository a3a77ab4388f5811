/** A quadtree of bodies with centres of mass; accelerations by the Barnes–Hut criterion. */
interface Body {
  x: number;
  y: number;
  mass: number;
}
type Quad = { kind: "empty" } | { kind: "leaf"; body: Body } | { kind: "inner"; children: QuadTree[] };

class QuadTree {
  private node: Quad = { kind: "empty" };
  mass = 0;
  private mx = 0;
  private my = 0;
  constructor(
    readonly cx: number,
    readonly cy: number,
    readonly half: number,
  ) {}
  insert(body: Body): void {
    this.mass += body.mass;
    this.mx += body.mass * body.x;
    this.my += body.mass * body.y;
    switch (this.node.kind) {
      case "empty":
        this.node = { kind: "leaf", body };
        return;
      case "leaf": {
        const old = this.node.body;
        const h = this.half / 2;
        const children = [-1, 1].flatMap((sy) => [-1, 1].map((sx) => new QuadTree(this.cx + sx * h, this.cy + sy * h, h)));
        this.node = { kind: "inner", children };
        this.childFor(children, old).insert(old);
        this.childFor(children, body).insert(body);
        return;
      }
      case "inner":
        this.childFor(this.node.children, body).insert(body);
    }
  }
  private childFor(children: QuadTree[], { x, y }: Body): QuadTree {
    return children[(x >= this.cx ? 1 : 0) + (y >= this.cy ? 2 : 0)];
  }
  acceleration(on: Body, theta: number, out: { ax: number; ay: number }): void {
    const node = this.node;
    if (node.kind === "empty") return;
    if (node.kind === "leaf" && node.body === on) return;
    const dx = this.mx / this.mass - on.x;
    const dy = this.my / this.mass - on.y;
    const r = Math.sqrt(dx * dx + dy * dy + 0.01);
    if (node.kind === "leaf" || (2 * this.half) / r < theta) {
      const k = this.mass / (r * r * r);
      out.ax += k * dx;
      out.ay += k * dy;
      return;
    }
    for (const child of node.children) child.acceleration(on, theta, out);
  }
}

export function f(bodies: Body[], theta: number): number {
  const tree = new QuadTree(0, 0, 4);
  for (const b of bodies) tree.insert(b);
  let sum = 0;
  for (const b of bodies) {
    const out = { ax: 0, ay: 0 };
    tree.acceleration(b, theta, out);
    sum += b.mass * (out.ax ** 2 + 2 * out.ay ** 2);
  }
  return sum;
}

export const wrt = 0;
export const h = 5e-3;
export const inputs = [
  [
    [
      { x: 0.5, y: 0.7, mass: 1 },
      { x: -1.2, y: 0.4, mass: 2 },
      { x: 1.4, y: -1.1, mass: 0.5 },
      { x: 1.1, y: 0.9, mass: 1.5 },
      { x: -2.6, y: -2.4, mass: 0.7 },
    ],
    0.8,
  ],
];
