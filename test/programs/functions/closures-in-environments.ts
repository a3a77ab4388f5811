/** Interpreters whose functions are closures: each keeps the environment in which it was made, and is kept in one. */
type Term =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "function"; readonly name: string; readonly body: Term }
  | { readonly kind: "call"; readonly callee: Term; readonly argument: Term }
  | { readonly kind: "sum" | "product"; readonly left: Term; readonly right: Term };
type Value =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "function"; readonly call: (argument: Value) => Value };
type Environment = { readonly name: string; readonly value: Value; readonly around: Environment } | null;

function find(environment: Environment, name: string): Value {
  for (let at = environment; at; at = at.around) if (at.name === name) return at.value;
  throw new ReferenceError(name);
}

function evaluate(term: Term, environment: Environment): Value {
  switch (term.kind) {
    case "name":
      return find(environment, term.name);
    case "number":
      return term;
    case "function":
      return {
        kind: "function",
        call: (value) => evaluate(term.body, { name: term.name, value, around: environment }),
      };
    case "call": {
      const callee = evaluate(term.callee, environment);
      const argument = evaluate(term.argument, environment);
      if (callee.kind !== "function") throw new TypeError("no function");
      return callee.call(argument);
    }
    default: {
      const left = evaluate(term.left, environment);
      const right = evaluate(term.right, environment);
      if (left.kind !== "number" || right.kind !== "number") throw new TypeError("no numbers");
      const value = term.kind === "sum" ? left.value + right.value : left.value * right.value;
      return { kind: "number", value };
    }
  }
}

const name = (text: string): Term => ({ kind: "name", name: text });
const fn = (parameter: string, body: Term): Term => ({ kind: "function", name: parameter, body });
const call = (callee: Term, argument: Term): Term => ({ kind: "call", callee, argument });
const numeral = (value: number): Term => ({ kind: "number", value });

/** A chain of functions, each made by the one before, with what that was called with. */
type Chain = { readonly v: number; readonly next: Chain } | null;
function total(chain: Chain): number {
  let sum = 0;
  for (let at = chain; at; at = at.next) sum = sum * 0.5 + at.v * at.v;
  return sum;
}
function collect(n: number, chain: Chain): (x: number) => number {
  if (n === 0) return (x) => total(chain) * x;
  return (x) => collect(n - 1, { v: x, next: chain })(x * 2);
}

export function f(x: readonly number[]): number {
  const twice = fn("f", fn("z", call(name("f"), call(name("f"), name("z")))));
  const scaled: Term = { kind: "product", left: name("q"), right: numeral(x[0]) };
  const step = fn("q", { kind: "sum", left: scaled, right: numeral(x[1]) });
  const result = evaluate(call(call(twice, call(twice, step)), numeral(x[1])), null);
  let missing = 0;
  try {
    evaluate(call(fn("a", name("b")), numeral(1)), null);
  } catch (error) {
    missing = error instanceof ReferenceError ? x[0] : 0;
  }
  const sum = collect(3, null)(x[0]) * collect(1, { v: x[1], next: null })(x[1]);
  return (result.kind === "number" ? result.value : 0) + missing ** 2 + sum;
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];
