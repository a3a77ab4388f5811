// Methods and getters that some classes have and others do not: called with ?., tested first, asked by typeof; hooks of an abstract class.
interface Shape {
  x: number;
  size?(): number;
  readonly weight?: number;
}
class Disc implements Shape {
  constructor(public x: number) {}
  size(): number {
    return this.x * this.x;
  }
  get weight(): number {
    return this.x * 3;
  }
}
class Dot implements Shape {
  constructor(public x: number) {}
}

abstract class Step {
  constructor(public x: number) {}
  before?(): number;
  run(): number {
    return (this.before?.() ?? 1) * this.x;
  }
}
class Prepared extends Step {
  override before(): number {
    return this.x * 2;
  }
}
class Plain extends Step {}

const called = (s: Shape): number => s.size?.() ?? s.x;
const tested = (s: Shape): number => (s.size ? s.size() * 2 : s.x);
const unlike = (s: Shape): number => (s.size !== undefined ? s.size() * 3 : s.x);
const asked = (s: Shape): number => (typeof s.size === "function" ? s.size() * 4 : s.x);
const weighed = (s: Shape): number => (s.weight ?? 10) * s.x;

export function f(x: number[]): number {
  const shapes: Shape[] = [new Dot(x[0]), new Disc(x[1]), new Disc(x[0])];
  let sum = 0;
  for (const s of shapes) sum += called(s) + tested(s) * x[1] + unlike(s) + asked(s) * x[0] + weighed(s);
  const mixed: Shape[] = [{ x: x[0] }, new Disc(x[1])];
  for (const s of mixed) sum += called(s) * x[0] + tested(s);
  for (const s of shapes) if (!s.size) sum += s.x ** 3;
  return sum + [new Prepared(x[0]), new Plain(x[1])].reduce((total, step) => total + step.run(), 0);
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[-0.4, 2.1]]];
