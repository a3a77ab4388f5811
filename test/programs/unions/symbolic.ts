// An expression is differentiated by the program itself, twice, and then evaluated.
type E =
  | { k: "x" }
  | { k: "c"; v: number }
  | { k: "+" | "*"; l: E; r: E }
  | { k: "sin" | "cos"; a: E };
const X: E = { k: "x" };
const c = (v: number): E => ({ k: "c", v });
const plus = (l: E, r: E): E => ({ k: "+", l, r });
const times = (l: E, r: E): E => ({ k: "*", l, r });

function derived(e: E): E {
  switch (e.k) {
    case "x":
      return c(1);
    case "c":
      return c(0);
    case "+":
      return plus(derived(e.l), derived(e.r));
    case "*":
      return plus(times(derived(e.l), e.r), times(e.l, derived(e.r)));
    case "sin":
      return times({ k: "cos", a: e.a }, derived(e.a));
    case "cos":
      return times(c(-1), times({ k: "sin", a: e.a }, derived(e.a)));
  }
}

function at(e: E, x: number): number {
  switch (e.k) {
    case "x":
      return x;
    case "c":
      return e.v;
    case "+":
      return at(e.l, x) + at(e.r, x);
    case "*":
      return at(e.l, x) * at(e.r, x);
    case "sin":
      return Math.sin(at(e.a, x));
    case "cos":
      return Math.cos(at(e.a, x));
  }
}

export function f(x: number, w: number): number {
  const e = times({ k: "sin", a: times(c(w), X) }, plus(X, c(w)));
  return at(derived(derived(e)), x) + at(e, w);
}
export const wrt = [0, 1];
export const inputs = [[0.3, 0.9], [-1.1, 0.4]];
