// What the language throws where something is missing is part of the program, also if nobody asks for what would have been read or stored.
import { grad, jvp, valueAndGrad, vjp } from "cotangent";
import { same } from "./_same.js";

interface Layer {
  weights?: number[];
  bias?: { v: number };
}

/** A row that is not there is written to; nobody reads it. */
const writesRow = (x: number, row: number): number => {
  const rows: number[][] = [[x], [2]];
  rows[row][0] = 5;
  return x * x;
};

/** The field of a missing object is read, and not used. */
const readsField = (x: number, isTrained: boolean): number => {
  const layer: Layer = isTrained ? { bias: { v: x } } : {};
  const { v } = layer.bias as { v: number };
  void v;
  return x * x;
};

/** Used in one branch only: it is read before that. */
const readsBefore = (x: number, places: { at: number }[], i: number): number => {
  const { at } = places[i];
  return x > 1 ? x * at : x;
};

const pushes = (x: number, isTrained: boolean): number => {
  const layer: Layer = isTrained ? { weights: [x] } : {};
  layer.weights!.push(1);
  return 3 * x;
};

const storesEntry = (x: number, key: string): number => {
  const table = new Map<string, { v: number }>([["a", { v: 1 }]]);
  table.get(key)!.v = x;
  return x * 2;
};

const iterates = (x: number, rows: number[][], i: number): number => {
  let count = 0;
  for (const v of rows[i]) if (v > 1e9) count++;
  return count > 5 ? 0 : x ** 3;
};

const shouts = (x: number, words: string[], i: number): number => {
  words[i].toUpperCase();
  return 2 * x;
};

/** In a loop, after some iterations that are fine. */
const inLoop = (x: number, n: number): number => {
  const cells: ({ v: number } | undefined)[] = [{ v: 1 }, { v: 2 }, undefined];
  let s = 0;
  for (let i = 0; i < n; i++) {
    s += x * i;
    cells[i]!.v = 4;
    s *= x;
  }
  return s;
};

/** Asked for before: it does not throw. */
const guarded = (x: number, layer: Layer): number => {
  if (layer.bias === undefined || layer.weights === undefined) return x;
  const [first] = layer.weights;
  void first;
  return x * x;
};

/** It throws, or gives a number; which error it is, and its class. */
const outcome = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return (error as Error).name;
  }
};

const check = (name: string, got: () => unknown, want: () => unknown): void => {
  same(name, outcome(got), outcome(want));
};

for (const row of [0, 2]) {
  check(
    "row",
    () => valueAndGrad(writesRow)(1.5, row).value,
    () => writesRow(1.5, row),
  );
  check(
    "row, gradient",
    () => grad(writesRow)(1.5, row),
    () => (row === 0 ? 3 : writesRow(1.5, row)),
  );
  check(
    "row, forward",
    () => jvp(writesRow)([1.5, row], [1, 0]).value,
    () => writesRow(1.5, row),
  );
  check(
    "row, pullback",
    () => vjp(writesRow)(1.5, row).value,
    () => writesRow(1.5, row),
  );
  check(
    "row, second",
    () => grad(grad(writesRow))(1.5, row),
    () => (row === 0 ? 2 : writesRow(1.5, row)),
  );
}
for (const is of [true, false]) {
  check(
    "field",
    () => valueAndGrad(readsField)(1.5, is).value,
    () => readsField(1.5, is),
  );
  check(
    "push",
    () => valueAndGrad(pushes)(1.5, is).value,
    () => pushes(1.5, is),
  );
}
const places = [{ at: 2 }];
for (const x of [0.5, 1.5]) {
  for (const i of [0, 1]) {
    check(
      "before",
      () => valueAndGrad(readsBefore)(x, places, i).value,
      () => readsBefore(x, places, i),
    );
    check(
      "before, forward",
      () => jvp(readsBefore)([x, places, i], [1, [{ at: 0 }], 0]).value,
      () => readsBefore(x, places, i),
    );
  }
}
for (const key of ["a", "b"])
  check(
    "entry",
    () => valueAndGrad(storesEntry)(1.5, key).value,
    () => storesEntry(1.5, key),
  );
for (const i of [0, 1, 2]) {
  check(
    "iterated",
    () => valueAndGrad(iterates)(1.5, [[1, 2], []], i).value,
    () => iterates(1.5, [[1, 2], []], i),
  );
  check(
    "text",
    () => valueAndGrad(shouts)(1.5, ["a", "b"], i).value,
    () => shouts(1.5, ["a", "b"], i),
  );
}
for (const n of [2, 3]) {
  check(
    "loop",
    () => valueAndGrad(inLoop)(1.5, n).value,
    () => inLoop(1.5, n),
  );
  check(
    "loop, second",
    () => grad(grad(inLoop))(1.5, n),
    () => (n === 3 ? inLoop(1.5, n) : 2),
  );
}
for (const layer of [{}, { bias: { v: 1 }, weights: [] }])
  check(
    "guarded",
    () => valueAndGrad(guarded)(1.5, layer).value,
    () => guarded(1.5, layer),
  );

export { results } from "./_same.js";
