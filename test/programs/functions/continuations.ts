// monad / continuation style
type Cont<R> = (k: (x: number) => R) => R;
const unit = <R>(x: number): Cont<R> => (k) => k(x);
const bind = <R>(m: Cont<R>, g: (x: number) => Cont<R>): Cont<R> => (k) => m((x) => g(x)(k));
type State<S> = (s: S) => [number, S];
const ret = <S>(v: number): State<S> => (s) => [v, s];
const then = <S>(m: State<S>, g: (v: number) => State<S>): State<S> => (s) => { const [v, t] = m(s); return g(v)(t); };
const get: State<number> = (s) => [s, s];
const put = (n: number): State<number> => () => [0, n];
export const wrt = 0;
export const inputs = [[0.7]];
export function f(x: number): number {
  const c = bind(bind(unit<number>(x), (a) => unit(a * a)), (b) => unit(b + x));
  const prog = then(get, (s) => then(put(s * x), () => then(get, (t) => ret(t + s))));
  const [v, s] = prog(x + 1);
  return c((r) => r * 2) + v * s;
}
