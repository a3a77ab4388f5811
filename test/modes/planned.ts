/** What the reverse sweep needs of the forward one, in loops of a rule's own pullback, and once more where the derivative is differentiated. */
import { customVjp, grad, hvp, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

export { results } from "./_same.js";

// A pullback with a loop that begins with what is different in each iteration of f.
const root = customVjp(
  (a: number): number => {
    let y = a;
    while (Math.abs(y * y * y + y - a) > 1e-13) y -= (y * y * y + y - a) / (3 * y * y + 1);
    return y;
  },
  (bar, y, a) => {
    let slope = 1 / (3 * a * a + 1);
    let steps = 0;
    while (Math.abs((3 * y * y + 1) * slope - 1) > 1e-13 && steps < 60) {
      slope *= 2 - (3 * y * y + 1) * slope;
      steps++;
    }
    return [bar * slope];
  },
);
const roots = (x: number[]): number => {
  let s = 0.2;
  for (const v of x) {
    const a = v + 0.1 * s * s;
    s = root(a) + 0.3 * s;
    if (s > 0.9) s = root(s);
  }
  return s;
};
const at = [0.4, 0.7, 0.2, 0.9];
same("a loop in a pullback", grad(roots)(at), numGrad(roots, at));
same(
  "pulled back",
  vjp(roots)(at).pullback(2)[0],
  numGrad(roots, at).map((v) => 2 * v),
);

// Which branch was taken, of every iteration, where that cannot be asked again.
const branches = (x: number[]): number => {
  let s = 0.5;
  for (let i = 0; i < x.length; i++) {
    const isLarge = s * x[i] > 0.2;
    if (isLarge) s = Math.sin(s) * x[i] + s;
    else s = s * s + x[i];
    for (let j = 0; j < 2; j++) {
      if (s > 1.1) s *= 0.7;
      else s += 0.1 * x[i] * s;
    }
  }
  return s;
};
const y = [0.3, 0.9, -0.4, 0.8, 0.5];
const along = [0.5, -0.2, 0.7, 0.3, -0.6];
const slopes = (x: number[]): number => grad(branches)(x).reduce((sum, v, i) => sum + v * along[i], 0);
same("branches", grad(branches)(y), numGrad(branches, y));
same("branches, again", hvp(branches)(y, along), numGrad(slopes, y), 1e-6);
same("branches, reverse over reverse", grad(slopes)(y), numGrad(slopes, y), 1e-6);

// A slot that may be missing, and whose cotangent is 0 at first order where it is there.
const gaps = (x: (number | undefined)[], k: number): number => {
  let s = 0;
  for (let i = 0; i < 4; i++) s += (x[i] ?? 0) * (x[i] ?? 2) * k * (i - 1);
  return s * s;
};
const holed: (number | undefined)[] = [0.5, undefined, 0.25, -0.5];
const partOf = (x: (number | undefined)[], k: number): number =>
  (grad(gaps)(x, k)[0] ?? 0) * 2 + (grad(gaps)(x, k)[2] ?? 0);
const moved = (i: number) => (t: number) => partOf(holed.with(i, (holed[i] ?? 0) + t), 0.8);
const second = grad(partOf)(holed, 0.8);
for (const i of [0, 2, 3]) same(`gaps, again ${i}`, second[i], num(moved(i), 0), 1e-6);
same(
  "gaps, along",
  jvp(gaps)([holed, 0.8], [[1, undefined, 2, 3], 0.5]).tangent,
  num((t) => gaps([0.5 + t, undefined, 0.25 + 2 * t, -0.5 + 3 * t], 0.8 + 0.5 * t), 0),
);
