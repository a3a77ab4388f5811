import { checkpoint, checkpointedLoop, grad, hessian } from "cotangent";
import { numGrad, same } from "./_same.js";

export { results } from "./_same.js";

// What a checkpoint or a loop with snapshots keeps is a copy: its fields have the order of the original, which is not that of its type.

interface Pair {
  a: number;
  b: number;
}

function inOrder(pair: Pair): number {
  let sum = 0;
  let weight = 1;
  for (const name of Object.keys(pair) as (keyof Pair)[]) {
    sum += pair[name] ** 2 * weight;
    weight *= 10;
  }
  return sum;
}
const kept = checkpoint((pair: Pair) => inOrder(pair) * 2);

const chosen = (x: readonly number[]): number => kept(x[0] > 0 ? { a: x[0], b: x[1] } : { b: x[1], a: x[0] });
const both = (x: readonly number[]): number => {
  const pairs: Pair[] = [
    { a: x[0], b: x[1] },
    { b: x[1] * 2, a: x[0] * 3 },
  ];
  return kept(pairs[0]) + kept(pairs[1]);
};
const stepped = (x: readonly number[]): number => {
  const last = checkpointedLoop(
    4,
    { b: x[0], a: x[1] } as Pair,
    (pair, i) => (i % 2 === 0 ? { a: inOrder(pair) * 0.1, b: pair.a } : { b: pair.b * 0.5, a: inOrder(pair) * 0.05 }),
    { snapshots: 2 },
  );
  return inOrder(last);
};

same("one order", grad(chosen)([0.5, 2]), numGrad(chosen, [0.5, 2]));
same("the other", grad(chosen)([-0.5, 2]), numGrad(chosen, [-0.5, 2]));
same("both", grad(both)([0.5, 2]), numGrad(both, [0.5, 2]));
same(
  "both, second",
  hessian(both)([0.5, 2]),
  [0, 1].map((i) => numGrad((y) => grad(both)(y)[i], [0.5, 2])),
  1e-5,
);
same("in a loop", grad(stepped)([0.5, 0.2]), numGrad(stepped, [0.5, 0.2]));

const given = checkpoint((pair: Pair) => inOrder({ ...pair }));
const turned: Pair = { b: 0.5, a: 2 };
same("given from outside", grad((pair: Pair) => given(pair))(turned).a, 40);
