/** Indices by `for … in`: texts, of the elements that are there at the start and still when their turn comes. */
function weighted(xs: number[]): number {
  let sum = 0;
  let labels = "";
  for (const i in xs) {
    const next = i + 1;
    labels += next;
    if (i === "4") break;
    if (Number(i) % 2 === 1) continue;
    sum += xs[i]! * (+i + 1) ** 2 + next.length * xs[0]!;
  }
  return sum * labels.length;
}

function shrinking(xs: number[]): number {
  const own = xs.slice();
  let sum = 0;
  for (const i in own) {
    sum = sum * 0.9 + own[i]! ** 2;
    if (sum > 1) own.pop();
    else own.push(sum);
  }
  return sum + own.length;
}

function trace(m: number[][]): number {
  let total = 0;
  rows: for (const i in m) {
    for (const j in m[i]) {
      if (Number(j) > Number(i)) continue rows;
      total += m[i]![Number(j)]! * Math.sin(m[j as unknown as number]![i as unknown as number]!);
    }
  }
  return total;
}

function last(xs: Float64Array): number {
  let i: string | undefined;
  for (i in xs) if (xs[Number(i)]! > 1) break;
  return i === undefined ? 0 : xs[i as unknown as number]! ** 3;
}

export function f(x: number[]): number {
  const m = [x.slice(0, 3), [x[1]! * x[2]!, x[0]!, 1], x.map((v) => v * v)];
  const empty: number[] = [];
  let none = 0;
  for (const i in empty) none += empty[i]!;
  return weighted(x) + shrinking(x) + trace(m) + last(Float64Array.from(x)) + none;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7, 0.9, 0.3, 2, 5]], [[0.2, 0.7, 0.3]], [[0.1, -0.4, 1.7, 2]]];
