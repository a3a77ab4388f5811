// Functions that a module makes when it is loaded: which ones a hoisted function calls is decided before, further down, and how many
// parameters one has is known.
type Compare = (a: number, b: number) => number;
const zero = (): number => 0;
const up = (a: number, b: number): number => a - b;

function search(f: Compare) {
  let same: Compare, order: Compare;
  if (f.length !== 2) {
    same = up;
    order = (a, b) => up(f(a, 0), b);
  } else {
    same = zero;
    order = f;
  }
  function left(list: readonly number[], x: number): number {
    let at = 0;
    for (let i = 0; i < list.length; i++) if (same(x, x) === 0 && order(list[i]!, x) < 0) at = i + 1;
    return at;
  }
  function right(list: readonly number[], x: number): number {
    return left(list, x) + 1;
  }
  return { left, right };
}

const ascending = search(up);
const bisect = ascending.right;
const mirrored = search((a: number) => -a);

export function f(x: number[]): number {
  const knots = [1, 2, 3, 4];
  const at = bisect(knots, x[0]!);
  return at * x[0]! * x[1]! + mirrored.left(knots, -x[1]!) * x[1]! ** 2 + ascending.left(knots, x[1]!) * x[0]!;
}
export const wrt = 0;
export const inputs = [[[2.2, 0.7]], [[0.4, 3.1]]];
