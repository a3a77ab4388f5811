type Expr = { op: "num"; v: number } | { op: "var"; name: string } | { op: "+" | "*" | "-"; l: Expr; r: Expr } | { op: "call"; fn: keyof typeof fns; args: Expr[] };
const fns = { sin: Math.sin, max: (a: number, b: number) => Math.max(a, b), pow: Math.pow } as const;
function parse(src: string): Expr {
  const toks = src.match(/\d+(\.\d+)?|[a-z]+|[-+*(),]/g) ?? [];
  let i = 0;
  const peek = () => toks[i];
  const next = () => toks[i++]!;
  function expr(): Expr {
    let e = term();
    while (peek() === "+" || peek() === "-") { const op = next() as "+" | "-"; e = { op, l: e, r: term() }; }
    return e;
  }
  function term(): Expr {
    let e = atom();
    while (peek() === "*") { next(); e = { op: "*", l: e, r: atom() }; }
    return e;
  }
  function atom(): Expr {
    const t = next();
    if (t === "(") { const e = expr(); next(); return e; }
    if (/^\d/.test(t)) return { op: "num", v: Number(t) };
    if (peek() === "(") {
      next();
      const args = [expr()];
      while (peek() === ",") { next(); args.push(expr()); }
      next();
      return { op: "call", fn: t as keyof typeof fns, args };
    }
    return { op: "var", name: t };
  }
  return expr();
}
function evaluate(e: Expr, env: Map<string, number>): number {
  switch (e.op) {
    case "num": return e.v;
    case "var": { const v = env.get(e.name); if (v === undefined) throw new Error(`unbound ${e.name}`); return v; }
    case "+": return evaluate(e.l, env) + evaluate(e.r, env);
    case "-": return evaluate(e.l, env) - evaluate(e.r, env);
    case "*": return evaluate(e.l, env) * evaluate(e.r, env);
    case "call": { const [a, b] = e.args.map((x) => evaluate(x, env)); return fns[e.fn](a!, b!); }
  }
}
export function f(x: number, y: number): number {
  const env = new Map([["x", x], ["y", y]]);
  let s = 0;
  for (const src of ["x*y + sin(x - 2*y)", "max(x*x, y) * (1 + y)", "pow(x, 3) - x*x*x*0.5"]) s += evaluate(parse(src), env);
  return s;
}
export const wrt = [0, 1];
export const inputs = [[1.3, 0.4], [0.2, 0.9]];

