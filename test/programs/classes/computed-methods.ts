/** Methods that are called by a computed name have their object as `this`, and it is evaluated once. */
type Expr =
  | { kind: "num"; value: number }
  | { kind: "var"; index: number }
  | { kind: "add" | "mul"; left: Expr; right: Expr }
  | { kind: "neg"; of: Expr };

abstract class Visitor<R> {
  visited = 0;
  abstract num(e: Extract<Expr, { kind: "num" }>): R;
  abstract var(e: Extract<Expr, { kind: "var" }>): R;
  abstract binary(left: R, right: R, op: "add" | "mul"): R;
  visit(e: Expr): R {
    this.visited++;
    switch (e.kind) {
      case "num":
      case "var":
        return this[e.kind](e as never);
      case "neg":
        return this.binary(this.visit({ kind: "num", value: -1 }), this.visit(e.of), "mul");
      default:
        return this.binary(this.visit(e.left), this.visit(e.right), e.kind);
    }
  }
}
class Evaluation extends Visitor<number> {
  constructor(private readonly at: readonly number[]) {
    super();
  }
  num({ value }: { value: number }): number {
    return value;
  }
  var({ index }: { index: number }): number {
    return this.at[index];
  }
  add(a: number, b: number): number {
    return a + b;
  }
  mul(a: number, b: number): number {
    return a * b;
  }
  binary(left: number, right: number, op: "add" | "mul"): number {
    return this[op](left, right);
  }
}

const num = (value: number): Expr => ({ kind: "num", value });
const variable = (index: number): Expr => ({ kind: "var", index });
const op = (kind: "add" | "mul", left: Expr, right: Expr): Expr => ({ kind, left, right });

type Action = { type: "deposit" | "withdraw"; amount: number } | { type: "interest"; rate: number };

/** Reducers of a literal that use each other by `this`. */
const reducers = {
  fee: 0.05,
  deposit(balance: number, { amount }: { amount: number }): number {
    return balance + amount * (1 - this.fee);
  },
  withdraw(balance: number, { amount }: { amount: number }): number {
    return this.deposit(balance, { amount: -amount * (1 + this.fee) });
  },
  interest(balance: number, { rate }: { rate: number }): number {
    return balance * (1 + rate) ** 2;
  },
};

class Turtle {
  x = 0;
  y = 0;
  private angle = 0;
  forward(d: number): this {
    this.x += d * Math.cos(this.angle);
    this.y += d * Math.sin(this.angle);
    return this;
  }
  turn(a: number): this {
    this.angle += a;
    return this;
  }
}

export function f(x: number[]): number {
  const e = op("add", op("mul", variable(0), variable(1)), { kind: "neg", of: op("mul", variable(2), num(3)) });
  const visitor = new Evaluation(x);
  const value = visitor["visit"](e) * visitor.visited;
  const actions: Action[] = [
    { type: "deposit", amount: x[0] },
    { type: "interest", rate: x[1] * 0.1 },
    { type: "withdraw", amount: x[2] },
  ];
  const balance = actions.reduce((state, action) => reducers[action.type](state, action as never), 1);
  let made = 0;
  const turtle = new Turtle();
  const next = (): Turtle => {
    made++;
    return turtle;
  };
  const program: ["forward" | "turn", number][] = [
    ["forward", x[0]],
    ["turn", x[1]],
    ["forward", x[2] * 2],
    ["turn", -0.3],
  ];
  for (const [command, amount] of program) next()[command](amount).forward(0.1);
  const local = {
    gain: x[1],
    twice(v: number): number {
      return 2 * this.once(v);
    },
    once(v: number): number {
      return v * this.gain;
    },
  };
  const names = ["twice", "once"] as const;
  let sum = 0;
  for (const name of names) sum += local[name](x[0]) + (local[name]?.(x[2]) ?? 0);
  return value + balance ** 2 + turtle.x * turtle.y + made * x[0] + sum;
}

export const wrt = 0;
export const inputs = [[[1.3, 0.7, -0.4]], [[0.6, -1.1, 0.8]]];
