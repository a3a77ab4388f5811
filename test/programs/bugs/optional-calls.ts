/** `o.m?.(x)` evaluates o once, and a getter that gives m once; methods of lists, maps, texts and generators are there. */
interface Task {
  weight: number;
  done?(x: number): number;
  after?: ((k: number) => number) | undefined;
}

class Listener {
  heard = 0;
  handler?: (x: number) => number;
  constructor(readonly gain: number) {}
  on(x: number): number {
    this.heard++;
    return this.gain * x * this.heard;
  }
  get next(): ((x: number) => number) | undefined {
    this.heard++;
    const { gain, heard } = this;
    return heard > 5 ? undefined : (x) => gain * heard + x;
  }
}

function queues(x: number[]): number {
  const queue: Task[] = x.map((v, i) => ({
    weight: v,
    ...(i % 2 === 0 ? { done: (y: number) => y * v } : { after: (k: number) => v ** k }),
  }));
  let sum = 0;
  while (queue.length > 0) {
    sum += queue.shift()!.done?.(sum + 1) ?? 0.5;
    sum += queue.pop()?.after?.(2) ?? 0.25 * sum;
  }
  return sum;
}

function listeners(x: number[]): number {
  let made = 0;
  const make = (): Listener => {
    made++;
    const listener = new Listener(x[made % x.length]);
    if (made > 2) listener.handler = (v) => v * made;
    return listener;
  };
  let sum = (make().on?.(x[0]) ?? 0) + (make().handler?.(x[1]) ?? made * x[1]) + (make().handler?.(x[2]) ?? 0);
  const one = make();
  for (let i = 0; i < 4; i++) sum += one.next?.(x[1]) ?? one.heard * x[0];
  return sum * made;
}

function builtIn(x: number[]): number {
  let asked = 0;
  const list = (): number[] => {
    asked++;
    return x.map((v) => v * asked);
  };
  const table = (): Map<string, number> => new Map([["a", x[0] * ++asked]]);
  function* powers(): Generator<number> {
    let p = x[0];
    try {
      for (;;) {
        yield p;
        p *= x[1];
      }
    } finally {
      asked += 10;
    }
  }
  const it: Iterator<number> = powers();
  it.next();
  const second = it.next().value as number;
  it.return?.();
  const sorted = list().toSorted?.((a, b) => a - b)[1] ?? 0;
  return sorted * (list().at?.(-1) ?? 0) + (table().get?.("a") ?? 0) * second + asked * x[2];
}

function chosen(x: number[]): number {
  const handlers: Record<string, ((v: number) => number) | undefined> = { a: (v) => v * x[1], b: undefined };
  const names = ["a", "b", "c"];
  let sum = x[0];
  while (names.length > 0) sum += handlers[names.pop()!]?.(sum) ?? names.length * x[2];
  return sum;
}

export function f(x: number[]): number {
  return queues(x) + 2 * listeners(x) + 3 * builtIn(x) + chosen(x);
}

export const wrt = 0;
export const inputs = [[[1.3, 0.7, -0.4, 0.9]], [[0.6, -1.1, 0.8]]];
