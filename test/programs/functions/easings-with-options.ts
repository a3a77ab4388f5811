/** Easings that carry their options as properties of the function. */
/** Easing functions with options on the function, as d3 does. */
interface Back {
  (t: number): number;
  overshoot(s: number): Back;
  readonly s: number;
}
const makeBack = (s: number): Back => {
  const back = ((t: number) => t * t * (t * (s + 1) - s)) as {
    (t: number): number;
    overshoot: (s: number) => Back;
    s: number;
  };
  back.overshoot = makeBack;
  back.s = s;
  return back;
};
const easeBack = makeBack(1.70158);
export function f(x: number[]): number {
  const e = makeBack(x[0]!);
  let s = 0;
  for (const v of x) s += e(v) + easeBack(v * 0.5) * (v > 1 ? e.overshoot(v)(0.3) : 1);
  return s + e.s * 2;
}

export const wrt = 0;
export const inputs = [[[0.31, 1.2, 2.1, -0.7]], [[1.5, -1, 0.6, 1.1]]];
