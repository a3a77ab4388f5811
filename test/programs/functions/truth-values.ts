/** Truth values that are chosen, compared, negated and joined, as far as the compiler can tell what comes out. */
export function f(x: number[], eager: boolean): number {
  let s = 0;
  for (const v of x) {
    const up = v > 0 ? true : false;
    const down = v > 0.5 ? false : true;
    const both = up ? eager : false;
    const either = up ? true : eager;
    const opposite = !(up !== eager);
    const never = up && !up;
    const always = !down || down;
    const seldom = !up && up;
    const ever = either || !either;
    if (up === false) s += v * v;
    if (up !== true) s += v * 3;
    if (up === true) s += Math.sin(v);
    if (!(down === eager)) s += v * 0.5;
    if (!(v === 0.25)) s += v * v * v;
    if (!(v !== 0.25)) s += v * 7;
    if (opposite) s += v * 1.5;
    if (never || seldom) s += v * 100;
    if (always && ever) s += Math.cos(v);
    const branchless = (both ? 1 : 0) * v + (either ? 0 : 1) * v * v + (!down ? 1 : 0) * Math.exp(v);
    s += branchless + (true && up ? v : 0) + (false || down ? v * v : 0) + (eager ? v * 2 : v * 2);
    if (both && true) s += v;
    if (either || false) s -= v * v * 0.25;
  }
  return s;
}

export const wrt = 0;
export const inputs = [
  [[0.3, -0.8, 1.2, 0.25], true],
  [[0.3, -0.8, 1.2, 0.25], false],
  [[], true],
];
// The value at 0.25 alone has a term of its own.
export const special = {
  0: [0.3, -0.8, 1.2, 0.25].map((v) => gradient(v, true)),
  1: [0.3, -0.8, 1.2, 0.25].map((v) => gradient(v, false)),
};

function gradient(v: number, eager: boolean): number {
  const up = v > 0;
  const down = v <= 0.5;
  let d = up ? Math.cos(v) : 2 * v + 3;
  if (down !== eager) d += 0.5;
  d += v === 0.25 ? 7 : 3 * v * v;
  if (up === eager) d += 1.5;
  d -= Math.sin(v);
  if (up && eager) d += 1;
  if (!up && !eager) d += 2 * v;
  if (!down) d += Math.exp(v);
  if (up) d += 1;
  if (down) d += 2 * v;
  d += 2;
  if (up && eager) d += 1;
  if (up || eager) d -= v * 0.5;
  return d;
}
