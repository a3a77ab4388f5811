import { checkpoint, checkpointedLoop, grad, hessian, vjp } from "cotangent";
import { num, numGrad, same } from "./_same.js";

// Loops over maps in which entries come and go run again in checkpoints, in second derivatives and in loops with snapshots.

/** Work that begets work under other keys, and is taken out when it is done. */
function drained(x: readonly number[]): number {
  const open = new Map<number, number>([[0, x[0]]]);
  let sum = 0;
  for (const [key, value] of open) {
    open.delete(key);
    sum += value ** 2 * (key + 1);
    if (key < 4) open.set(2 * key + 1, value * x[1]);
    if (key === 1) open.set(2, value + x[2]);
  }
  return sum + open.size;
}

/** A row without what is left, where fill comes in. */
function eliminated(row: Map<string, number>, by: ReadonlyMap<string, number>, q: number): Map<string, number> {
  for (const [name, value] of row) {
    const next = value - q * (by.get(name) ?? 0);
    if (name.length > 6) row.delete(name);
    else if (next > 0) row.set(name, next);
    else {
      row.delete(name);
      row.set(`${name}'`, -next * 0.5);
    }
  }
  return row;
}
function weighed(row: ReadonlyMap<string, number>): number {
  let sum = 0;
  let weight = 1;
  for (const [name, value] of row) {
    sum += value ** 2 * weight * name.length;
    weight *= 1.5;
  }
  return sum;
}
const pivot = (x: readonly number[]): Map<string, number> =>
  new Map([
    ["a", x[0]],
    ["bb", x[1]],
  ]);
const begin = (x: readonly number[]): Map<string, number> => new Map([...pivot([x[1], x[2]]), ["ccc", x[0] * x[2]]]);

const kept = checkpoint(drained);
const stepped = checkpoint((row: Map<string, number>, by: Map<string, number>, q: number) =>
  weighed(eliminated(new Map(row), by, q)),
);
const looped = (x: readonly number[]): number =>
  weighed(checkpointedLoop(4, begin(x), (row, i) => eliminated(row, pivot(x), 0.9 + i * 0.1), { snapshots: 2 }));
const plain = (x: readonly number[]): number => {
  let row = begin(x);
  for (let i = 0; i < 4; i++) row = eliminated(row, pivot(x), 0.9 + i * 0.1);
  return weighed(row);
};

const at = [0.7, 1.2, 0.4];
const rows = (f: (x: readonly number[]) => number[]): number[][] => at.map((_, i) => numGrad((y) => f(y)[i], at));
same("plain", grad(drained)(at), numGrad(drained, at));
same("second", hessian(drained)(at), rows(grad(drained)), 1e-5);
same(
  "in a checkpoint",
  grad((x: readonly number[]) => kept(x) * x[1])(at),
  numGrad((x) => drained(x) * x[1], at),
);
same(
  "handed over",
  grad((x: readonly number[]) => stepped(begin(x), pivot(x), x[2]))(at),
  numGrad((x) => weighed(eliminated(begin(x), pivot(x), x[2])), at),
);
same("in a loop with snapshots", grad(looped)(at), numGrad(plain, at));
same("that again", hessian(looped)(at), rows(grad(plain)), 1e-5);
const pulled = (s: number): number => {
  const { value, pullback } = vjp(drained)([s, 1.2, s * s]);
  const [first] = pullback(1);
  return value + first[1];
};
same("within", grad(pulled)(0.6), num(pulled, 0.6));

export { results } from "./_same.js";
