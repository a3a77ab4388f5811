/** A direction is the caller's: it is not changed where the function changes its argument, and may be the argument itself. */
import { grad, hvp, jvp } from "cotangent";
import { num, same } from "./_same.js";

function settle(x: number[]): number {
  for (let i = 1; i < x.length; i++) x[i] += x[i - 1] * x[i];
  x[0] *= x[x.length - 1];
  return x[0] * x[0];
}
const at = [0.5, 0.8, 1.1];
const along = [1, -2, 0.5];
const moved = (t: number): number[] => at.map((v, i) => v + t * along[i]);
const slope = num((t) => settle(moved(t)), 0);
const bend = at.map((_, i) => num((t) => grad(settle)(moved(t))[i], 0));
for (const round of ["first", "again"]) {
  same(`slope, ${round}`, jvp(settle)([[...at]], [along]).tangent, slope);
  same(`product, ${round}`, hvp(settle)([...at], along), bend);
  same(`direction, ${round}`, along, [1, -2, 0.5], 0);
}
const self = [...at];
same(
  "along itself",
  jvp(settle)([self], [self]).tangent,
  num((t) => settle(at.map((v) => v * (1 + t))), 0),
);

// a structure in which rows are one
interface State {
  rows: number[][];
  total: number;
}
function sums(state: State): number {
  for (const row of state.rows) {
    row[0] *= row[1];
    state.total += row[0];
  }
  return state.total;
}
const row = [2, 3];
const direction = [1, 0];
const given: State = { rows: [direction, direction], total: 1 };
same("shared rows", jvp(sums)([{ rows: [row, row], total: 0 }], [given]).tangent, 3 + 9 + 1);
same(
  "their direction",
  given,
  {
    rows: [
      [1, 0],
      [1, 0],
    ],
    total: 1,
  },
  0,
);

// parts that are one object in the argument alone, or in the direction alone
interface Pair {
  all: number[];
  row: number[];
}
function scaled(p: Pair): number {
  const before = p.row[0];
  p.all[0] *= 3;
  return p.row[0] ** 2 * before + p.row[1] * p.all[1];
}
const list = (): Pair => {
  const shared = [2, 5];
  return { all: shared, row: shared };
};
const byList = num((t) => {
  const shared = [2 + t, 5];
  return scaled({ all: shared, row: shared });
}, 0);
same("of one list", jvp(scaled)([list()], [{ all: [1, 0], row: [1, 0] }]).tangent, byList);
const one = [1, 0];
same(
  "along one list",
  jvp(scaled)([{ all: [2, 5], row: [2, 5] }], [{ all: one, row: one }]).tangent,
  num((t) => scaled({ all: [2 + t, 5], row: [2 + t, 5] }), 0),
);
let refused = "";
try {
  jvp(scaled)([list()], [{ all: [1, 0], row: [0, 0] }]);
} catch (error) {
  refused = String(error);
}
same(
  "two directions of one list",
  refused,
  "TypeError: the tangent of scaled has another tangent at p.row, and not that of the same object elsewhere",
);

// a solver that goes along one direction many times, inside of a function that is differentiated
function conjugate(k: number): number {
  const quadratic = (x: number[]): number => {
    x[0] = x[0] * x[0] * k;
    x[1] = x[1] * x[0] + x[1] * x[1];
    return x[0] + x[1];
  };
  const p = [0.3, 0.4];
  let s = 0;
  for (let i = 1; i < 4; i++) s += jvp(quadratic)([[i, 0.5]], [p]).tangent;
  return s + p[0];
}
function conjugateStates(k: number): number {
  const quadratic = ({ rows, total }: State): number => {
    rows[0][0] = rows[0][0] * total * k;
    rows[1][0] += rows[0][0] * rows[0][0];
    return rows[0][0] * rows[1][0];
  };
  const shared = [k, 0.4];
  const p: State = { rows: [shared, shared], total: 0.7 };
  let s = 0;
  for (let i = 1; i < 4; i++)
    s += jvp(quadratic)(
      [
        {
          rows: [
            [i, 0],
            [0.5, 0],
          ],
          total: k,
        },
      ],
      [p],
    ).tangent;
  return s + p.rows[0][0] * p.total;
}
same("inside, structures", grad(conjugateStates)(1.3), num(conjugateStates, 1.3));

same("inside", grad(conjugate)(1.3), num(conjugate, 1.3));

export { results } from "./_same.js";
