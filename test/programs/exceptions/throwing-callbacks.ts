class Stop<T> extends Error {
  constructor(readonly result: T) {
    super("stop");
  }
}

function findDeep(rows: number[][], limit: number): [number, number] {
  try {
    rows.forEach((row, i) => {
      row.forEach((v, j) => {
        if (v > limit) throw new Stop<[number, number]>([i, j]);
      });
    });
  } catch (e) {
    if (e instanceof Stop) return e.result as [number, number];
    throw e;
  }
  return [0, 0];
}

class Gauge {
  private values: number[] = [];
  constructor(initial: number) {
    if (initial < 0) throw new RangeError("negative");
    this.values.push(initial);
  }
  get mean(): number {
    if (this.values.length === 1) throw new Error("too few");
    return this.values.reduce((a, b) => a + b) / this.values.length;
  }
  set next(v: number) {
    if (v > 10) throw new Error("too large");
    this.values.push(v);
  }
}

const safely = <T>(body: () => T, fallback: (e: unknown) => T): T => {
  try {
    return body();
  } catch (e) {
    return fallback(e);
  }
};

export function f(x: number, y: number): number {
  const rows = [
    [x, y],
    [x * y, x + y],
    [x - y, 7 * x],
  ];
  const [i, j] = findDeep(rows, 1.5);
  const picked = rows[i][j];
  const sorted = safely(
    () =>
      [x, y, 2].sort((a, b) => {
        if (a === 2 && b > 2) throw new Error("order");
        return a - b;
      }),
    () => [y, x],
  );
  const gauge = new Gauge(Math.abs(x));
  const early = safely(() => gauge.mean, () => y * 3);
  gauge.next = y;
  const late = safely(
    () => {
      gauge.next = 20 * x;
      return gauge.mean;
    },
    (e) => ((e as Error).message === "too large" ? x * 2 : y),
  );
  const made = safely(() => new Gauge(-1).mean, (e) => (e instanceof RangeError ? x : y));
  const mapped = rows.map((row) => safely(() => row.reduce((p, v) => (v < 0 ? (() => { throw p; })() : p + v), 1), (p) => p as number));
  return picked * 2 + sorted[0] * 3 + early + late + made * x + mapped.reduce((a, b) => a * b, 1);
}

export const wrt = [0, 1];
export const inputs = [
  [0.4, 1.2],
  [2.3, 0.6],
  [0.9, 3.5],
];
