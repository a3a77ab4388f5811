// What a callback calls `this`, lists that are spread into typed arrays.
class Total {
  sum = 0;
  private readonly k = 2;
  add(v: number, i: number): void {
    this.sum += v * v * this.k * (i + 1);
  }
  scale(v: number): number {
    return v * this.k;
  }
  run(x: number[]): number {
    x.forEach(this.add, this);
    x.forEach(function (this: Total, v) {
      this.sum += this.scale(v) ** 3;
    }, this);
    const scaled = x.map(this.scale, this).filter(
      function (this: { least: number }, v) {
        return v > this.least;
      },
      { least: 0.5 },
    );
    const last = x.find(function (this: number[], v) {
      return v === this[1];
    }, x);
    new Map(x.map((v, i) => [i, v])).forEach(function (this: Total, v, i) {
      this.add(v * 0.5, i);
    }, this);
    return this.sum * scaled[0] + (last ?? 0);
  }
}

export function f(x: number[]): number {
  const list = Float64Array.of(...x);
  const longer = Float64Array.of(x[0], ...list.subarray(1), ...x, 3);
  const plain = Array.of(...x, x[0] * x[1]);
  let sum = 0;
  for (let i = 0; i < longer.length; i++) sum += longer[i] * longer[longer.length - 1 - i] + plain[i % 3];
  return sum * list[1] + new Total().run(x);
}
export const wrt = 0;
export const inputs = [[[1.3, 0.7]], [[0.4, 2.1]]];
