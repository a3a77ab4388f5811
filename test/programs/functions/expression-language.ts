/** An expression language: a lexer, a parser of precedences, and calls of a table of functions with as many arguments as are written. */
type Tok = { type: "num"; value: number } | { type: "id"; name: string } | { type: "op"; op: string };
type Node =
  | { readonly kind: "lit"; readonly v: number }
  | { readonly kind: "var"; readonly name: string }
  | { readonly kind: "un"; readonly op: "-" | "+"; readonly e: Node }
  | { readonly kind: "bin"; readonly op: string; readonly l: Node; readonly r: Node }
  | { readonly kind: "call"; readonly fn: string; readonly args: readonly Node[] };
function* lex(src: string): Generator<Tok> {
  const re = /\s*(?:(\d+(?:\.\d+)?)|([a-z]\w*)|(.))/g;
  for (const m of src.matchAll(re)) {
    if (m[1] !== undefined) yield { type: "num", value: parseFloat(m[1]) };
    else if (m[2] !== undefined) yield { type: "id", name: m[2] };
    else yield { type: "op", op: m[3]! };
  }
}
const PREC: Record<string, number> = { "+": 1, "-": 1, "*": 2, "/": 2, "^": 4 };
class Parser {
  private pos = 0;
  private readonly toks: Tok[];
  constructor(src: string) {
    this.toks = [...lex(src)];
  }
  private peek(op: string): boolean {
    const t = this.toks[this.pos];
    return t?.type === "op" && t.op === op;
  }
  private eat(op: string): void {
    if (!this.peek(op)) throw new SyntaxError(`expected ${op} at ${this.pos}`);
    this.pos++;
  }
  expr(min = 0): Node {
    let left = this.unary();
    for (;;) {
      const t = this.toks[this.pos];
      if (!t || t.type !== "op" || !(t.op in PREC)) return left;
      const p = PREC[t.op]!;
      if (p < min) return left;
      this.pos++;
      const right = this.expr(t.op === "^" ? p : p + 1);
      left = { kind: "bin", op: t.op, l: left, r: right };
    }
  }
  private unary(): Node {
    if (this.peek("-")) {
      this.pos++;
      return { kind: "un", op: "-", e: this.expr(3) };
    }
    return this.atom();
  }
  private atom(): Node {
    const t = this.toks[this.pos++];
    if (!t) throw new SyntaxError("end");
    if (t.type === "num") return { kind: "lit", v: t.value };
    if (t.type === "id") {
      if (!this.peek("(")) return { kind: "var", name: t.name };
      this.eat("(");
      const args: Node[] = [];
      while (!this.peek(")")) {
        args.push(this.expr());
        if (this.peek(",")) this.pos++;
      }
      this.eat(")");
      return { kind: "call", fn: t.name, args };
    }
    if (t.op === "(") {
      const e = this.expr();
      this.eat(")");
      return e;
    }
    throw new SyntaxError(t.op);
  }
}
const FN: Record<string, (...a: number[]) => number> = {
  sin: Math.sin,
  exp: Math.exp,
  max: Math.max,
  hyp: (a = 0, b = 0) => Math.sqrt(a * a + b * b),
  pow: Math.pow,
};
function evaluate(n: Node, env: ReadonlyMap<string, number>): number {
  switch (n.kind) {
    case "lit":
      return n.v;
    case "var": {
      const v = env.get(n.name);
      if (v === undefined) throw new ReferenceError(n.name);
      return v;
    }
    case "un":
      return n.op === "-" ? -evaluate(n.e, env) : evaluate(n.e, env);
    case "bin": {
      const l = evaluate(n.l, env),
        r = evaluate(n.r, env);
      switch (n.op) {
        case "+":
          return l + r;
        case "-":
          return l - r;
        case "*":
          return l * r;
        case "/":
          return l / r;
        case "^":
          return l ** r;
        default:
          throw new Error(n.op);
      }
    }
    case "call":
      return FN[n.fn]!(...n.args.map((a) => evaluate(a, env)));
  }
}
export function f(x: number[]): number {
  const env = new Map(x.map((v, i) => [`x${i}`, v] as const));
  let s = 0;
  for (const src of [
    "x0 * sin(x1 + 2) ^ 2 - -x2 / 3",
    "hyp(x0, x1*x2) + max(x0, x3, 0.5)",
    "exp(-(x0 - x1)^2) * x3 + pow(x3*x3+1, 1.5)",
  ]) {
    const ast = new Parser(src).expr();
    s += evaluate(ast, env);
    try {
      s += evaluate(new Parser("x0 * nope").expr(), env);
    } catch (e) {
      if (!(e instanceof ReferenceError)) throw e;
      s *= 1.5;
    }
  }
  return s;
}

export const wrt = 0;
export const inputs = [[[0.31, 1.2, 2.1, -0.7]], [[1.5, -1, 0.6, 3]]];
