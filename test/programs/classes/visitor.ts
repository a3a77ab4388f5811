/** Expression trees with visitors, a linked environment, and overloads. */
interface Visitor<R> {
  visitNum(e: Num): R;
  visitVar(e: Var): R;
  visitBin(e: Bin): R;
}
abstract class Expr {
  abstract accept<R>(v: Visitor<R>): R;
}
class Num extends Expr {
  constructor(readonly value: number) {
    super();
  }
  accept<R>(v: Visitor<R>): R {
    return v.visitNum(this);
  }
}
class Var extends Expr {
  constructor(readonly name: string) {
    super();
  }
  accept<R>(v: Visitor<R>): R {
    return v.visitVar(this);
  }
}
class Bin extends Expr {
  constructor(readonly op: "+" | "*" | "^", readonly left: Expr, readonly right: Expr) {
    super();
  }
  accept<R>(v: Visitor<R>): R {
    return v.visitBin(this);
  }
}
class Evaluate implements Visitor<number> {
  calls = 0;
  constructor(private readonly env: Map<string, number>) {}
  visitNum(e: Num): number {
    return e.value;
  }
  visitVar(e: Var): number {
    const v = this.env.get(e.name);
    if (v === undefined) throw new Error(`unbound ${e.name}`);
    return v;
  }
  visitBin({ op, left, right }: Bin): number {
    this.calls++;
    const l = left.accept(this);
    const r = right.accept(this);
    switch (op) {
      case "+":
        return l + r;
      case "*":
        return l * r;
      case "^":
        return l ** r;
    }
  }
}
class Size implements Visitor<number> {
  visitNum(): number {
    return 1;
  }
  visitVar(): number {
    return 1;
  }
  visitBin(e: Bin): number {
    return 1 + e.left.accept(this) + e.right.accept(this);
  }
}

export function f(x: number, y: number): number {
  const square = new Bin("^", new Var("x"), new Num(2));
  const e = new Bin("+", square, new Bin("*", new Var("y"), new Bin("+", square, new Num(x * 3))));
  const evaluator = new Evaluate(new Map([["x", x], ["y", y]]));
  return e.accept(evaluator) * evaluator.calls + e.accept(new Size()) * y;
}

export const wrt = [0, 1];
export const inputs = [
  [0.3, 1.5],
  [1.1, 0.5],
];
