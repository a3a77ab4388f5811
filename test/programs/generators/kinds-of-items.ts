/** Generators that yield one kind of thing and return another: numbers and an instance, a record and a number, a text and numbers. */
class Fit {
  constructor(
    readonly slope: number,
    readonly offset: number,
  ) {}
  at(x: number): number {
    return this.slope * x + this.offset;
  }
  *descend(xs: readonly number[], steps: number): Generator<number, Fit> {
    let fit: Fit = this;
    for (let i = 0; i < steps; i++) {
      let loss = 0;
      let ds = 0;
      let db = 0;
      xs.forEach((y, x) => {
        const r = fit.at(x) - y;
        loss += r * r;
        ds += 2 * r * x;
        db += 2 * r;
      });
      yield loss;
      if (loss < 1e-3) return fit;
      fit = new Fit(fit.slope - 0.02 * ds, fit.offset - 0.02 * db);
    }
    return fit;
  }
}

interface Sample {
  readonly t: number;
  readonly v: number;
}
function* trajectory(v0: number, drag: number): Generator<Sample, number, number | undefined> {
  let v = v0;
  let t = 0;
  while (v > 0.3) {
    const wind = yield { t, v };
    v -= drag * v * v + (wind ?? 0.05);
    t += 0.1;
  }
  return t * v;
}

function* labelled(x: number): Generator<string | number, Sample | undefined> {
  yield "start";
  yield x * x;
  if (x < 0) return undefined;
  yield "end";
  return { t: x, v: x ** 3 };
}

function* outer(xs: readonly number[]): Generator<number, number> {
  const fit = yield* new Fit(xs[0], 0.1).descend(xs, 2);
  yield fit.slope;
  return fit.offset;
}

export function f(x: number[]): number {
  const fitting = new Fit(0.3, x[0]).descend(x, 3);
  let sum = 0;
  for (let r = fitting.next(); ; r = fitting.next()) {
    if (r.done) {
      sum += r.value.at(2);
      break;
    }
    sum += 0.1 * r.value;
  }
  const flight = trajectory(x[1] + 2, 0.2);
  let step = flight.next();
  while (!step.done) step = flight.next(0.1 * step.value.v + step.value.t * x[2] ** 2);
  sum += step.value;
  for (const { t, v } of trajectory(x[2] + 1.5, 0.3)) sum += t * v;
  const first = flight.return(7);
  sum += first.done ? first.value : 0;
  const words = labelled(x[0]);
  for (let r = words.next(); ; r = words.next()) {
    if (r.done) {
      sum += r.value?.v ?? 1;
      break;
    }
    sum += typeof r.value === "string" ? r.value.length : r.value;
  }
  const whole = outer(x);
  const losses: number[] = [];
  let last = 0;
  for (;;) {
    const { value, done } = whole.next();
    if (done) {
      last = value;
      break;
    }
    losses.push(value);
  }
  return sum + losses.reduce((a, b) => a * 0.5 + b, 0) * last;
}

export const wrt = 0;
export const inputs = [[[1.3, 0.7, 0.4]], [[-0.6, 1.1, 0.8]]];
