// Sparse matrices as maps of rows that hold no zeros: entries come and go, also while a loop goes through other rows, or the same one.
class Sparse {
  private readonly rows = new Map<number, Map<number, number>>();

  get(i: number, j: number): number {
    return this.rows.get(i)?.get(j) ?? 0;
  }

  set(i: number, j: number, v: number): this {
    const row = this.rows.get(i);
    if (v === 0) {
      row?.delete(j);
      if (row?.size === 0) this.rows.delete(i);
    } else if (row === undefined) this.rows.set(i, new Map([[j, v]]));
    else row.set(j, v);
    return this;
  }

  *[Symbol.iterator](): Generator<[number, number, number]> {
    for (const [i, row] of this.rows) for (const [j, v] of row) yield [i, j, v];
  }

  scaled(k: number): Sparse {
    const result = new Sparse();
    for (const [i, j, v] of this) result.set(i, j, v * k);
    return result;
  }

  times(other: Sparse): Sparse {
    const result = new Sparse();
    for (const [i, row] of this.rows)
      for (const [k, a] of row)
        for (const [j, b] of other.rows.get(k) ?? []) result.set(i, j, result.get(i, j) + a * b);
    return result;
  }

  apply(x: readonly number[]): number[] {
    const y = x.map(() => 0);
    this.rows.forEach((row, i) => row.forEach((v, j) => {
      y[i] = y[i]! + v * x[j]!;
    }));
    return y;
  }

  /** Adds to row j what row i has, and leaves row i empty. */
  contract(i: number, j: number): void {
    for (const [k, v] of this.rows.get(i) ?? []) {
      this.set(i, k, 0);
      this.set(j, k, this.get(j, k) + v);
    }
  }
}

/** Gauss-Seidel, row by row, until nothing is left to be done; a row may come again while others wait. */
function relax(m: Sparse, b: readonly number[], rounds: number): number[] {
  const x = b.map(() => 0);
  const waiting = new Set(b.keys());
  let steps = 0;
  for (const i of waiting) {
    waiting.delete(i);
    if (++steps > rounds) continue;
    let sum = b[i]!;
    for (let j = 0; j < x.length; j++) if (j !== i) sum -= m.get(i, j) * x[j]!;
    x[i] = sum / m.get(i, i);
    for (let j = 0; j < x.length; j++) if (m.get(j, i) !== 0) waiting.add(j);
  }
  return x.map((v) => v * steps);
}

/** A queue that is a map: what is taken may be put at its end again, also where it is the last one. */
function drained(x: readonly number[]): number {
  const queue = new Map(x.map((v, i) => [`${i}`, v]));
  let sum = 0;
  for (const [name, v] of queue) {
    queue.delete(name);
    sum = sum * 0.7 + v * name.length;
    if (Math.abs(v) > 0.3) queue.set(name, v * 0.4);
    else if (name.length < 3) queue.set(`${name}.`, v + x[0]!);
    if (sum > 50) break;
  }
  return sum + queue.size;
}

export function f(x: number[]): number {
  const m = new Sparse();
  x.forEach((v, i) => m.set(i, i, 4 + v).set(i, (i + 1) % x.length, v * v).set((i + 1) % x.length, i, i === 1 ? 0 : -v));
  const square = m.times(m.scaled(x[0]!));
  square.contract(0, 1);
  const y = square.apply(relax(m, x, 9));
  return y.reduce((sum, v, i) => sum + v * (i + 1), drained(x));
}
export const wrt = 0;
export const inputs = [[[0.7, -0.4, 1.1]], [[0.2, 1.3]]];
