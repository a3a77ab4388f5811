/** A triangle rasterizer with a depth buffer, barycentric interpolation and soft coverage. */
interface Vertex {
  position: [number, number, number];
  color: [number, number, number];
}
type Triangle = readonly [number, number, number];

class Framebuffer {
  readonly color: Float64Array;
  readonly depth: Float64Array;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.color = new Float64Array(3 * width * height);
    this.depth = new Float64Array(width * height).fill(Infinity);
  }
  write(x: number, y: number, z: number, rgb: ArrayLike<number>, alpha = 1): boolean {
    const i = y * this.width + x;
    if (z >= this.depth[i]) return false;
    this.depth[i] = z;
    for (let c = 0; c < 3; c++) {
      this.color[3 * i + c] = (1 - alpha) * this.color[3 * i + c] + alpha * rgb[c];
    }
    return true;
  }
}

const edge = (ax: number, ay: number, bx: number, by: number, px: number, py: number) =>
  (bx - ax) * (py - ay) - (by - ay) * (px - ax);

function drawTriangle(fb: Framebuffer, [a, b, c]: [Vertex, Vertex, Vertex], sharpness = 4): number {
  const [ax, ay, az] = a.position;
  const [bx, by, bz] = b.position;
  const [cx, cy, cz] = c.position;
  const area = edge(ax, ay, bx, by, cx, cy);
  if (Math.abs(area) < 1e-12) return 0;
  const minX = Math.max(0, Math.floor(Math.min(ax, bx, cx)));
  const maxX = Math.min(fb.width - 1, Math.ceil(Math.max(ax, bx, cx)));
  const minY = Math.max(0, Math.floor(Math.min(ay, by, cy)));
  const maxY = Math.min(fb.height - 1, Math.ceil(Math.max(ay, by, cy)));
  let written = 0;
  const rgb = [0, 0, 0];
  for (let y = minY; y <= maxY; y++) {
    for (let x = minX; x <= maxX; x++) {
      const px = x + 0.5;
      const py = y + 0.5;
      const w0 = edge(bx, by, cx, cy, px, py) / area;
      const w1 = edge(cx, cy, ax, ay, px, py) / area;
      const w2 = 1 - w0 - w1;
      if (w0 < 0 || w1 < 0 || w2 < 0) continue;
      const z = w0 * az + w1 * bz + w2 * cz;
      for (let k = 0; k < 3; k++) {
        // Perspective-correct: attributes are divided by depth.
        rgb[k] = (w0 * a.color[k]) / az + (w1 * b.color[k]) / bz + (w2 * c.color[k]) / cz;
        rgb[k] *= z;
      }
      const coverage = 1 - Math.exp(-sharpness * Math.min(w0, w1, w2));
      if (fb.write(x, y, z, rgb, coverage)) written++;
    }
  }
  return written;
}

export function f(vertices: Vertex[], triangles: Triangle[], target: number[]): number {
  const fb = new Framebuffer(5, 4);
  fb.color.fill(0.1);
  const counts: Record<string, number> = {};
  triangles.forEach(([i, j, k], index) => {
    counts[`t${index}`] = drawTriangle(fb, [vertices[i], vertices[j], vertices[k]]);
  });
  let loss = 0;
  for (let i = 0; i < fb.color.length; i++) loss += (fb.color[i] - target[i % target.length]) ** 2;
  return loss / Object.keys(counts).length;
}

export const wrt = 0;
export const h = 1e-3;
export const inputs = [
  [
    [
      { position: [0.3, 0.2, 2], color: [1, 0.1, 0.2] },
      { position: [4.6, 0.7, 3], color: [0.2, 1, 0.1] },
      { position: [1.2, 3.8, 2.5], color: [0.1, 0.3, 1] },
      { position: [4.2, 3.4, 1.5], color: [0.7, 0.7, 0.2] },
    ],
    [
      [0, 1, 2],
      [1, 3, 2],
      [0, 3, 2],
    ],
    [0.5, 0.2, 0.7, 0.3],
  ],
];
