/** What f writes to the console comes once, and in its order, also where f runs several times for a derivative. */
import { checkpoint, checkpointedLoop, fixedPoint, grad, hessian, hvp, jacobian, jvp, vjp } from "cotangent";
import { same } from "./_same.js";

function linesOf(run: () => unknown): string {
  const { log } = console;
  const lines: string[] = [];
  console.log = (...parts: unknown[]) => {
    lines.push(parts.join(" "));
  };
  try {
    run();
  } finally {
    console.log = log;
  }
  return lines.join("; ");
}

/** 1 if a derivative writes what f does. */
const once = (name: string, plain: () => unknown, derivative: () => unknown): void => {
  const [expected, written] = [linesOf(plain), linesOf(derivative)];
  same(`${name}: ${written} for ${expected}`, expected.length > 0 && written === expected ? 1 : 0, 1);
};

const inner = (x: number, i: number): number => {
  console.log("inner", i);
  return Math.sin(x) * i;
};

function energy(x: number[]): number {
  console.log("start", x.length);
  let s = 0;
  for (let i = 0; i < x.length; i++) s += inner(x[i]!, i) * x[0]!;
  console.log("end");
  return s;
}

function residuals(x: number[]): number[] {
  console.log("residuals");
  return [inner(x[0]!, 1), inner(x[1]!, 2) * x[2]!, 1, x[0]!];
}

const again = (x: number[]): number => checkpoint(energy)(x) * 2;

const steps = (x: number[]): number =>
  checkpointedLoop(
    9,
    { s: x[0]! },
    (state, k) => {
      console.log("step", k);
      return { s: Math.sin(state.s) * x[1]! + inner(x[2]!, k) * 0.01 };
    },
    { snapshots: 2 },
  ).s;

const root = fixedPoint(
  (y: number, a: number) => {
    console.log("step from", y > 0);
    return 0.5 * Math.cos(y) + a;
  },
  (a: number) => {
    console.log("solves");
    let y = 0;
    for (let i = 0; i < 100; i++) y = 0.5 * Math.cos(y) + a;
    return y;
  },
);
const solved = (x: number[]): number => root(x[0]!) * x[1]!;

const x = [0.5, 1.2, -0.3];
const e = [1, 0, 2];
once(
  "grad",
  () => energy(x),
  () => grad(energy)(x),
);
once(
  "vjp",
  () => residuals(x),
  () => vjp(residuals)(x).pullback([1, 2, 3, 4]),
);
once(
  "jvp",
  () => energy(x),
  () => jvp(energy)([x], [e]),
);
once(
  "hvp",
  () => energy(x),
  () => hvp(energy)(x, e),
);
once(
  "hessian",
  () => energy(x),
  () => hessian(energy)(x),
);
once(
  "hessian, sparse",
  () => energy(x),
  () => hessian(energy, { sparsity: "detect" })(x),
);
once(
  "jacobian by columns",
  () => residuals(x),
  () => jacobian(residuals, { mode: "forward" })(x),
);
once(
  "jacobian by rows",
  () => residuals(x),
  () => jacobian(residuals, { mode: "reverse" })(x),
);
once(
  "jacobian",
  () => residuals(x),
  () => jacobian(residuals)(x),
);
once(
  "jacobian, sparse",
  () => residuals(x),
  () => jacobian(residuals, { sparsity: "detect" })(x),
);
once(
  "checkpoint",
  () => again(x),
  () => grad(again)(x),
);
once(
  "checkpoint, forward",
  () => again(x),
  () => jvp(again)([x], [e]),
);
once(
  "checkpoint, second order",
  () => again(x),
  () => hvp(again)(x, e),
);
once(
  "loop",
  () => steps(x),
  () => grad(steps)(x),
);
once(
  "loop, forward",
  () => steps(x),
  () => jvp(steps)([x], [e]),
);
once(
  "loop, second order",
  () => steps(x),
  () => hvp(steps)(x, e),
);
once(
  "fixed point",
  () => solved(x),
  () => grad(solved)(x),
);
once(
  "fixed point, forward",
  () => solved(x),
  () => jvp(solved)([x], [e]),
);

export { results } from "./_same.js";
