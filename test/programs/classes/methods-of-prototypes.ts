/** Methods of a class that are called on other instances by the prototype; indices that a list may have. */
class Gauge {
  constructor(protected level: number) {}
  read(v: number): number {
    return v * this.level;
  }
  rise(by: number): void {
    this.level += by;
  }
}
class Shifted extends Gauge {
  override read(v: number): number {
    return v + this.level;
  }
}
const readings = Gauge.prototype.read;

export function f(x: readonly number[]): number {
  const gauges = [new Shifted(x[0]), new Gauge(x[1])];
  let sum = 0;
  for (const gauge of gauges) {
    Gauge.prototype.rise.call(gauge, x[1]);
    sum += Gauge.prototype.read.call(gauge, x[0]) * gauge.read(2) + readings.apply(gauge, [x[1]]);
  }
  const bound = Gauge.prototype.read.bind(gauges[0]);
  sum += bound(x[0]);
  const sparse = new Array<number>(5);
  sparse[2] = x[0] * x[1];
  const typed = new Float64Array(x);
  for (let i = -1; i < 6; i += 0.5) {
    if (i in x) sum += x[i] * (i + 1);
    if (i in sparse) sum += sparse[i] ** 2;
    if (i in typed) sum += typed[i] ** 3;
  }
  return sum;
}

export const wrt = 0;
export const inputs = [[[0.7, 1.1]], [[-0.6, 0.8]]];
