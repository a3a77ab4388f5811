import { fixedPoint, grad, hessian, implicitRoot, jvp, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

/** Solvers: records that give their fields in another order, solvers within solvers, defaults, and roots that do not count. */

interface Rates {
  u: number;
  v: number;
}
const other = fixedPoint(
  (y: Rates, a: number): Rates => ({ v: a + y.v / 2, u: y.u / 4 + a * y.v * 0.1 }),
  (a: number): Rates => ({ u: (4 / 3) * a * a * 0.2, v: 2 * a }),
);
const turned = fixedPoint(
  (y: Rates, a: number): Rates => ({ u: y.u / 4 + a, v: a * y.u * 0.1 + y.v / 2 }),
  (a: number): Rates => ({ v: (4 / 3) * a * a * 0.2, u: (4 / 3) * a }),
);
const ofStep = (a: number): number => other(a).u * a + other(a).v ** 2;
same("the step turns the fields", grad(ofStep)(3), num(ofStep, 3));
const ofSolver = (a: number): number => turned(a).u * a + turned(a).v ** 2;
same("the solver turns them", grad(ofSolver)(3), num(ofSolver, 3));
const weighed = (a: number): number => other(a).u * a + turned(a).v ** 2;
same("both", grad(weighed)(3), num(weighed, 3));
same("both, forward", jvp(weighed)([3], [1]).tangent, num(weighed, 3));
same("both, twice", hessian(weighed)(3), num(grad(weighed), 3));

const cubeRoot = implicitRoot(
  (y: number, x: number) => y ** 3 - x,
  (x: number) => Math.cbrt(x),
);
const cubed = implicitRoot(
  (x: number, p: number) => cubeRoot(x) - p,
  (p: number) => p ** 3,
);
const halved = fixedPoint(
  (y: number[], p: number) => y.map((v) => v / 2 + cubeRoot(p) + fixedPoint(shrunk, shrink)(p)),
  (p: number) => [2 * (Math.cbrt(p) + p / 3)],
);
function shrunk(z: number, p: number): number {
  return z / 4 + p / 4;
}
function shrink(p: number): number {
  return p / 3;
}
const nested = (p: number): number => cubed(p) * (halved(p)[0] as number);
same("a root in a root, fixed points in one", grad(nested)(2), num(nested, 2));
same("forward", jvp(nested)([2], [1]).tangent, num(nested, 2));
same("twice", grad(grad(nested))(2), num(grad(nested), 2));

const scaledRoot = implicitRoot(
  (x: number, a: number, k: number = 2) => x * x - a * k,
  (a: number, k: number = 2) => Math.sqrt(a * k),
);
const defaults = (a: number): number => scaledRoot(a) + scaledRoot(a, 3);
same("a default", grad(defaults)(0.7), num(defaults, 0.7));

/** The residual is singular where nothing asks for the root. */
const roots = implicitRoot(
  (x: number[], a: number[]) => x.map((v, i) => v ** 3 - (a[i] as number)),
  (a: number[]) => a.map(Math.cbrt),
);
const unasked = (a: number[]): number => {
  const y = roots(a);
  return (a[0] as number) > 0 ? (y[0] as number) : (a[0] as number);
};
same("a root that does not count", grad(unasked)([0, 8]), [1, 0]);
same("one that does", grad(unasked)([8, 1]), numGrad(unasked, [8, 1]));
same("a cotangent of 0", vjp((a: number[]) => [...roots(a), a[0] as number])([0, 8]).pullback([0, 0, 1])[0], [1, 0]);

export { results } from "./_same.js";
