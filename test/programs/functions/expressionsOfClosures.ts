// parser combinators / expression with closures
type Env = Record<string, number>;
type Expr = (env: Env) => number;
const num = (n: number): Expr => () => n;
const ref = (k: string): Expr => (e) => e[k];
const bin = (op: (a: number, b: number) => number) => (a: Expr, b: Expr): Expr => (e) => op(a(e), b(e));
const add = bin((a, b) => a + b), mul = bin((a, b) => a * b), pow = bin((a, b) => a ** b);
const call = (g: (x: number) => number) => (a: Expr): Expr => (e) => g(a(e));
const letIn = (k: string, v: Expr, body: Expr): Expr => (e) => body({ ...e, [k]: v(e) });
const sin = call(Math.sin);
const program = letIn("y", add(ref("x"), num(2)), add(mul(sin(ref("y")), ref("x")), pow(ref("y"), num(3))));
export const wrt = 0;
export const inputs = [[0.7]];
export function f(x: number): number { return program({ x }); }
