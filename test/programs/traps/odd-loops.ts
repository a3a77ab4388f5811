/** Loops that carry constants, run until something is thrown, and write to parameters that have no name. */
interface Box {
  held: number[];
}

const limits: { [name: string]: number } = { low: 1 };

function until(x: number[], most: number): number {
  let s = 0;
  let i = 0;
  try {
    while (true) {
      if (i >= x.length || x[i] > most) throw new Error("enough");
      s += x[i] * x[i];
      i += 1;
    }
  } catch {
    s *= 2;
  }
  return s;
}

export function f({ held }: Box, [first, ...others]: number[], y: number[]): number {
  let s = until(y, 2);
  let last = 0;
  let start = 5;
  for (let i = 0; i < y.length; i++) {
    s += last * y[i] + start * y[i] * held[0];
    last = 2;
    start = i % 2 === 0 ? 1 : 4;
  }
  for (let i = 0; i < held.length; i++) held[i] *= y[0];
  const kept = held.map((v, i) => v * (i < y.length ? y[i] : 3));
  for (const v of y) {
    if ("low" in limits) s += v * 0.1;
    s += v * "abc".length;
  }
  const beyond = (y[-1] ?? 0.5) * first;
  for (const v of others) s += v * kept[0];
  let words = "";
  for (let i = 0; i < 3; i += 1) words += "x";
  for (const [k, v] of kept.entries()) s += v * v * k + words.length * v;
  const pick = s > 0 ? held : y;
  return s * beyond + pick[0];
}

const shared: number[] = [0.4, 0.2];
export const wrt = [0, 1, 2];
export const inputs = [
  [{ held: [0.5, -0.3] }, [1.5, 0.2, 0.9], [0.8, 1.1, -0.4]],
  [{ held: [0.5] }, [-1.5], [0.8, 3, 0.1, 0.2]],
];
export const refused = [[{ held: shared }, [1], shared]];
