// Of undefined and null there is nothing to spread, to assign from or to go through by key; to list it throws.
interface Options {
  weights?: Record<string, number>;
  list?: number[];
  base?: Record<string, number> | null;
}

function score(x: number, { weights, list, base }: Options = {}): number {
  let sum = 0;
  const merged: Record<string, number> = { a: x, ...weights, c: 2 };
  for (const key in weights) {
    if (key === "skip") continue;
    if (key === "stop") break;
    sum += weights[key]! * x;
  }
  for (const i in list) {
    if (Number(i) > 1) return sum + x;
    sum += list[Number(i)]! * x * x;
  }
  for (const key in merged) sum += merged[key]! * key.length * x;
  const all = Object.assign({} as Record<string, number>, weights, base);
  for (const value of Object.values(all)) sum += value * x;
  return sum;
}

/** What lists nothing is caught. */
function listed(tables: readonly (Record<string, number> | null | undefined)[], x: number): number {
  let sum = 0;
  for (const table of tables) {
    try {
      sum += Object.keys(table as Record<string, number>).length * x;
      sum += Object.values(table as Record<string, number>)[0]! * x;
    } catch (e) {
      sum += e instanceof TypeError ? x ** 3 : 50;
    }
  }
  return sum;
}

export function f(x: number): number {
  return (
    score(x) +
    2 * score(x, { weights: { a: x * x, skip: 9, b: x } }) +
    score(x, { weights: { stop: x, z: 5 * x }, list: [x, 2], base: null }) +
    score(x, { list: [x, 2, 4], base: { a: x } }) +
    listed([{ a: x }, null, { b: 2, c: x }, undefined], x)
  );
}

export const wrt = 0;
export const inputs = [[1.3], [-0.6]];
