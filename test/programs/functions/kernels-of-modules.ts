// Functions of a module with numbers beside them, which are read when the function runs, and may be set by it.
function kernel(r: number): number {
  kernel.calls++;
  return Math.exp(-((r / kernel.radius) ** 2));
}
kernel.radius = 1.5;
kernel.calls = 0;
kernel.weights = [0.5, 0.25];
kernel.derivative = (r: number): number => ((-2 * r) / kernel.radius ** 2) * kernel(r);

const ramp = Object.assign((v: number): number => Math.max(0, v - ramp.threshold) * ramp.slope, {
  threshold: 0.1,
  slope: 2,
});

interface Poly {
  (v: number): number;
  degree: number;
  derivative(): Poly;
}

const poly = (c: readonly number[]): Poly => {
  const p = (v: number): number => c.reduceRight((sum, a) => sum * v + a, 0);
  p.degree = c.length - 1;
  p.derivative = (): Poly => poly(c.slice(1).map((a, i) => a * (i + 1)));
  return p;
};

/** A constant of the module that a function made, with what makes another one from it. */
const cubic = (function power(e: number) {
  const ease = (t: number): number => t ** e;
  ease.exponent = power;
  return ease;
})(3) as { (t: number): number; exponent(e: number): (t: number) => number };

export function f(x: number[]): number {
  kernel.calls = 0;
  kernel.radius = x[0]!;
  let sum = kernel(x[1]!) * kernel.radius + kernel.derivative(0.5) * kernel.weights[1]!;
  kernel.radius = 1.5;
  sum += kernel(sum) * kernel.calls + ramp(x[0]!) * ramp.slope;
  let p = poly([x[0]!, x[1]!, -0.5, 0.25]);
  while (p.degree >= 0) {
    sum += p(x[1]!) / (1 + p.degree);
    p = p.derivative();
  }
  const wave = poly([-2, x[0]!, 1]);
  const slope = wave.derivative();
  let root = 1;
  for (let i = 0; i < 20 && Math.abs(wave(root)) > 1e-14; i++) root -= wave(root) / slope(root);
  return sum + root + cubic(x[0]!) * [0.2, 0.5].map(cubic.exponent(x[0]! + 1)).reduce((all, v) => all + v, 0);
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7]], [[0.5, 1.4]], [[2.2, -0.3]]];
