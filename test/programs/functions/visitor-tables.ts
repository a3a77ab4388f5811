/** Visitors that are constants of the module and go on by themselves, through shapes that hold shapes. */
abstract class Shape {
  abstract accept<R>(visitor: Visitor<R>): R;
  scaled(k: number): Shape {
    return new Scaled(this, k);
  }
}
interface Visitor<R> {
  circle(circle: Circle): R;
  rect(rect: Rect): R;
  scaled(scaled: Scaled): R;
}
class Circle extends Shape {
  constructor(readonly r: number) {
    super();
  }
  accept<R>(visitor: Visitor<R>): R {
    return visitor.circle(this);
  }
}
class Rect extends Shape {
  constructor(
    readonly w: number,
    readonly h: number,
  ) {
    super();
  }
  accept<R>(visitor: Visitor<R>): R {
    return visitor.rect(this);
  }
}
class Scaled extends Shape {
  constructor(
    readonly inner: Shape,
    readonly k: number,
  ) {
    super();
  }
  override scaled(k: number): Shape {
    return new Scaled(this.inner, this.k * k);
  }
  accept<R>(visitor: Visitor<R>): R {
    return visitor.scaled(this);
  }
}

const area: Visitor<number> = {
  circle: ({ r }) => Math.PI * r ** 2,
  rect: ({ w, h }) => w * h,
  scaled: ({ inner, k }) => inner.accept(area) * k ** 2,
};
const bounds: Visitor<[number, number]> = {
  circle: (circle) => [2 * circle.r, 2 * circle.r],
  rect: (rect) => [rect.w, rect.h],
  scaled: (scaled) => {
    const [w, h] = scaled.inner.accept(bounds);
    return [w * scaled.k, h * scaled.k];
  },
};

type Maker = new (...sizes: number[]) => Shape;
const makers: Record<string, Maker> = { circle: Circle, rect: Rect };

export function f(x: readonly number[]): number {
  const specs: [string, number[]][] = [
    ["circle", [x[0]]],
    ["rect", [x[1], x[2]]],
    ["rect", [x[0] * x[1], 2]],
  ];
  const shapes = specs
    .map(([name, sizes]) => new makers[name](...sizes))
    .map((shape, i) => (i % 2 === 1 ? shape : shape.scaled(x[2]).scaled(1.5)));
  return shapes.reduce((sum, shape) => {
    const [w, h] = shape.accept(bounds);
    return sum + shape.accept(area) / (w + h) + w * h;
  }, 0);
}

export const wrt = 0;
export const inputs = [[[0.8, 1.3, 0.6]], [[1.2, 0.5, 0.9]]];
