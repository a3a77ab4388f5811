// Classes without a constructor whose fields start with instances of the class, of a derived one, or of each other.
let left = 0;
class Chain {
  weight = left + 1;
  next: Chain | undefined = left-- > 0 ? new Chain() : undefined;
  total(x: number): number {
    return this.weight * x + (this.next ? x * this.next.total(x * 0.5) : 1);
  }
}

class Base {
  constructor(readonly scale: number) {}
}
class Nested extends Base {
  inner: Nested | undefined = this.scale > 1 ? new Nested(this.scale - 1) : undefined;
  depth(x: number): number {
    return x * this.scale + (this.inner?.depth(x * x) ?? 0);
  }
}

export function f(x: number, y: number): number {
  left = 3;
  let rest = 4;
  class Left {
    right: Right | null = rest-- > 0 ? new Right() : null;
    sum(v: number): number {
      return v + (this.right === null ? 0 : this.right.sum(v * y));
    }
  }
  class Right {
    left: Left | null = rest-- > 0 ? new Left() : null;
    sum(v: number): number {
      return v * v + (this.left === null ? x : this.left.sum(v * x));
    }
  }
  return new Chain().total(x) * new Nested(3).depth(y) + new Left().sum(x);
}
export const wrt = [0, 1];
export const inputs = [[0.8, 1.3], [-0.4, 0.6]];
