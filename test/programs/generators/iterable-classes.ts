class Matrix implements Iterable<number> {
  constructor(
    readonly rows: number,
    readonly cols: number,
    private readonly data: Float64Array,
  ) {}

  static from(rows: number[][]): Matrix {
    return new Matrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));
  }

  *[Symbol.iterator](): IterableIterator<number> {
    yield* this.data;
  }

  *entries(): IterableIterator<[number, number, number]> {
    for (let i = 0; i < this.rows; i++) for (let j = 0; j < this.cols; j++) yield [i, j, this.data[i * this.cols + j]];
  }

  *row(i: number): IterableIterator<number> {
    for (let j = 0; j < this.cols; j++) yield this.data[i * this.cols + j];
  }

  *column(j: number): IterableIterator<number> {
    for (let i = 0; i < this.rows; i++) yield this.data[i * this.cols + j];
  }
}

class LinkedList<T> {
  private head: { value: T; next: LinkedList<T>["head"] } | undefined;
  push(value: T): this {
    this.head = { value, next: this.head };
    return this;
  }
  *[Symbol.iterator](): Iterator<T> {
    for (let node = this.head; node; node = node.next) yield node.value;
  }
}

const range = (n: number): Iterable<number> => ({
  *[Symbol.iterator]() {
    for (let i = 0; i < n; i++) yield i;
  },
});

const dot = (a: Iterable<number>, b: Iterable<number>): number => {
  const right = [...b];
  let i = 0;
  let s = 0;
  for (const v of a) s += v * right[i++];
  return s;
};

export function f(x: number, y: number): number {
  const m = Matrix.from([
    [x, y, 1],
    [x * y, 2, y],
  ]);
  let trace = 0;
  for (const [i, j, v] of m.entries()) if (i === j) trace += v;
  const rowDots = [...range(m.rows)].map((i) => dot(m.row(i), m.row(0)));
  const columnSums = Array.from(range(m.cols), (j) => [...m.column(j)].reduce((a, b) => a + b, 0));
  const list = new LinkedList<number>().push(x).push(y).push(x - y);
  const [last, ...others] = list;
  const largest = Math.max(...m);
  return trace + dot(rowDots, columnSums) + last * others.length + others[0] * 3 + largest;
}

export const wrt = [0, 1];
export const inputs = [
  [1.2, 0.3],
  [-0.4, 2.6],
];
