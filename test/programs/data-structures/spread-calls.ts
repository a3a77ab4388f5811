/** Spread arguments wherever a call may stand: constructors with rests, super, methods, static methods, tables. */
const enum Kind {
  Sum = "sum",
  Peak = "peak",
}

class Sequence {
  readonly items: number[];
  constructor(
    readonly scale: number,
    ...items: number[]
  ) {
    this.items = items;
  }
  static of(...items: number[]): Sequence {
    return new Sequence(1, ...items);
  }
  static between(low: number, high = 2 * low): Sequence {
    return Sequence.of(low, (low + high) / 2, high);
  }
  append(first: number, ...more: number[]): this {
    this.items.push(first, ...more);
    return this;
  }
  total(weight = 1, offset = 0): number {
    return this.items.reduce((s, x) => s + weight * x * this.scale + offset, 0);
  }
}

class Squares extends Sequence {
  constructor(...args: [number, ...number[]]) {
    super(...args);
    for (let i = 0; i < this.items.length; i++) this.items[i] **= 2;
  }
  override append(...more: [number, ...number[]]): this {
    return super.append(...(more.map((x) => x * x) as [number, ...number[]]));
  }
}

const reducers: Record<Kind, (...xs: number[]) => number> = {
  [Kind.Sum]: (...xs) => xs.reduce((a, b) => a + b, 0),
  [Kind.Peak]: (first, ...rest) => rest.reduce((a, b) => Math.max(a, b), first),
};

export function f(xs: number[], pair: [number, number], kind: Kind): number {
  const sequences: Sequence[] = [new Sequence(...pair, 0.5), new Squares(2, ...xs), Sequence.of(...xs), Sequence.between(...pair)];
  for (const s of sequences) s.append(...(xs as [number, ...number[]]));
  return sequences.reduce((sum, s) => sum + s.total(...pair), 0) + reducers[kind](...xs, ...pair);
}

export const wrt = [0, 1];
export const inputs = [
  [[0.5, 1.2, -0.3], [0.7, 0.1], "sum"],
  [[0.5, 2.2], [1.7, 0.1], "peak"],
];
