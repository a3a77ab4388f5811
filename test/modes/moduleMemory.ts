// Who passes memory of the module that f writes to would get the derivative of another function: the call throws.
import { grad, jvp, vjp } from "cotangent";
import { same } from "./_same.js";

export { results } from "./_same.js";

const kept = [1, 2];
const table = [3, 4];

/** Writes to what it is not given. */
function scaled(x: number[]): number {
  kept[0] = 2 * x[0];
  return kept[0] * x[1];
}

/** Writes to what it is given. */
function doubled(x: number[]): number {
  x[0] *= 2;
  return x[0] * table[1];
}

/** Only reads both. */
function weighed(x: number[]): number {
  return x[0] * table[0] + x[1] * table[1];
}

const throws = (run: () => unknown): number => {
  try {
    run();
    return 0;
  } catch (error) {
    return error instanceof Error && error.message.includes("share memory") ? 1 : -1;
  }
};

same("apart", grad(scaled)([3, 5]), [10, 6]);
same(
  "the state itself",
  throws(() => grad(scaled)(kept)),
  1,
);
same(
  "the state itself, along a direction",
  throws(() => jvp(scaled)([kept], [[1, 0]])),
  1,
);
same(
  "the state itself, pulled back",
  throws(() => vjp(scaled)(kept)),
  1,
);
same("what f changes, apart", grad(doubled)([3, 5]), [8, 0]);
same(
  "what f changes",
  throws(() => grad(doubled)(table)),
  1,
);
same(
  "what nobody changes",
  throws(() => grad(weighed)(table)),
  0,
);
same("what nobody changes: the gradient", grad(weighed)([1, 1]), [3, 4]);
same("what nobody changes: a longer one", grad(weighed)([1, 1, 7]), [3, 4, 0]);
same("along a direction", jvp(scaled)([[3, 5]], [[0.5, -2]]).tangent, 10 * 0.5 - 6 * 2);
const pulled = vjp(scaled)([3, 5]);
same("pulled back", pulled.pullback(2), [[20, 12]]);
same("pulled back again", pulled.pullback(0.5), [[5, 3]]);
same("pulled back: what f changes", vjp(doubled)([3, 5]).pullback(2), [[16, 0]]);
