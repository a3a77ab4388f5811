/** A rope of Verlet points with distance constraints; a joint may tear and the links are filtered. */
type Point = { x: number; y: number; px: number; py: number; fixed?: boolean };
type Stick = { a: Point; b: Point; length: number };

const TEAR = 1.6;

export function f(params: { gravity: number; stiffness: number; pull: number }, iterations = 3): number {
  const points: Point[] = [];
  for (let i = 0; i < 5; i++) points.push({ x: i, y: 0, px: i - 0.02, py: 0.01 * i, fixed: i === 0 });
  let sticks: Stick[] = points.slice(1).map((b, i) => ({ a: points[i], b, length: 1 }));
  let torn = 0;
  for (let t = 0; t < 4; t++) {
    for (const p of points) {
      if (p.fixed) continue;
      const { x, y } = p;
      p.x += x - p.px;
      p.y += y - p.py + params.gravity * 0.01;
      p.px = x;
      p.py = y;
    }
    const last = points[points.length - 1];
    last.x += params.pull * 0.3;
    for (let k = 0; k < iterations; k++) {
      sticks.forEach(({ a, b, length }) => {
        const dx = b.x - a.x;
        const dy = b.y - a.y;
        const d = Math.sqrt(dx * dx + dy * dy);
        const diff = (params.stiffness * (d - length)) / d / 2;
        if (!a.fixed) {
          a.x += dx * diff;
          a.y += dy * diff;
        }
        if (!b.fixed) {
          b.x -= dx * diff;
          b.y -= dy * diff;
        }
      });
    }
    sticks = sticks.filter(({ a, b }) => {
      const keep = Math.hypot(a.x - b.x, a.y - b.y) < TEAR;
      if (!keep) torn++;
      return keep;
    });
  }
  return points.reduce((s, { x, y }) => s + x * x + y, 0) + torn;
}

export const wrt = 0;
export const inputs = [[{ gravity: 9.8, stiffness: 0.9, pull: 0.4 }], [{ gravity: 3, stiffness: 0.3, pull: 2.1 }, 2]];
