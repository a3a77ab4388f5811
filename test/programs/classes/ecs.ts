/** Entities with components in maps, systems as functions of the world. */
class Position {
  constructor(public x: number, public y: number) {}
}
class Velocity {
  constructor(public dx: number, public dy: number) {}
}
class Registry {
  private nextId = 0;
  readonly positions = new Map<number, Position>();
  readonly velocities = new Map<number, Velocity>();
  readonly tags = new Set<number>();
  spawn(position: Position, velocity?: Velocity): number {
    const id = this.nextId++;
    this.positions.set(id, position);
    if (velocity) this.velocities.set(id, velocity);
    return id;
  }
  destroy(id: number): void {
    this.positions.delete(id);
    this.velocities.delete(id);
  }
  *query(): Generator<[number, Position, Velocity]> {
    for (const [id, v] of this.velocities) {
      const p = this.positions.get(id);
      if (p !== undefined) yield [id, p, v];
    }
  }
}
type System = (world: Registry, dt: number) => void;

const movement: System = (world, dt) => {
  for (const [, p, v] of world.query()) {
    p.x += v.dx * dt;
    p.y += v.dy * dt;
  }
};
const drag =
  (c: number): System =>
  (world, dt) => {
    world.velocities.forEach((v) => {
      const speed = Math.hypot(v.dx, v.dy);
      v.dx -= c * speed * v.dx * dt;
      v.dy -= c * speed * v.dy * dt;
    });
  };

export function f(c: number, speed: number): number {
  const world = new Registry();
  const origin = new Position(0, 0);
  const rocket = world.spawn(origin, new Velocity(speed, 2 * speed));
  world.spawn(new Position(1, 1));
  const doomed = world.spawn(new Position(c, -1), new Velocity(-1, c));
  const systems: System[] = [drag(c), movement];
  for (let i = 0; i < 4; i++) {
    for (const system of systems) system(world, 0.2);
    if (i === 1) world.destroy(doomed);
  }
  let total = 0;
  for (const { x, y } of world.positions.values()) total += x * y;
  return total + origin.x + (world.velocities.get(rocket)?.dx ?? 0) + (world.positions.get(doomed)?.x ?? 10);
}

export const wrt = [0, 1];
export const inputs = [
  [0.3, 1.5],
  [0.1, 2.5],
];
