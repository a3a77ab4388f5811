// An interpreter: scopes with an optional parent hold numbers, lists and functions under their names, and records keep what was found last.
type Fn = (a: number, b: number) => number;
type Val = number | number[] | Fn;

type Expr =
  | { kind: "num"; value: number }
  | { kind: "ref"; name: string }
  | { kind: "call"; name: string; args: Expr[] }
  | { kind: "let"; name: string; value: Expr; body: Expr };

class Scope {
  private readonly values = new Map<string, Val>();
  private last: { name: string; value: Val } | undefined;

  constructor(private readonly parent?: Scope) {}

  define(name: string, value: Val): this {
    this.values.set(name, value);
    this.last = undefined;
    return this;
  }

  lookup(name: string): Val {
    if (this.last?.name === name) return this.last.value;
    const value = this.values.get(name) ?? this.parent?.lookup(name);
    if (value === undefined) throw new ReferenceError(name);
    this.last = { name, value };
    return value;
  }

  number(name: string): number {
    const value = this.lookup(name);
    if (typeof value === "number") return value;
    return typeof value === "function" ? value(1, 1) : value.reduce((a, b) => a + b, 0);
  }

  call(name: string, args: number[]): number {
    const value = this.lookup(name);
    if (typeof value !== "function") throw new TypeError(`${name} is no function`);
    return value(args[0]!, args[1] ?? 1);
  }
}

function run(e: Expr, scope: Scope): number {
  switch (e.kind) {
    case "num":
      return e.value;
    case "ref":
      return scope.number(e.name);
    case "call":
      return scope.call(
        e.name,
        e.args.map((arg) => run(arg, scope)),
      );
    case "let":
      return run(e.body, new Scope(scope).define(e.name, run(e.value, scope)));
  }
}

const num = (value: number): Expr => ({ kind: "num", value });
const ref = (name: string): Expr => ({ kind: "ref", name });
const call = (name: string, ...args: Expr[]): Expr => ({ kind: "call", name, args });

export function f(x: number[], n: number): number {
  const globals = new Scope()
    .define("mul", (a, b) => a * b)
    .define("add", (a, b) => a + b)
    .define("max", (a, b) => (a > b ? a : b))
    .define("all", [...x])
    .define("x", x[0]!);
  const power: Expr = { kind: "let", name: "y", value: call("mul", ref("x"), num(n)), body: call("add", call("mul", ref("y"), ref("y")), ref("all")) };
  let total = 0;
  for (const name of ["power", "missing"]) {
    try {
      total += run(name === "power" ? power : call(name, ref("x")), globals);
    } catch (e) {
      if (!(e instanceof ReferenceError)) throw e;
      total *= x[1]!;
    }
  }
  return total;
}
export const wrt = 0;
export const inputs = [
  [[0.7, 1.2], 2],
  [[-0.4, 0.3], 1],
];
