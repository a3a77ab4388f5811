/** A recursive ray tracer: spheres and a plane, materials by kind, hard shadows, reflections. */
class Vec3 {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
  ) {}
  static of(x: number, y = x, z = y): Vec3 {
    return new Vec3(x, y, z);
  }
  add(o: Vec3): Vec3 {
    return new Vec3(this.x + o.x, this.y + o.y, this.z + o.z);
  }
  sub(o: Vec3): Vec3 {
    return new Vec3(this.x - o.x, this.y - o.y, this.z - o.z);
  }
  scale(s: number): Vec3 {
    return new Vec3(this.x * s, this.y * s, this.z * s);
  }
  mul(o: Vec3): Vec3 {
    return new Vec3(this.x * o.x, this.y * o.y, this.z * o.z);
  }
  dot(o: Vec3): number {
    return this.x * o.x + this.y * o.y + this.z * o.z;
  }
  get length(): number {
    return Math.sqrt(this.dot(this));
  }
  unit(): Vec3 {
    return this.scale(1 / this.length);
  }
  reflect(n: Vec3): Vec3 {
    return this.sub(n.scale(2 * this.dot(n)));
  }
}

enum MaterialKind {
  Diffuse,
  Mirror,
  Glossy,
}

interface Material {
  kind: MaterialKind;
  albedo: Vec3;
  roughness?: number;
}

interface Ray {
  origin: Vec3;
  direction: Vec3;
}

interface Hit {
  t: number;
  point: Vec3;
  normal: Vec3;
  material: Material;
}

interface Shape {
  readonly material: Material;
  intersect(ray: Ray, tMin: number): Hit | null;
}

class Sphere implements Shape {
  constructor(
    private center: Vec3,
    private radius: number,
    readonly material: Material,
  ) {}
  intersect({ origin, direction }: Ray, tMin: number): Hit | null {
    const oc = origin.sub(this.center);
    const b = oc.dot(direction);
    const c = oc.dot(oc) - this.radius * this.radius;
    const disc = b * b - c;
    if (disc < 0) return null;
    const root = Math.sqrt(disc);
    let t = -b - root;
    if (t < tMin) t = -b + root;
    if (t < tMin) return null;
    const point = origin.add(direction.scale(t));
    return { t, point, normal: point.sub(this.center).scale(1 / this.radius), material: this.material };
  }
}

class Plane implements Shape {
  constructor(
    private y: number,
    readonly material: Material,
  ) {}
  intersect(ray: Ray, tMin: number): Hit | null {
    if (Math.abs(ray.direction.y) < 1e-9) return null;
    const t = (this.y - ray.origin.y) / ray.direction.y;
    if (t < tMin) return null;
    return { t, point: ray.origin.add(ray.direction.scale(t)), normal: Vec3.of(0, 1, 0), material: this.material };
  }
}

const EPS = 1e-4;
const LIGHT = new Vec3(2, 5, -3);
const SKY = new Vec3(0.4, 0.6, 0.9);

function closest(shapes: Shape[], ray: Ray): Hit | null {
  let best: Hit | null = null;
  for (const shape of shapes) {
    const hit = shape.intersect(ray, EPS);
    if (hit && (!best || hit.t < best.t)) best = hit;
  }
  return best;
}

function trace(shapes: Shape[], ray: Ray, depth: number): Vec3 {
  const hit = closest(shapes, ray);
  if (hit === null) return SKY.scale(0.5 + 0.5 * ray.direction.y);
  const { point, normal, material } = hit;
  const toLight = LIGHT.sub(point);
  const l = toLight.unit();
  const lit = closest(shapes, { origin: point, direction: l }) === null;
  const lambert = lit ? Math.max(0, normal.dot(l)) : 0;
  const local = material.albedo.scale(0.1 + 0.9 * lambert);
  switch (material.kind) {
    case MaterialKind.Diffuse:
      return local;
    case MaterialKind.Mirror:
    case MaterialKind.Glossy: {
      if (depth <= 0) return local;
      const reflected = trace(shapes, { origin: point, direction: ray.direction.reflect(normal) }, depth - 1);
      const k = 1 - (material.roughness ?? 0.2);
      return local.scale(1 - k).add(reflected.mul(material.albedo).scale(k));
    }
  }
}

export function f(center: [number, number, number], radius: number, roughness: number): number {
  const shapes: Shape[] = [
    new Sphere(new Vec3(...center), radius, {
      kind: MaterialKind.Glossy,
      albedo: Vec3.of(0.9, 0.8, 0.7),
      roughness,
    }),
    new Sphere(Vec3.of(1.2, 0.4, 0.3), 0.6, { kind: MaterialKind.Mirror, albedo: Vec3.of(0.9) }),
    new Plane(-1, { kind: MaterialKind.Diffuse, albedo: Vec3.of(0.3, 0.5, 0.3) }),
  ];
  let energy = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const direction = new Vec3((i - 1) * 0.31 + 0.02, (j - 1) * 0.27 - 0.03, 1).unit();
      const c = trace(shapes, { origin: Vec3.of(0, 0, -4), direction }, 3);
      energy += 0.2126 * c.x + 0.7152 * c.y + 0.0722 * c.z;
    }
  }
  return energy / 9;
}

export const wrt = [0, 1, 2];
export const h = 1e-3;
export const inputs = [
  [[0, 0, 0], 1, 0.3],
  [[-0.3, 0.2, 0.5], 0.8, 0.6],
];
