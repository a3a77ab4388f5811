/** Bilinear samples of a mip-mapped texture with wrap modes; the coordinates are differentiated, too. */
type WrapMode = "repeat" | "clamp" | "mirror";

class Texture {
  private readonly levels: { size: number; texels: Float32Array | Float64Array }[] = [];
  constructor(
    base: Float64Array,
    size: number,
    private readonly wrap: WrapMode = "repeat",
  ) {
    this.levels.push({ size, texels: base });
    while (size > 1) {
      const prev = this.levels[this.levels.length - 1].texels;
      const half = size / 2;
      const next = new Float64Array(half * half);
      for (let y = 0; y < half; y++)
        for (let x = 0; x < half; x++) {
          let sum = 0;
          for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]]) sum += prev[(2 * y + dy) * size + 2 * x + dx];
          next[y * half + x] = sum / 4;
        }
      size = half;
      this.levels.push({ size, texels: next });
    }
  }
  private index(i: number, n: number): number {
    switch (this.wrap) {
      case "repeat":
        return ((i % n) + n) % n;
      case "clamp":
        return Math.min(Math.max(i, 0), n - 1);
      case "mirror": {
        const m = ((i % (2 * n)) + 2 * n) % (2 * n);
        return m < n ? m : 2 * n - 1 - m;
      }
      default:
        throw new Error(`unknown wrap mode ${this.wrap}`);
    }
  }
  bilinear(u: number, v: number, level: number): number {
    const { size, texels } = this.levels[level];
    const x = u * size - 0.5;
    const y = v * size - 0.5;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const fx = x - x0;
    const fy = y - y0;
    const at = (i: number, j: number) => texels[this.index(j, size) * size + this.index(i, size)];
    const top = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
    const bottom = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
    return top + (bottom - top) * fy;
  }
  trilinear(u: number, v: number, lod: number): number {
    const clamped = Math.min(Math.max(lod, 0), this.levels.length - 1 - 1e-6);
    const level = clamped | 0;
    const t = clamped - level;
    return (1 - t) * this.bilinear(u, v, level) + t * this.bilinear(u, v, level + 1);
  }
}

export function f(texels: Float64Array, uv: number[][], lod: number, wrap: WrapMode): number {
  const texture = new Texture(texels, Math.sqrt(texels.length), wrap);
  let s = 0;
  for (const [u, v] of uv) s += texture.trilinear(u, v, lod) * (1 + u);
  return Math.sin(s);
}

const texels = Float64Array.from({ length: 16 }, (_, i) => Math.sin(i * 1.7) + 0.1 * i);
export const wrt = [0, 1, 2];
export const inputs = [
  [texels, [[0.31, 0.77], [1.21, -0.4]], 0.4, "repeat"],
  [texels, [[0.02, 0.55], [1.3, -0.4]], 1.3, "clamp"],
  [texels, [[0.3, 0.5], [1.31, -0.41]], 0.7, "mirror"],
];
export const h = 5e-3;
