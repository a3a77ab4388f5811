/** Methods that a constructor binds to its instance, so that they may be handed on. */
class Emitter {
  private readonly listeners: ((v: number) => void)[] = [];
  on(listener: (v: number) => void): void {
    this.listeners.push(listener);
  }
  emit(v: number): void {
    for (const listener of this.listeners) listener(v);
  }
}

class Accumulator {
  total = 0;
  constructor(
    protected readonly rate: number,
    bus: Emitter,
  ) {
    this.add = this.add.bind(this);
    this.scaled = this.scaled.bind(this);
    bus.on(this.add);
  }
  add(v: number): void {
    this.total += v * this.rate;
  }
  scaled(v: number): number {
    return v * this.total;
  }
}

class Decaying extends Accumulator {
  #steps = 0;
  constructor(rate: number, bus: Emitter) {
    super(rate, bus);
    this.steps = this.steps.bind(this);
  }
  override add(v: number): void {
    this.#steps++;
    this.total = this.total * 0.5 + Math.sin(v) * this.rate;
    if (v > 1) super.add(v);
  }
  steps(): number {
    return this.#steps;
  }
}

const total = (sources: readonly (() => number)[]): number => sources.reduce((s, source) => s + source(), 0);

export function f(x: number[]): number {
  const bus = new Emitter();
  const plain = new Accumulator(x[0]!, bus);
  const decaying = new Decaying(x[1]!, bus);
  for (const v of x) bus.emit(v);
  const { scaled } = plain;
  x.forEach(decaying.add);
  const fns = [plain.scaled, decaying.scaled, Math.cos];
  const readers = new Map([["steps", decaying.steps]]);
  const chained = fns.reduce((v, fn) => v + fn(v), x[2]!);
  return chained + scaled(x[1]!) + total([decaying.steps, () => plain.total]) + readers.get("steps")!() * x[0]!;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9]]];
