/** Softened gravity among named planets, leapfrog, with the energy drift as the result. */
interface Planet {
  readonly name: string;
  mass: number;
  q: Float64Array;
  p: Float64Array;
}
class System implements Iterable<[Planet, Planet]> {
  constructor(
    readonly planets: Planet[],
    readonly G = 1,
    readonly softening = 0.05,
  ) {}
  *[Symbol.iterator](): IterableIterator<[Planet, Planet]> {
    for (let i = 0; i < this.planets.length; i++)
      for (let j = i + 1; j < this.planets.length; j++) yield [this.planets[i], this.planets[j]];
  }
  energy(): number {
    let e = 0;
    for (const { p, mass } of this.planets) e += p.reduce((s, c) => s + c * c, 0) / (2 * mass);
    for (const [a, b] of this) e -= (this.G * a.mass * b.mass) / Math.sqrt(distance2(a.q, b.q) + this.softening ** 2);
    return e;
  }
  kick(dt: number): void {
    for (const [a, b] of this) {
      const r2 = distance2(a.q, b.q) + this.softening ** 2;
      const k = (this.G * a.mass * b.mass * dt) / (r2 * Math.sqrt(r2));
      for (let c = 0; c < a.q.length; c++) {
        const d = k * (b.q[c] - a.q[c]);
        a.p[c] += d;
        b.p[c] -= d;
      }
    }
  }
  drift(dt: number): void {
    for (const planet of this.planets) planet.q.forEach((_, c, q) => (q[c] += (dt * planet.p[c]) / planet.mass));
  }
}
const distance2 = (a: Float64Array, b: Float64Array) => a.reduce((s, ai, i) => s + (ai - b[i]) ** 2, 0);

export function f(masses: number[], q0: Float64Array[], p0: Float64Array[], steps: number): number {
  const names = ["sun", "earth", "moon"];
  const planets = masses.map((mass, i): Planet => ({ name: names[i], mass, q: q0[i].slice(), p: Float64Array.from(p0[i]) }));
  const system = new System(planets, undefined, 0.1);
  const before = system.energy();
  const dt = 0.05;
  for (let s = 0; s < steps; s++) {
    system.kick(dt / 2);
    system.drift(dt);
    system.kick(dt / 2);
  }
  const moon = planets.find((p) => p.name === "moon");
  return (system.energy() - before) * 100 + (moon?.q[0] ?? 0);
}

export const wrt = [0, 1, 2];
export const inputs = [
  [
    [1, 0.1, 0.02],
    [new Float64Array([0, 0]), new Float64Array([1, 0.1]), new Float64Array([1.2, 0])],
    [new Float64Array([0, 0.01]), new Float64Array([0, 0.1]), new Float64Array([0, 0.03])],
    4,
  ],
];
