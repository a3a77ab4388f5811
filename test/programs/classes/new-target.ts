// The class of which an instance is made, asked in the constructor and of the instance.
abstract class Shape {
  readonly kind: string;
  constructor() {
    if (new.target === Shape) throw new TypeError("Shape is abstract");
    const make = (): string => new.target.name;
    this.kind = make();
  }
  abstract area(): number;
  isLike(other: Shape): boolean {
    return this.constructor === other.constructor;
  }
}

class Circle extends Shape {
  constructor(readonly r: number) {
    super();
  }
  area(): number {
    return Math.PI * this.r ** 2;
  }
}

class Box extends Shape {
  constructor(
    readonly a: number,
    readonly b: number,
  ) {
    super();
  }
  area(): number {
    return this.a * this.b;
  }
}

class Cube extends Box {
  constructor(a: number) {
    super(a, a);
  }
  override area(): number {
    return super.area() * this.a;
  }
}

export function f(x: number, y: number): number {
  const shapes: Shape[] = [new Circle(x), new Box(x, y), new Cube(y), new Circle(x * y)];
  let s = 0;
  for (const shape of shapes) {
    s += shape.area() * shape.kind.length;
    if (shape.constructor === Circle) s *= 1.5;
    if (shape.constructor !== Cube) s += x;
    if (shape.isLike(shapes[0]!)) s += y * y;
    if (shape instanceof Box) s -= shape.a;
  }
  return s;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.4],
  [2.1, 0.6],
];
