function* averager(): Generator<number, number, number> {
  let total = 0;
  let count = 0;
  let value = yield 0;
  while (value >= 0) {
    total += value;
    count++;
    value = yield total / count;
  }
  return total;
}

function* accumulator(decay: number): Generator<number, void, number | undefined> {
  let state = 0;
  for (;;) {
    const input = yield state;
    if (input === undefined) state *= decay;
    else state = decay * state + (1 - decay) * input;
  }
}

export function f(xs: number[], decay: number): number {
  const average = averager();
  average.next();
  let s = 0;
  for (const x of xs) {
    const { value, done } = average.next(x);
    if (done) break;
    s += value * value;
  }
  const last = average.next(-1);
  if (last.done) s += last.value * 0.5;
  const smooth = accumulator(decay);
  smooth.next();
  for (const x of xs) smooth.next(x);
  const rest = smooth.next();
  return s + (rest.done ? 0 : (rest.value as number));
}

export const wrt = [0, 1];
export const inputs = [
  [[1.2, 0.4, 3.1], 0.8],
  [[0.5, 2], 0.3],
];
