/** Continuation-passing style with an escape, a fold over a list, and a trampoline that keeps the stack flat. */
type Cont<R> = (v: number) => R;

function foldCps(xs: readonly number[], i: number, step: (acc: number, v: number, k: Cont<number>) => number, acc: number, done: Cont<number>): number {
  return i === xs.length ? done(acc) : step(acc, xs[i] as number, (next) => foldCps(xs, i + 1, step, next, done));
}

type Bounce = { done: true; value: number } | { done: false; next: () => Bounce };

const trampoline = (start: Bounce): number => {
  let b = start;
  while (!b.done) b = b.next();
  return b.value;
};

const decay = (v: number, n: number, acc: number): Bounce =>
  n === 0 ? { done: true, value: acc } : { done: false, next: () => decay(v * 0.5, n - 1, acc + Math.sin(v)) };

export function f(x: number[], limit: number): number {
  const total = foldCps(
    x,
    0,
    (acc, v, k) => (acc > limit ? acc * limit : k(acc + v * v)),
    0,
    (acc) => Math.exp(-acc),
  );
  return total + trampoline(decay(x[0] as number, 12, total));
}

export const wrt = [0, 1];
export const inputs = [
  [[0.5, 0.8, 0.9], 5],
  [[1.5, 0.8, 0.9], 2],
];
