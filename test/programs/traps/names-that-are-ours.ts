export function f(x: number, x_bar: number, tape: number, _t0: number): number {
  const grad = x * x_bar;
  const t = tape * _t0;
  const x_tape = t;
  let s_bar = 0;
  let s = 1;
  for (let k = 0; k < 3; k++) { s = s * x + grad; s_bar += s * x_tape; }
  const result = s_bar, value = s, frame = 2, undefined_ = 1;
  return result + value * frame * undefined_ + t;
}
export const wrt = [0, 1, 2, 3];
export const inputs = [[1.1, 0.3, 2, 0.4]];
