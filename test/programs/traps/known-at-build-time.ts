/** What is known when it is compiled: bounds, lengths, texts, what is missing and what is not. */
const limits = new Map([["low", 0.5]]);

export function f(x: number[], names: Map<string, number>, word: string): number {
  let s = 0;
  for (let i = 3; i > 5; i--) s += x[0] * 1000;
  for (let i = 3; i >= 5; i--) s += x[0] * 1000;
  for (let i = 7; i <= 5; i++) s += x[0] * 1000;
  while (false) s += x[0] * 1000;
  for (let i = 0; i < 2.5; i++) s += x[i] * 0.5;
  for (let i = 1; i <= 3; i++) s += x[0] * i;
  const none = Math.min(x.length, 0) + Math.min(0, x.length) + Math.max(x.length, 0);
  const far = x.length + 4294967296 - 4294967295;
  const near = x.length - 1 + 3 - 2;
  s += none * x[1] + far * x[0] - near * x[2];
  const given = x.length ?? 100;
  if (x.length === undefined) s += x[0] * 1000;
  if (undefined !== x.length && null !== word) s += x[1] * given;
  if (Number.isFinite(1 / 3) && Number.isInteger(4) && !Number.isNaN(2)) s += x[2];
  const label = "a" + 1 + true;
  if (label === "a1true") s += x[0] ** 2;
  for (const v of x) {
    if (names.has("twice")) s += v * v;
    if (limits.has("low") && !limits.has("high")) s += v * word.length;
    s += v * (0 / v) + 0 * v - (0 - v * 0);
  }
  const [a = 2, b = 3] = x.length > 5 ? [x[3]] : [x[0], x[1]];
  return s + a * b;
}

export const wrt = 0;
export const inputs = [
  [[0.3, 0.7, -1.1], new Map([["twice", 1]]), "abc"],
  [[0.3, 0.7, -1.1, 2, 0.4, 0.9], new Map(), ""],
];
