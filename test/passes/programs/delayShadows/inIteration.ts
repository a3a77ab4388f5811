/** The shadow of what does not leave its iteration is made in the reversed iteration: no address is kept. */
export function f(x: number[]): number {
  let s = 1;
  for (let i = 0; i < x.length; i++) {
    const t = new Float64Array(3);
    t[i % 3] = x[i] * s;
    s = Math.cos(t[0] + t[1] * t[2] + s);
  }
  return s;
}

export const inputs = [[[0.5, 1, 0.25, 2]], [[]]];
