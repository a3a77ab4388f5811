/** Two names for one record, freeze, spread copies, structuredClone, and overwriting before the reverse sweep needs it. */
interface State {
  pos: { x: number; y: number };
  history: number[];
}

function kick(s: State, by: number): State {
  s.pos.x += by * s.pos.y;
  s.history.push(s.pos.x);
  s.pos = { ...s.pos, y: s.pos.y * 0.9 };
  return s;
}

export function f(x: number, y: number): number {
  const a: State = { pos: { x, y }, history: [x] };
  const b = a;
  const shallow = { ...a };
  const oldPos = a.pos;
  kick(b, 0.5);
  kick(a, x);
  oldPos.x *= 2;
  const limits = Object.freeze({ low: -x, high: x * y });
  const [first, ...others] = shallow.history;
  let s = a.pos.x * 3 + shallow.pos.x + oldPos.y * limits.high - limits.low;
  for (const h of others) s += h * first;
  a.history[0] = 5;
  return s + shallow.history[0] * b.pos.y;
}

export const wrt = [0, 1];
export const inputs = [
  [0.7, 1.3],
  [-0.4, 0.6],
];
