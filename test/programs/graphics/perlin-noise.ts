/** Fractal Perlin noise with a shuffled permutation table; terrain height along a path. */
function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class Perlin {
  private readonly perm = new Uint8Array(512);
  constructor(seed = 1) {
    const random = mulberry32(seed);
    const p = Array.from({ length: 256 }, (_, i) => i);
    for (let i = p.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [p[i], p[j]] = [p[j], p[i]];
    }
    for (let i = 0; i < 512; i++) this.perm[i] = p[i & 255];
  }
  private static fade(t: number): number {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }
  private static grad(hash: number, x: number, y: number): number {
    const h = hash & 7;
    const u = h < 4 ? x : y;
    const v = h < 4 ? y : x;
    return ((h & 1) !== 0 ? -u : u) + ((h & 2) !== 0 ? -2 * v : 2 * v);
  }
  noise(x: number, y: number): number {
    const X = Math.floor(x) & 255;
    const Y = Math.floor(y) & 255;
    x -= Math.floor(x);
    y -= Math.floor(y);
    const u = Perlin.fade(x);
    const v = Perlin.fade(y);
    const A = this.perm[X] + Y;
    const B = this.perm[X + 1] + Y;
    const lerp = (t: number, a: number, b: number) => a + t * (b - a);
    return lerp(
      v,
      lerp(u, Perlin.grad(this.perm[A], x, y), Perlin.grad(this.perm[B], x - 1, y)),
      lerp(u, Perlin.grad(this.perm[A + 1], x, y - 1), Perlin.grad(this.perm[B + 1], x - 1, y - 1)),
    );
  }
  fbm(x: number, y: number, { octaves = 3, lacunarity = 2, gain = 0.5 }: Partial<Record<"octaves" | "lacunarity" | "gain", number>> = {}): number {
    let sum = 0;
    let amplitude = 1;
    let frequency = 1;
    for (let o = 0; o < octaves; o++, amplitude *= gain, frequency *= lacunarity) {
      sum += amplitude * this.noise(x * frequency, y * frequency);
    }
    return sum;
  }
}

export function f(path: [number, number][], gain: number): number {
  const terrain = new Perlin(42);
  let climb = 0;
  let previous: number | undefined;
  for (const [x, y] of path) {
    const height = terrain.fbm(x, y, { gain, lacunarity: 1.9 });
    if (previous !== undefined) climb += Math.max(0, height - previous) ** 2;
    previous = height;
  }
  return climb + (previous ?? 0);
}

export const wrt = [0, 1];
export const h = 2e-3;
export const inputs = [[[[0.31, 0.42], [1.27, 0.81], [2.63, -1.37], [-0.76, 3.28]], 0.45]];
