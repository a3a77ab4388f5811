/** What each iteration captures: variables of `let`, of `var`, of the block, changed before and after the capture. */
export function f(x: number[], k: number): number {
  const later: (() => number)[] = [];
  for (let i = 0; i < x.length; i++) {
    let v = x[i]! * k;
    later.push(() => v * i);
    v += 1;
    if (i % 2) {
      const w = v * v;
      later.push(() => w + v);
    }
  }
  for (var j = 0; j < 2; j++) later.push(() => x[0]! * j);
  for (const v of x) later.push(() => v * v);
  let shared = k;
  const bumps = x.map((v) => () => (shared += v));
  let s = 0;
  for (const fn of later) s += fn();
  for (const bump of bumps) s += bump() * 0.1;
  x[0] = 5 * k;
  later.reverse().forEach((fn, i) => {
    s += fn() * i;
  });
  let n = 0;
  while (n < 2) {
    const at = n++;
    bumps.push(() => shared * at);
  }
  return bumps.reduce((acc, b) => acc + b(), s);
}

export const wrt = [0, 1];
export const inputs = [
  [[0.5, 0.8, 0.9], 1.2],
  [[1.5, 0.3], 0.7],
];
