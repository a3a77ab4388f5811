// Members of a union that call fields of several kinds by one name: a number's value is a number, a binding's is an expression.
type Expr =
  | { type: "number"; value: number }
  | { type: "name"; name: string }
  | { type: "let"; name: string; value: Expr; body: Expr }
  | { type: "call"; fn: (a: number, b: number) => number; args: [Expr, Expr] };

interface Scope { name: string; value: number; outer: Scope | undefined }

const num = (value: number): Expr => ({ type: "number", value });
const name = (name: string): Expr => ({ type: "name", name });
const bind = (name: string, value: Expr, body: Expr): Expr => ({ type: "let", name, value, body });
const call = (fn: (a: number, b: number) => number, ...args: [Expr, Expr]): Expr => ({ type: "call", fn, args });
const mul = (a: number, b: number): number => a * b;
const add = (a: number, b: number): number => a + b;

function find(scope: Scope | undefined, name: string): number {
  if (!scope) throw new Error(name);
  return scope.name === name ? scope.value : find(scope.outer, name);
}

function evaluate(e: Expr, scope?: Scope): number {
  switch (e.type) {
    case "number":
      return e.value;
    case "name":
      return find(scope, e.name);
    case "let":
      return evaluate(e.body, { name: e.name, value: evaluate(e.value, scope), outer: scope });
    case "call":
      return e.fn(evaluate(e.args[0], scope), evaluate(e.args[1], scope));
  }
}

function folded(e: Expr): Expr {
  if (e.type === "let") return bind(e.name, folded(e.value), folded(e.body));
  if (e.type !== "call") return e;
  const [a, b] = [folded(e.args[0]), folded(e.args[1])];
  return a.type === "number" && b.type === "number" ? num(e.fn(a.value, b.value)) : call(e.fn, a, b);
}

export function f(x: number, y: number): number {
  const inner = bind("a", call(add, name("b"), name("a")), call(mul, name("a"), call(mul, name("b"), name("a"))));
  const e = bind("a", num(x), bind("b", call(mul, name("a"), num(y)), inner));
  let sum = evaluate(e) + evaluate(folded(bind("q", call(mul, num(x), num(y)), call(add, name("q"), call(mul, num(2), num(y))))));
  for (const one of [num(x * y), bind("z", num(x), name("z"))]) {
    if (one.type === "number") sum *= one.value;
    else if (one.type === "let" && one.value.type === "number") sum += one.value.value ** 2;
  }
  try {
    sum += evaluate(name("missing"));
  } catch {
    sum *= x;
  }
  return sum;
}
export const wrt = [0, 1];
export const inputs = [[0.3, -0.4], [1.2, 0.9]];
