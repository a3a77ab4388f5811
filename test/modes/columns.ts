/** Jacobians by columns of functions that give their argument back; Jacobians by rows of what has entries; shared parts of sparse ones. */
import { hessian, jacobian } from "cotangent";
import { same } from "./_same.js";

const identity = [
  [1, 0],
  [0, 1],
];
same("in a record", jacobian((x: number[]) => ({ x }), { mode: "forward" })([2, 3]), { x: identity });
same("itself", jacobian((x: number[]) => x, { mode: "forward" })([2, 3]), identity);
same("beside others", jacobian((x: number[]) => ({ x, y: [x[0], x[0] * x[0], 3 * x[0]] }))([2]), {
  x: [[1]],
  y: [[1], [4], [3]],
});
same(
  "a part of it",
  jacobian((p: { a: number[]; k: number }) => ({ q: p.a, r: p.k * p.a[0] }), { mode: "forward" })({ a: [2], k: 5 }),
  { q: [{ a: [1], k: 0 }], r: { a: [5], k: 2 } },
);

const entries = (p: { m: Map<string, number>; k: number }): number[] => [p.m.get("x")!, p.m.get("x")! * p.k, p.k];
same("entries, by rows", jacobian(entries)({ m: new Map([["x", 4]]), k: 7 }), [
  { m: new Map([["x", 1]]), k: 0 },
  { m: new Map([["x", 7]]), k: 4 },
  { m: new Map([["x", 0]]), k: 1 },
]);

/** A field that may be missing is there, or is not, in each value. */
interface Line {
  a: number;
  b?: number;
}
const line = ({ a, b = 2 }: Line): number[] => [a * b, a * a, b];
same("a field that may be missing", jacobian(line)({ a: 3, b: 4 }), [
  { a: 4, b: 3 },
  { a: 6, b: 0 },
  { a: 0, b: 1 },
]);
same("one that is", jacobian(line)({ a: 3 }), [{ a: 2 }, { a: 6 }, { a: 0 }]);

const sparse = hessian((p: { a: number[]; b: number[] }) => p.a[0] * p.b[0], { sparsity: "detect" });
const both = [3, 5];
let message = "";
try {
  sparse({ a: both, b: both });
} catch (error) {
  message = (error as Error).message;
}
same(
  "one list in two places",
  message,
  "the argument of a sparse derivative holds the same object in two places; give each place one of its own",
);
same("two lists", [...sparse({ a: [3, 5], b: [3, 5] }).values], [1, 1]);

export { results } from "./_same.js";
