/** Distributions that make others of their own class, whichever it is. */
abstract class Dist {
  abstract logpdf(x: number): number;
  abstract get params(): number[];
  with(...p: number[]): this {
    return new (this.constructor as new (...p: number[]) => this)(...p);
  }
  scale(k: number): this {
    return this.with(...this.params.map((p) => p * k));
  }
  toString(): string {
    return `${this.constructor.name}(${this.params.length})`;
  }
}
class Normal extends Dist {
  constructor(
    readonly mu: number,
    readonly sigma: number,
  ) {
    super();
  }
  logpdf(x: number): number {
    const z = (x - this.mu) / this.sigma;
    return -0.5 * z * z - Math.log(Math.abs(this.sigma));
  }
  get params(): number[] {
    return [this.mu, this.sigma];
  }
}
class Laplace extends Dist {
  constructor(
    readonly m: number,
    readonly b: number,
  ) {
    super();
  }
  logpdf(x: number): number {
    return -Math.abs(x - this.m) / this.b - Math.log(2 * this.b);
  }
  get params(): number[] {
    return [this.m, this.b];
  }
}
export function f(x: number[]): number {
  const ds: Dist[] = [new Normal(x[0]!, 1 + x[1]! ** 2), new Laplace(x[2]!, Math.exp(x[3]!)), new Normal(x[1]!, 2)];
  let s = 0;
  for (const d of ds)
    for (const k of [1, 0.5, 2]) {
      const e = d.scale(k);
      s += e.logpdf(0.7) * (e.toString().startsWith("Normal") ? 2 : 1);
    }
  return s;
}

export const wrt = 0;
export const inputs = [[[0.31, 1.2, 2.1, -0.7]], [[1.5, -1, 0.6, 1]]];
