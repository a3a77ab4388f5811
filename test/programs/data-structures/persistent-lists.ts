// Lists as in functional languages: made by helpers, generic ones, in recursion and in loops, in front of what was there.
type List<T> = { readonly head: T; readonly tail: List<T> } | null;

const cons = <T>(head: T, tail: List<T>): List<T> => ({ head, tail });
const of = <T>(...xs: T[]): List<T> => xs.reduceRight<List<T>>((tail, head) => cons(head, tail), null);
function reverse<T>(l: List<T>, acc: List<T> = null): List<T> {
  return l === null ? acc : reverse(l.tail, cons(l.head, acc));
}
const map = <A, B>(l: List<A>, f: (a: A) => B): List<B> => l && cons(f(l.head), map(l.tail, f));
const filter = <A>(l: List<A>, p: (a: A) => boolean): List<A> =>
  l === null ? null : p(l.head) ? cons(l.head, filter(l.tail, p)) : filter(l.tail, p);
const append = <T>(a: List<T>, b: List<T>): List<T> => (a === null ? b : cons(a.head, append(a.tail, b)));
const fold = <A, T>(l: List<T>, f: (a: A, v: T) => A, a: A): A => (l === null ? a : fold(l.tail, f, f(a, l.head)));
const zip = <A, B>(a: List<A>, b: List<B>): List<[A, B]> => (a && b ? cons<[A, B]>([a.head, b.head], zip(a.tail, b.tail)) : null);
const tails = <T>(l: List<T>): List<List<T>> => cons(l, l && tails(l.tail));

function sort(l: List<number>): List<number> {
  if (l === null) return null;
  const { head, tail } = l;
  return append(sort(filter(tail, (v) => v < head)), cons(head, sort(filter(tail, (v) => v >= head))));
}

function subsets(l: List<number>): List<List<number>> {
  if (l === null) return cons<List<number>>(null, null);
  const rest = subsets(l.tail);
  return append(map(rest, (s) => cons(l.head, s)), rest);
}

export function f(x: number[]): number {
  const l = of(...x);
  let stack: List<number> = null;
  for (const v of x) stack = cons(v * v, stack);
  const crossed = fold(zip(sort(l), map(reverse(stack), Math.exp)), (s, [a, b]) => s * 1.1 + a * b, 0);
  const products = fold(tails(l), (s, t) => s + fold(t, (p, v) => p * v, 1), 0);
  const squares = fold(subsets(of(x[0], x[1], x[2])), (s, t) => s + fold(t, (p, v) => p + v, 0.1) ** 2, 0);
  return crossed + products * squares;
}
export const wrt = 0;
export const inputs = [[[0.3, -0.4, 1.1, 0.7]], [[1.2, 0.8, -0.5]]];
