/** Value classes with operators as methods: a ray marched and shaded. */
class Vec3 {
  static readonly ZERO = new Vec3(0, 0, 0);
  static readonly UP = new Vec3(0, 1, 0);
  constructor(readonly x: number, readonly y: number, readonly z: number) {}
  static of(v: readonly [number, number, number]): Vec3 {
    return new Vec3(...v);
  }
  add(o: Vec3): Vec3 {
    return new Vec3(this.x + o.x, this.y + o.y, this.z + o.z);
  }
  sub(o: Vec3): Vec3 {
    return this.add(o.scale(-1));
  }
  scale(s: number): Vec3 {
    return new Vec3(this.x * s, this.y * s, this.z * s);
  }
  dot({ x, y, z }: Vec3): number {
    return this.x * x + this.y * y + this.z * z;
  }
  cross(o: Vec3): Vec3 {
    return new Vec3(this.y * o.z - this.z * o.y, this.z * o.x - this.x * o.z, this.x * o.y - this.y * o.x);
  }
  get length(): number {
    return Math.sqrt(this.dot(this));
  }
  normalize(): Vec3 {
    const l = this.length;
    return l > 0 ? this.scale(1 / l) : Vec3.ZERO;
  }
  *[Symbol.iterator](): Iterator<number> {
    yield this.x;
    yield this.y;
    yield this.z;
  }
  toString(): string {
    return `(${this.x}, ${this.y}, ${this.z})`;
  }
}

function reflect(d: Vec3, n: Vec3): Vec3 {
  return d.sub(n.scale(2 * d.dot(n)));
}

export function f(light: readonly [number, number, number], roughness: number): number {
  const l = Vec3.of(light).normalize();
  const points = [new Vec3(1, 0.5, -0.2), new Vec3(-0.3, 0.8, 0.4), Vec3.UP];
  let total = Vec3.ZERO;
  for (const p of points) {
    const n = p.normalize();
    const r = reflect(l.scale(-1), n);
    const spec = Math.max(0, r.dot(Vec3.UP)) ** (1 / roughness);
    total = total.add(n.cross(l).scale(spec + 0.1)).add(p);
  }
  let s = 0;
  for (const c of total) s += c * c;
  const [x, , z] = total;
  return Math.sqrt(s) + x * z;
}

export const wrt = [0, 1];
export const inputs = [[[0.3, 0.9, 0.4], 0.5], [[1, 2, 0.4], 0.7]];
