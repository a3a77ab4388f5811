/** Mixins over a generic constructor, class expressions, static blocks. */
type Constructor<T = object> = new (...args: any[]) => T;

class Point {
  constructor(public x = 0, public y = 0) {}
  norm2(): number {
    return this.x * this.x + this.y * this.y;
  }
}
function Scalable<B extends Constructor<Point>>(Base: B) {
  return class extends Base {
    factor = 1;
    scale(by: number): this {
      this.factor *= by;
      this.x *= by;
      this.y *= by;
      return this;
    }
  };
}
function Weighted<B extends Constructor<Point>>(Base: B) {
  return class Weighted extends Base {
    weight = 0.5;
    override norm2(): number {
      return super.norm2() * this.weight;
    }
  };
}
class Particle extends Weighted(Scalable(Point)) {
  static base: number;
  static {
    Particle.base = 0.25;
  }
  constructor(x: number, y: number, mass: number) {
    super(x, y);
    this.weight = mass + 0.25;
  }
}
const Local = class Named extends Point {
  twice(): number {
    return 2 * this.norm2() + (this instanceof Named ? this.x : 0);
  }
};

export function f(x: number, m: number): number {
  const p = new Particle(x, 2 * x, m).scale(m).scale(3);
  const q = new Local(x, m);
  return p.norm2() * p.factor + q.twice() + new (Weighted(Point))(x, x).norm2();
}

export const wrt = [0, 1];
export const inputs = [
  [0.3, 1.5],
  [-1.1, 2.5],
];
