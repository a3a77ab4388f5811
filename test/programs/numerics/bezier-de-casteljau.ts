type Point = { x: number; y: number };

const lerp = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });

/** Recursive de Casteljau; also splits the curve. */
const split = (points: Point[], t: number): { left: Point[]; right: Point[] } => {
  const left: Point[] = [];
  const right: Point[] = [];
  const recurse = (ps: Point[]): void => {
    left.push(ps[0]);
    right.unshift(ps[ps.length - 1]);
    if (ps.length > 1) recurse(ps.slice(0, -1).map((p, i) => lerp(p, ps[i + 1], t)));
  };
  recurse(points);
  return { left, right };
};

const polygonLength = (ps: Point[]): number => ps.slice(1).reduce((s, p, i) => s + Math.hypot(p.x - ps[i].x, p.y - ps[i].y), 0);

const flatness = (ps: Point[]): number => polygonLength(ps) / Math.hypot(ps[0].x - ps.at(-1)!.x, ps[0].y - ps.at(-1)!.y) - 1;

/** Arc length by adaptive subdivision. */
function arcLength(ps: Point[], tolerance: number, depth = 0): number {
  if (depth > 6 || flatness(ps) < tolerance) {
    const chord = Math.hypot(ps[ps.length - 1].x - ps[0].x, ps[ps.length - 1].y - ps[0].y);
    return (2 * chord + (ps.length - 2) * polygonLength(ps)) / ps.length;
  }
  const { left, right } = split(ps, 0.5);
  return arcLength(left, tolerance, depth + 1) + arcLength(right, tolerance, depth + 1);
}

export function f(points: Point[], tolerance: number): number {
  return arcLength(points, tolerance);
}

export const wrt = 0;
export const h = 0.002;
export const inputs = [
  [[{ x: 0, y: 0 }, { x: 1, y: 2 }, { x: 3, y: -1 }, { x: 4, y: 1 }], 0.1],
  [[{ x: 0, y: 0 }, { x: 1, y: 1.5 }, { x: 2, y: 0.3 }], 0.03],
];
