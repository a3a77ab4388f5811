/** A particle system: emission, forces, swap-and-pop removal, splitting into sparks. */
interface Particle {
  position: { x: number; y: number };
  velocity: { x: number; y: number };
  life: number;
  size: number;
}
type Force = (p: Particle) => { fx: number; fy: number };

class ParticleSystem {
  readonly particles: Particle[] = [];
  private readonly forces: Force[] = [];
  private energyLost = 0;
  addForce(force: Force): this {
    this.forces.push(force);
    return this;
  }
  emit(count: number, speed: number, { spread = 0.5, life = 1 } = {}): void {
    for (let i = 0; i < count; i++) {
      const angle = Math.PI / 2 + spread * (i - (count - 1) / 2);
      this.particles.push({
        position: { x: 0, y: 0 },
        velocity: { x: speed * Math.cos(angle), y: speed * Math.sin(angle) },
        life: life * (1 + 0.25 * i),
        size: 1,
      });
    }
  }
  update(dt: number): void {
    let i = 0;
    while (i < this.particles.length) {
      const p = this.particles[i];
      p.life -= dt;
      if (p.life <= 0) {
        this.energyLost += 0.5 * p.size * (p.velocity.x ** 2 + p.velocity.y ** 2);
        this.particles[i] = this.particles[this.particles.length - 1];
        this.particles.pop();
        continue;
      }
      for (const force of this.forces) {
        const { fx, fy } = force(p);
        p.velocity.x += (dt * fx) / p.size;
        p.velocity.y += (dt * fy) / p.size;
      }
      p.position.x += dt * p.velocity.x;
      p.position.y += dt * p.velocity.y;
      if (p.position.y < 0 && p.size > 0.6) {
        p.position.y = -p.position.y;
        p.velocity.y *= -0.6;
        p.size *= 0.5;
        this.particles.push({ ...p, position: { ...p.position }, velocity: { x: -p.velocity.x, y: 0.8 * p.velocity.y } });
      }
      i++;
    }
  }
  get lost(): number {
    return this.energyLost;
  }
}

export function f(speed: number, wind: number, drag: number): number {
  const system = new ParticleSystem()
    .addForce(({ size }) => ({ fx: 0, fy: -9.8 * size }))
    .addForce((p) => ({ fx: drag * (wind - p.velocity.x), fy: -drag * p.velocity.y }));
  system.emit(3, speed, { life: 0.45 });
  for (let step = 0; step < 6; step++) system.update(0.1);
  return system.particles.reduce((s, p) => s + p.position.x ** 2 + p.position.y * p.size, 0) + 0.1 * system.lost;
}

export const wrt = [0, 1, 2];
export const h = 5e-3;
export const inputs = [[1.5, 0.8, 0.3], [4, -0.5, 0.6]];
