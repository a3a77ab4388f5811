// Folds over trees that hand on their function, through callbacks and local helpers which call the fold again.
interface Rose { v: number; kids: Rose[] }
const grow = (d: number, v: number): Rose => ({ v, kids: d === 0 ? [] : [grow(d - 1, v * 0.5), grow(d - 1, v * v)] });

const fold = (r: Rose, f: (v: number, below: number[]) => number): number => f(r.v, r.kids.map((k) => fold(k, f)));

function weigh(r: Rose, f: (v: number, below: number) => number): number {
  function all(i: number): number {
    return i >= r.kids.length ? 1 : weigh(r.kids[i], f) + 0.5 * all(i + 1);
  }
  return f(r.v, all(0));
}

/** The functions here have no name, and a parameter is called as they would be. */
const twice = (xs: number[], f: (v: number) => number): number => xs.map((v) => f(f(v))).reduce((a, b) => a * b, 1);

type Fn = (x: number) => number;
type Fns = { f: Fn; rest: Fns } | null;
const before = (f: Fn, rest: Fns): Fns => ({ f, rest });
const sines = (n: number, a: number): Fns => (n === 0 ? null : before((x) => Math.sin(a * x + n), sines(n - 1, a * 0.9)));
const composed = (fs: Fns): Fn => (fs === null ? (x) => x : (x) => composed(fs.rest)(fs.f(x)));

export function f(x: number, y: number): number {
  const tree = grow(3, x);
  const sum = fold(tree, (v, ks) => ks.reduce((a, b) => a + b, v * v)) * weigh(tree, (v, below) => v * below + y);
  return sum + twice([x, y], (v) => twice([v, 2 * v], (f) => f * f + x)) + composed(sines(4, x))(y);
}
export const wrt = [0, 1];
export const inputs = [[0.3, 0.7], [-0.5, 1.1]];
