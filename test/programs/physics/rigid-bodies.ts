/** Discs that collide with each other and with walls: impulses with restitution and friction, positional correction. */
abstract class Body {
  vx = 0;
  vy = 0;
  omega = 0;
  abstract readonly inverseMass: number;
  abstract readonly inverseInertia: number;
  constructor(
    public x: number,
    public y: number,
  ) {}
  integrate(dt: number, gravity: number): void {
    if (this.inverseMass === 0) return;
    this.vy -= gravity * dt;
    this.x += this.vx * dt;
    this.y += this.vy * dt;
  }
  impulse(jx: number, jy: number, rx: number, ry: number): void {
    this.vx += jx * this.inverseMass;
    this.vy += jy * this.inverseMass;
    this.omega += (rx * jy - ry * jx) * this.inverseInertia;
  }
}
class Disc extends Body {
  readonly inverseMass: number;
  readonly inverseInertia: number;
  constructor(
    x: number,
    y: number,
    readonly radius: number,
    density = 1,
  ) {
    super(x, y);
    const mass = density * Math.PI * radius ** 2;
    this.inverseMass = 1 / mass;
    this.inverseInertia = 2 / (mass * radius ** 2);
  }
  get kinetic(): number {
    return 0.5 * ((this.vx ** 2 + this.vy ** 2) / this.inverseMass + this.omega ** 2 / this.inverseInertia);
  }
}
class Ground extends Body {
  readonly inverseMass = 0;
  readonly inverseInertia = 0;
}
interface Contact {
  a: Body;
  b: Body;
  nx: number;
  ny: number;
  depth: number;
  point: [number, number];
}

function* contacts(discs: Disc[], ground: Ground): Generator<Contact> {
  for (const [i, a] of discs.entries()) {
    if (a.y - a.radius < ground.y)
      yield { a: ground, b: a, nx: 0, ny: 1, depth: ground.y - (a.y - a.radius), point: [a.x, ground.y] };
    for (const b of discs.slice(i + 1)) {
      const dx = b.x - a.x;
      const dy = b.y - a.y;
      const d = Math.hypot(dx, dy);
      const depth = a.radius + b.radius - d;
      if (depth <= 0) continue;
      yield { a, b, nx: dx / d, ny: dy / d, depth, point: [a.x + (a.radius * dx) / d, a.y + (a.radius * dy) / d] };
    }
  }
}

function resolve({ a, b, nx, ny, depth, point: [px, py] }: Contact, e: number, mu: number): void {
  const [rax, ray, rbx, rby] = [px - a.x, py - a.y, px - b.x, py - b.y];
  const rvx = b.vx - b.omega * rby - (a.vx - a.omega * ray);
  const rvy = b.vy + b.omega * rbx - (a.vy + a.omega * rax);
  const vn = rvx * nx + rvy * ny;
  const correction = (0.2 * depth) / (a.inverseMass + b.inverseMass);
  a.x -= correction * a.inverseMass * nx;
  a.y -= correction * a.inverseMass * ny;
  b.x += correction * b.inverseMass * nx;
  b.y += correction * b.inverseMass * ny;
  if (vn > 0) return;
  const j = (-(1 + e) * vn) / (a.inverseMass + b.inverseMass);
  const tx = -ny;
  const ty = nx;
  const vt = rvx * tx + rvy * ty;
  const jt = Math.max(-mu * j, Math.min(mu * j, -vt / (a.inverseMass + b.inverseMass)));
  const ix = j * nx + jt * tx;
  const iy = j * ny + jt * ty;
  a.impulse(-ix, -iy, rax, ray);
  b.impulse(ix, iy, rbx, rby);
}

export function f(velocity: [number, number], restitution: number, friction: number): number {
  const discs = [new Disc(0, 0.6, 0.5), new Disc(2, 0.8, 0.4, 2)];
  const ground = new Ground(0, 0);
  [discs[0].vx, discs[0].vy] = velocity;
  for (let step = 0; step < 12; step++) {
    for (const d of discs) d.integrate(0.05, 9.8);
    for (const c of contacts(discs, ground)) resolve(c, restitution, friction);
  }
  return discs.reduce((s, d) => s + d.kinetic + d.x, 0);
}

export const wrt = [0, 1, 2];
export const h = 1e-3;
export const inputs = [[[3.1, 0.2], 0.5, 0.3], [[2.7, -0.4], 0.8, 0.1]];
