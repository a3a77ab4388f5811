import { describe, expect, test } from "vitest";
import { lowerText, runBoth, structured, verifyAll } from "./lower.support.js";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly inputs: readonly (readonly unknown[])[];
}

const at = (name: string, text: string, ...inputs: (readonly unknown[])[]): Case => ({ name, text, inputs });
const numbers = [[0.5], [-2], [3], [0]] as const;
const lists = [[[1, -2, 3.5, 4]], [[2]], [[0.25, 0.5, -1]]] as const;

const cases: readonly Case[] = [
  at(
    "operators",
    "export function f(x: number) { let y = x * 2 - 1 / (x + 3) + x % 3 - -x; y += x ** 2; y -= 1; y *= 3; y /= 7; y %= 5; y **= 2; return y + (x | 3) + (~x) + (x << 2) + (x >>> 1); }",
    ...numbers,
  ),
  at(
    "increments",
    "export function f(x: number) { let i = 1; const a = i++ + ++i; let b = i-- - --i; b += a; return b * x + i; }",
    ...numbers,
  ),
  at(
    "logic",
    "export function f(x: number) { const a = x > 0 && x < 2; const b = x || 5; const c = x && 7; if (!x || a) return b + 1; return a ? b : c; }",
    ...numbers,
    [Number.NaN],
    [-0],
  ),
  at("or zero", "export function f(x: number) { return x || 0; }", [Number.NaN], [-0], [0], [3]),
  at(
    "early returns",
    "export function f(x: number) { if (x < 0) return -x; if (x > 2) { if (x > 2.5) return 9; x = x + 1; } return x * 2; }",
    ...numbers,
    [2.2],
  ),
  at(
    "loop with break and continue",
    "export function f(x: number) { let s = 0; for (let i = 0; i < 10; i++) { if (i === 3) continue; if (s > 5) break; s += x * i; } return s; }",
    ...numbers,
  ),
  at(
    "index after break",
    "export function f(x: number) { let i = 0; for (; i < 10; i++) { if (i * x > 2) break; } return i; }",
    ...numbers,
  ),
  at(
    "outer labels",
    "export function f(x: number) { let s = 0; outer: for (let i = 0; i < 5; i++) { for (let j = 0; j < 5; j++) { if (j === 3) continue outer; if (i * j * x > 4) break outer; s += i + j * x; } s += 100; } return s; }",
    ...numbers,
  ),
  at(
    "return out of loops",
    "export function f(x: number) { for (let i = 0; i < 5; i++) { for (let j = 0; j < 5; j++) { if (i * j * x > 4) return i * 10 + j; } } return -1; }",
    ...numbers,
  ),
  at(
    "while true",
    "export function f(x: number) { let n = 0; while (true) { n++; if (n > 5) return n * x; if (n * x > 7) break; } return n; }",
    ...numbers,
  ),
  at(
    "do while",
    "export function f(x: number) { let n = 0; do { n++; if (n === 3) continue; if (n > 6) break; x += n; } while (x < 10); return x + n; }",
    ...numbers,
  ),
  at(
    "switch",
    "export function f(x: number) { let y = 0; switch (Math.floor(x)) { case 0: y = 1; break; case 3: y = 2; case 4: y += 5; break; default: y = -1; case 7: y += 0.5; } return y * x; }",
    ...numbers,
    [4],
    [7],
  ),
  at(
    "switch chain",
    "export function f(x: number) { switch (Math.floor(x)) { case 0: case 3: return x; case -2: { if (x < 0) break; return 5; } default: x = 4; } return x * 2; }",
    ...numbers,
  ),
  at(
    "switch on text",
    "export function f(x: number, kind: 'a' | 'b') { switch (kind) { case 'a': return x; case 'b': return x * x; } }",
    [2, "a"],
    [3, "b"],
  ),
  at("sum", "export function f(xs: number[]) { let s = 0; for (const x of xs) s += x * x; return s; }", ...lists),
  at(
    "entries",
    "export function f(xs: number[]) { let s = 0; for (const [i, x] of xs.entries()) s += x * i; for (const k of xs.keys()) s += k; return s; }",
    ...lists,
  ),
  at(
    "element updates",
    "export function f(xs: number[]) { xs[0] += 2; xs[0]++; const a = xs[0]--; let i = 0; xs[i++] *= i; return a + xs[0] + i; }",
    ...lists,
  ),
  at(
    "nested arrays",
    "export function f(m: number[][]) { const row = m[0]; row[1] = 7; m[1] = row; let s = 0; for (let i = 0; i < m.length; i++) for (let j = 0; j < m[i].length; j++) s += m[i][j] * (i + j); return s; }",
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ),
  at(
    "typed arrays",
    "export function f(n: number) { const a = new Float64Array(n); const b = new Float32Array([0.1, n]); const c = Int32Array.from([1.5, 2.5]); a[0] = 3; a.fill(2, 1); return a[0] + a[n - 1] + b[0] + c[1] + a.slice(1).length; }",
    [3],
    [5],
  ),
  at(
    "array from",
    "export function f(n: number) { const a = Array.from({ length: n }, (_, i) => i * 2); const b = new Array(n).fill(1.5); const c = Array(2).fill(a); c[0][0] = 9; return a.reduce((s, v) => s + v, 0) + b[0] + c[1][0]; }",
    [3],
    [5],
  ),
  at(
    "methods",
    "export function f(xs: number[]) { const y = xs.map((x, i) => x * i).filter((x) => x > -1); y.push(4, 5); const last = y.pop(); let s = 0; y.forEach((v, i, all) => { s += v * i + all.length; }); return s + last! + y.indexOf(4) + (y.includes(4) ? 1 : 0) + xs.reduce((a, b) => Math.max(a, b)) + xs.reduceRight((a, b) => a - b) + xs.at(-1)! + [...xs, 1, ...y].length + xs.concat(y, 3)[1]; }",
    ...lists,
  ),
  at(
    "search",
    "export function f(xs: number[]) { return (xs.some((x) => x > 3) ? 1 : 0) + (xs.every((x) => x > 0) ? 10 : 0) + xs.findIndex((x) => x < 0) * 100 + xs.reverse()[0] * 1000 + (xs.find((x) => x > 0) ?? 0); }".replace(
      " + (xs.find((x) => x > 0) ?? 0)",
      "",
    ),
    ...lists,
  ),
  at(
    "growing by index",
    "export function f(xs: number[]) { const y = []; for (let i = 0; i < xs.length; i++) y[i] = xs[i] * 2; return y[y.length - 1] + y.length; }",
    ...lists,
  ),
  at(
    "swap",
    "export function f(a: number, b: number) { [a, b] = [b, a]; const p = [a, b]; [p[0], p[1]] = [p[1], p[0]]; return a * 10 + b + p[0]; }",
    [1, 2],
  ),
  at(
    "records",
    "type P = { x: number; y: number }; const add = (a: P, b: P): P => ({ x: a.x + b.x, y: a.y + b.y }); export function f(p: P, k: number) { const q = { ...add(p, p), z: k }; q.x += 2; q.z++; const { x, ...rest } = q; const { y: w = 5, u = 7 } = rest as { y: number; u?: number }; return x + rest.z + w + u; }",
    [{ x: 1, y: 2 }, 3],
  ),
  at(
    "nested records",
    "export function f(p: { a: { b: number[] } }) { const { a: { b: [first, second] } } = p; p.a.b[0] = first * second; return p.a.b[0] + first; }",
    [{ a: { b: [3, 4] } }],
  ),
  at(
    "tuples",
    "export function f(t: [number, number[]]) { const [n, xs] = t; t[0] = n + 1; return n * xs[0] + t[0] + t.length; }",
    [[2, [5]]],
  ),
  at(
    "calls",
    "function g(x: number, k = 2) { if (x > 1) return x * k; return x; } const h = (xs: number[]) => { xs[0] = 5; }; export function f(x: number) { const a = [1]; h(a); return g(x) + g(x, 3) + a[0]; }",
    ...numbers,
  ),
  at(
    "recursion",
    "function fact(n: number): number { if (n <= 1) return 1; return n * fact(n - 1); } export function f(x: number) { return fact(5) * x; }",
    ...numbers,
  ),
  at("recursive root", "export function f(n: number): number { return n <= 0 ? 1 : n * f(n - 1); }", ...numbers, [6]),
  at(
    "tree",
    "interface T { w: number; kids: T[] } export function f(t: T): number { let s = t.w; for (const k of t.kids) s += f(k) * 2; return s; }",
    [
      {
        w: 1,
        kids: [
          { w: 2, kids: [] },
          { w: 3, kids: [{ w: 4, kids: [] }] },
        ],
      },
    ],
  ),
  at(
    "local recursion with captures",
    "export function f(x: number) { const k = x * 2; const go = (n: number): number => (n <= 0 ? k : go(n - 1) + x); return go(3); }",
    ...numbers,
  ),
  at(
    "mutual local recursion",
    "export function f(x: number) { const k = x + 1; function even(n: number): number { return n === 0 ? k : odd(n - 1); } function odd(n: number): number { return n === 0 ? x : even(n - 1); } return even(4) + odd(4); }",
    ...numbers,
  ),
  at(
    "closures",
    "export function f(x: number) { let count = 0; const inc = (d: number) => { count += d; return count; }; const twice = (g: (v: number) => number) => (v: number) => g(g(v)); const t = twice((v) => v * x); inc(2); inc(x); return t(3) + count + twice(Math.sqrt)(16); }",
    [0.5],
    [2],
  ),
  at(
    "higher order",
    "function integrate(g: (t: number) => number, n: number) { let s = 0; for (let i = 0; i < n; i++) { if (i > 7) return s; s += g(i / n); } return s; } export function f(x: number) { return integrate((t) => Math.sin(t * x), 10) + integrate(Math.exp, 3); }",
    ...numbers,
  ),
  at(
    "recursive higher order",
    "function rec(g: (t: number) => number, n: number): number { return n === 0 ? g(1) : g(n) + rec(g, n - 1); } export function f(x: number) { return rec((t) => t * x, 4); }",
    ...numbers,
  ),
  at(
    "module constants",
    "const A = 3; const B = A * 2 + 1; enum E { P = 4, Q } const W = [1, 2, 3]; const C = { a: 2, b: [4] }; export function f(x: number) { return x * A + B + E.Q + W[1] * x + C.b[0] + Math.PI + Number.EPSILON; }",
    ...numbers,
  ),
  at(
    "throw",
    "export function f(x: number) { if (x < 0) throw new RangeError(`x is ${x}, not ` + 'ok'); return Math.sqrt(x); }",
    ...numbers,
  ),
  at("empty reduce", "export function f(xs: number[]) { return xs.reduce((a, b) => a + b); }", [[]], [[1, 2]]),
  at(
    "min and max",
    "export function f(xs: number[]) { return Math.max(...xs) + Math.min(1, 2, xs[0]) + Math.max() + Math.hypot(3, 4, xs[0]); }",
    ...lists,
  ),
  at("coalesce", "export function f(xs: number[]) { return (xs[5] ?? 3) + (xs[0] ?? 2) + (xs[-1] ?? 7); }", ...lists),
  at(
    "evaluation order",
    "export function f(xs: number[]) { let i = 0; const g = () => { i++; return i; }; xs[i] = g() + (xs[0] += i) * i; const r = i + (i = 5) + i; return xs[0] + r; }",
    ...lists,
  ),
  at(
    "short circuit effects",
    "export function f(x: number) { let n = 0; const g = (b: boolean) => { n += 1; return b; }; if (x > 0 && g(x > 1)) n += 10; if (x < 0 || g(false)) n += 100; return n; }",
    ...numbers,
  ),
  at(
    "let in loops",
    "export function f(xs: number[]) { let s = 0; for (let i = 0; i < xs.length; i++) { let t; if (xs[i] > 0) t = 1; else t = 2; s += t * xs[i]; } return s; }",
    ...lists,
  ),
  at(
    "var",
    "export function f(x: number) { if (x > 0) { var y = x * 2; } else { y = 1; } for (var i = 0; i < 3; i++) y += i; return y + i; }",
    ...numbers,
  ),
  at(
    "comma and void",
    "export function f(x: number) { let a = 0; for (let i = 0, j = 5; i < j; i++, j--) a += i * j; return (a++, a) * x; }",
    ...numbers,
  ),
  at("default in root", "export function f(x: number, k = 3) { return x * k; }", [2], [2, 5]),
  at(
    "labelled block",
    "export function f(x: number) { let s = 1; done: { if (x > 1) { s = 2; break done; } s = 3; if (x < 0) break done; s += 4; } return s * x; }",
    ...numbers,
  ),
  at(
    "throw in switch",
    "export function f(x: number) { let y; switch (x) { case 3: y = 1; break; case 0: y = 2; break; default: throw new Error('no'); } return y + x; }",
    ...numbers,
  ),
  at(
    "array written by callee",
    "function scale(a: number[], k: number) { for (let i = 0; i < a.length; i++) a[i] *= k; } export function f(xs: number[]) { scale(xs, 2); return xs[0]; }",
    ...lists,
  ),
  at(
    "strings",
    "function act(kind: string, x: number) { if (kind === 'relu') return Math.max(0, x); return Math.tanh(x); } export function f(x: number) { return act('relu', x) + act('tanh', x); }",
    ...numbers,
  ),
  at(
    "generic",
    "function first<T>(xs: readonly T[]): T { return xs[0]!; } export function f(x: number) { return first([x, 2]) + first([[x]])[0]!; }",
    ...numbers,
  ),
  at("typeof", "export function f(x: number) { return typeof x === 'number' ? x : 0; }", ...numbers),
  at(
    "set",
    "export function f(n: number) { const a = new Float64Array(4); a.set([1, 2], 1); a.set(a.slice(1, 3), 2); return a[2] + a[3] * n; }",
    [2],
  ),
];

describe("lowered programs compute what JavaScript computes", () => {
  test.each(cases)("$name", ({ text, inputs }) => {
    const { ctx, program, codes } = lowerText(text);
    expect(codes).toEqual([]);
    if (program === undefined) throw new Error("nothing lowered");
    verifyAll(program, "source");
    const after = structured(program, ctx);
    verifyAll(after, "structured");
    for (const input of inputs) {
      const [source, expected] = runBoth(text, program, input);
      expect(source).toEqual(expected);
      expect(runBoth(text, after, input)[0]).toEqual(expected);
    }
  });
});

const refusals: readonly (readonly [string, string, readonly string[]])[] = [
  ["holes", "export function f(n: number) {\n const a = [n, , n];\n return a.length; }", ["sparseArray:2"]],
  [
    "two kinds of keys in one map",
    "export function f(x: number) {\n const m = new Map<number | string, number>([[1, x]]);\n m.set('a', x);\n return x; }",
    ["typeMismatch:3"],
  ],
  [
    "local of an enclosing function",
    "export function outer(k: number) { return k; }\nexport function f(x: number) {\n return x + (undefinedName as number); }",
    ["unresolvedName:3"],
  ],
  [
    "all at once",
    'export function f(x: number) {\n new Proxy({}, {});\n eval("1");\n return x; }',
    ["hostClass:2", "unknownCall:3"],
  ],
  ["no return on one way", "export function f(x: number) { if (x > 0) return 1; }", ["missingReturn:1"]],
];

describe("what cannot be lowered is refused at its line", () => {
  test.each(refusals)("%s", (_name, text, expected) => {
    expect(lowerText(text).codes).toEqual(expected);
  });
});
