// `in` tells instances apart by their methods, getters and fields, also where object literals are among them.
class Disc {
  constructor(public r: number) {}
  area(): number {
    return this.r * this.r * 3;
  }
  get edge(): number {
    return this.r * 6;
  }
}
class Dot {
  tag = 2;
  constructor(public x: number) {}
}
interface Plain {
  x: number;
  area?: () => number;
}
type Shape = Disc | Dot;

const area = (s: Shape): number => ("area" in s ? s.area() : s.x);
const edge = (s: Shape): number => ("edge" in s ? s.edge : s.x * s.tag);
const tagged = (s: Shape): number => ("tag" in s ? s.tag * s.x : s.r);
const any = (s: Disc | Plain): number => ("r" in s ? s.area() : s.x * ("area" in s ? 7 : 2));

export function f(x: number[]): number {
  const shapes: Shape[] = [new Dot(x[0]), new Disc(x[1]), new Dot(x[1])];
  let sum = 0;
  for (const s of shapes) sum += area(s) + edge(s) * x[0] + tagged(s) * x[1];
  const mixed: (Disc | Plain)[] = [{ x: x[0] }, new Disc(x[1]), { x: x[1], area: () => x[0] }];
  for (const s of mixed) sum += any(s) * x[0];
  return sum;
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[-0.4, 2.1]]];
