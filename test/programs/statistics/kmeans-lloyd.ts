type Point = [number, number];

const distance2 = ([ax, ay]: Point, [bx, by]: Point): number => (ax - bx) ** 2 + (ay - by) ** 2;

/** Farthest-first seeding. */
function seed(points: Point[], k: number): Point[] {
  const centers: Point[] = [points[0]];
  while (centers.length < k) {
    let farthest = points[0];
    let record = -Infinity;
    for (const p of points) {
      const d = Math.min(...centers.map((c) => distance2(p, c)));
      if (d > record) [farthest, record] = [p, d];
    }
    centers.push(farthest);
  }
  return centers;
}

const nearest = (p: Point, centers: Point[]): number => centers.reduce((best, c, i) => (distance2(p, c) < distance2(p, centers[best]) ? i : best), 0);

/** Inertia after Lloyd's iterations; clusters are collected in a Map. */
export function f(points: Point[], k: number): number {
  if (points.length < k) throw new Error(`cannot make ${k} clusters of ${points.length} points`);
  let centers = seed(points, k);
  for (let iteration = 0; iteration < 5; iteration++) {
    const clusters = new Map<number, Point[]>();
    for (const p of points) {
      const label = nearest(p, centers);
      const members = clusters.get(label) ?? [];
      members.push(p);
      clusters.set(label, members);
    }
    const next = centers.map((center, i): Point => {
      const members = clusters.get(i);
      if (!members?.length) return center;
      const [sx, sy] = members.reduce<Point>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
      return [sx / members.length, sy / members.length];
    });
    const shift = Math.max(...next.map((c, i) => distance2(c, centers[i])));
    centers = next;
    if (shift < 1e-12) break;
  }
  return points.reduce((inertia, p) => inertia + distance2(p, centers[nearest(p, centers)]), 0);
}

export const wrt = 0;
export const inputs = [
  [[[0, 0], [0.4, 0.1], [3, 3.2], [2.8, 2.9]], 2],
  [[[0, 0.2], [1, 4], [1.2, 4.1], [0.1, -0.3], [6, 0]], 3],
  [[[0, 0.2]], 2],
];
