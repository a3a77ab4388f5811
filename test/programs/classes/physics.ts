/** A position-based physics engine: bodies, constraints that share them, a world that steps. */
class Body {
  public px: number;
  public py: number;
  constructor(public x: number, public y: number, public readonly invMass: number = 1) {
    this.px = x;
    this.py = y;
  }
  integrate(dt: number, gravity: number): void {
    if (this.invMass === 0) return;
    const vx = this.x - this.px;
    const vy = this.y - this.py;
    this.px = this.x;
    this.py = this.y;
    this.x += vx * 0.99;
    this.y += vy * 0.99 - gravity * dt * dt;
  }
}
interface Constraint {
  solve(): void;
}
class Distance implements Constraint {
  constructor(private a: Body, private b: Body, private length: number, private stiffness = 1) {}
  solve(): void {
    const { a, b } = this;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const d = Math.sqrt(dx * dx + dy * dy);
    const w = a.invMass + b.invMass;
    if (w === 0 || d < 1e-9) return;
    const c = (this.stiffness * (d - this.length)) / d / w;
    a.x += dx * c * a.invMass;
    a.y += dy * c * a.invMass;
    b.x -= dx * c * b.invMass;
    b.y -= dy * c * b.invMass;
  }
}
class Floor implements Constraint {
  constructor(private bodies: Body[], private height: number) {}
  solve(): void {
    for (const body of this.bodies) {
      if (body.y < this.height) {
        body.y = this.height;
        body.px += (body.x - body.px) * 0.5;
      }
    }
  }
}
class World {
  readonly bodies: Body[] = [];
  private readonly constraints: Constraint[] = [];
  constructor(private gravity = 9.81) {}
  add(body: Body): Body {
    this.bodies.push(body);
    return body;
  }
  constrain(...cs: Constraint[]): this {
    this.constraints.push(...cs);
    return this;
  }
  step(dt: number, iterations = 2): void {
    this.bodies.forEach((b) => b.integrate(dt, this.gravity));
    for (let k = 0; k < iterations; k++) for (const c of this.constraints) c.solve();
  }
}

export function f(x0: number, gravity: number, length: number): number {
  const world = new World(gravity);
  const anchor = world.add(new Body(0, 1, 0));
  const a = world.add(new Body(x0, 0.9));
  const b = world.add(new Body(x0 + 0.4, 0.7, 0.5));
  world
    .constrain(new Distance(anchor, a, length), new Distance(a, b, 0.4, 0.8))
    .constrain(new Floor(world.bodies, 0.55));
  let path = 0;
  for (let i = 0; i < 6; i++) {
    world.step(0.1);
    path += b.x * b.y;
    if (b.y < 0.3) break;
  }
  return path + a.x - anchor.x;
}

export const wrt = [0, 1, 2];
export const inputs = [
  [0.5, 9.81, 0.55],
  [0.3, 4, 0.35],
];
