// Visitors of classes: one that gives numbers and one that gives texts, by a method that is generic; tables that call themselves by name.
interface Visitor<R> {
  num(v: number): R;
  add(a: Expr, b: Expr): R;
  mul(a: Expr, b: Expr): R;
}
abstract class Expr {
  abstract accept<R>(visitor: Visitor<R>): R;
}
class Num extends Expr {
  constructor(readonly v: number) {
    super();
  }
  accept<R>(visitor: Visitor<R>): R {
    return visitor.num(this.v);
  }
}
class Add extends Expr {
  constructor(
    readonly a: Expr,
    readonly b: Expr,
  ) {
    super();
  }
  accept<R>(visitor: Visitor<R>): R {
    return visitor.add(this.a, this.b);
  }
}
class Mul extends Expr {
  constructor(
    readonly a: Expr,
    readonly b: Expr,
  ) {
    super();
  }
  accept<R>(visitor: Visitor<R>): R {
    return visitor.mul(this.a, this.b);
  }
}

const evaluate: Visitor<number> = {
  num: (v) => v,
  add: (a, b) => a.accept(evaluate) + b.accept(evaluate),
  mul: (a, b) => a.accept(evaluate) * b.accept(evaluate),
};
const show: Visitor<string> = {
  num: (v) => (v > 0 ? "+" : "-"),
  add: (a, b) => `(${a.accept(show)}${b.accept(show)})`,
  mul: (a, b) => `${a.accept(show)}*${b.accept(show)}`,
};

export function f(x: number): number {
  const tree = new Add(new Mul(new Num(x), new Num(x)), new Add(new Num(3), new Mul(new Num(-x), new Num(2 * x))));
  return tree.accept(evaluate) + tree.accept(show).length * x;
}
export const wrt = 0;
export const inputs = [[1.3], [-0.4]];
