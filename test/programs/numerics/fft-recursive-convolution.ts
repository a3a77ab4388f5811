class Complex {
  static readonly zero = new Complex(0, 0);
  static polar(r: number, theta: number): Complex {
    return new Complex(r * Math.cos(theta), r * Math.sin(theta));
  }
  constructor(
    readonly re: number,
    readonly im: number = 0,
  ) {}
  plus(o: Complex): Complex {
    return new Complex(this.re + o.re, this.im + o.im);
  }
  minus(o: Complex): Complex {
    return new Complex(this.re - o.re, this.im - o.im);
  }
  times(o: Complex): Complex {
    return new Complex(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
  }
  scale(k: number): Complex {
    return new Complex(this.re * k, this.im * k);
  }
}

const transform = (xs: Complex[], sign: 1 | -1): Complex[] => {
  const n = xs.length;
  if (n === 1) return xs;
  const even = transform(xs.filter((_, i) => i % 2 === 0), sign);
  const odd = transform(xs.filter((_, i) => i % 2 === 1), sign).map((o, k) => o.times(Complex.polar(1, (sign * 2 * Math.PI * k) / n)));
  return [...even.map((e, k) => e.plus(odd[k])), ...even.map((e, k) => e.minus(odd[k]))];
};

function convolve(a: number[], b: number[]): number[] {
  const length = a.length + b.length - 1;
  let size = 1;
  while (size < length) size *= 2;
  const pad = (v: number[]): Complex[] => Array.from({ length: size }, (_, i) => (i < v.length ? new Complex(v[i]) : Complex.zero));
  const [fa, fb] = [a, b].map((v) => transform(pad(v), -1));
  return transform(fa.map((z, k) => z.times(fb[k])), 1)
    .slice(0, length)
    .map((z) => z.scale(1 / size).re);
}

export function f(signal: number[], kernel: number[]): number {
  return convolve(signal, kernel).reduce((s, v, i) => s + Math.tanh(v) * (i + 1), 0);
}

export const wrt = [0, 1];
export const inputs = [
  [[1, 0.5, -0.4], [0.3, 0.7]],
  [[0.2], [1.5]],
];
