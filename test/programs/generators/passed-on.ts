// `yield*` passes on what is sent to a generator, thrown into it, and returned from it.

let log = 0;

function* weighted(xs: number[], k: number): Generator<number, number, number | undefined> {
  let sum = k;
  for (const v of xs) {
    try {
      sum += ((yield v * k) ?? 0.5) * v;
    } catch {
      sum *= 0.5;
      log += sum * v;
    } finally {
      log += 0.1 * sum;
    }
  }
  return sum;
}

/** In place. */
function* twice(xs: number[]): Generator<number, number, number | undefined> {
  try {
    const a = yield* weighted(xs, 2);
    const b = yield a;
    return a * (b ?? 1) + (yield* inTurn(xs));
  } finally {
    log *= 1.5;
  }
}

function* inTurn(xs: number[]): Generator<number, number, number | undefined> {
  const a = yield* weighted(xs, 0.3);
  return a + (yield* weighted(xs, a));
}

/** Of generators that are values. */
function* kept(its: Generator<number, number, number | undefined>[]): Generator<number, number, number | undefined> {
  let product = 1;
  for (const it of its) product *= yield* it;
  return product;
}

function drive(it: Generator<number, number, number | undefined>, end: number, x: number): number {
  let step = it.next(5);
  let s = 0;
  for (let n = 1; !step.done && n < end; n++) {
    s += step.value * n;
    step = n % 3 === 2 ? it.throw(new Error("not now")) : it.next(Math.sin(s));
  }
  return step.done ? s + step.value : s + it.return(x).value * 2;
}

export function f(x: number[]): number {
  log = 0;
  const third = weighted(x, 0.7);
  third.next();
  const both = drive(twice(x), 99, x[0]) + drive(twice(x), 4, x[1]);
  return both + drive(kept([weighted(x, 1), third]), 99, x[0]) + drive(kept([inTurn(x)]), 3, x[2]) + log;
}

export const wrt = [0];
export const inputs = [[[0.7, 1.3, -0.4]], [[0.2, 0.3, 0.1]]];
