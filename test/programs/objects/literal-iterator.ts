/** An iterable object literal: its iterator is an object with a method next. */
function makeSeries(a: number, r: number, n: number) {
  const terms: number[] = [];
  let term = a;
  for (let i = 0; i < n; i++) {
    terms.push(term);
    term *= r;
  }
  return {
    terms,
    get length() {
      return this.terms.length;
    },
    [Symbol.iterator]() {
      let i = 0;
      const { terms } = this;
      return {
        next(): IteratorResult<number> {
          return i < terms.length ? { value: terms[i++], done: false } : { value: undefined, done: true };
        },
      };
    },
  };
}

export function f(a: number, r: number): number {
  const series = makeSeries(a, r, 6);
  let total = 0;
  for (const term of series) {
    if (term > 40) break;
    total += Math.sin(term);
  }
  const [first, second, ...rest] = series;
  total += 3 * second;
  return total * first + rest.reduce((s, v) => s + v * v, 0) / series.length + Math.max(...series);
}

export const wrt = [0, 1];
export const inputs = [
  [1.5, 0.7],
  [2, 2.3],
];
