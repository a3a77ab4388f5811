/** Fields that an object has or has not, asked by name: unions of shapes, optional fields that are added later. */
type Shape =
  | { kind: "box"; w: number; h: number }
  | { kind: "disc"; r: number; label?: string }
  | { kind: "poly"; points: number[]; closed?: boolean };

interface Options {
  rate: number;
  name?: string;
  momentum?: number;
  clip?: { low: number; high: number };
}

function area(s: Shape): number {
  if ("w" in s) return s.w * s.h;
  if ("r" in s) return Math.PI * s.r ** 2 * ("label" in s ? 2 : 1);
  let sum = 0;
  for (let i = 0; i + 1 < s.points.length; i++) sum += s.points[i]! * s.points[i + 1]!;
  return "closed" in s && s.closed ? sum + s.points[0]! * s.points.at(-1)! : sum;
}

function step(o: Options, x: number, v: number): number {
  let next = x - o.rate * Math.sin(x);
  if ("momentum" in o) next += o.momentum! * v;
  if (!("clip" in o)) o.clip = { low: -1, high: x };
  if ("clip" in o && o.clip !== undefined) next = Math.min(Math.max(next, o.clip.low), o.clip.high * 1.5);
  return next;
}

export function f(x: number[]): number {
  const shapes: Shape[] = [];
  for (const v of x) {
    if (v > 1) shapes.push({ kind: "box", w: v, h: x[1]! });
    else if (v > 0.8) shapes.push({ kind: "disc", r: v, label: "d" }, { kind: "disc", r: v * v });
    else shapes.push({ kind: "poly", points: x.map((w) => w * v), closed: v > 0.5 });
  }
  let s = 0;
  for (const shape of shapes) s += area(shape);
  const runs: Options[] = [{ rate: 0.1 }, { rate: x[0]!, name: "fast", momentum: 0.5 }, { rate: 0.3, momentum: undefined }];
  for (const o of runs) {
    let [p, v] = [x[2]!, 0];
    for (let i = 0; i < 3; i++) {
      if ("momentum" in o && o.momentum === undefined) o.momentum = x[1]! * 0.1;
      const q = step(o, p, v);
      v = q - p;
      p = q;
      if (i === 1 && !("momentum" in o)) o.momentum = v;
    }
    s += p * ("name" in o ? o.name!.length : 1) + ("toString" in o ? 1 : 0);
  }
  const made: { a?: number; b?: number } = {};
  if (x[0]! > 1) made.a = x[0]! * 2;
  else made.b = x[1]! * 3;
  return s + ("a" in made ? made.a! ** 2 : 0) + ("b" in made ? made.b! ** 3 : 0);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]], [[0.3, 0.6, 0.4]]];
