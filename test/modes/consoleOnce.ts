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

type Run = (x: number[]) => unknown;

const x = [0.5, 1.2, -0.3];
const e = [1, 0, 2];

/** 1 for each derivative that writes what f does. */
function once(name: string, f: Run, derivatives: Readonly<Record<string, Run>>): void {
  const expected = linesOf(() => f(x));
  for (const [kind, derivative] of Object.entries(derivatives)) {
    const written = linesOf(() => derivative(x));
    same(`${name}, ${kind}: ${written} for ${expected}`, expected.length > 0 && written === expected ? 1 : 0, 1);
  }
}

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

/** Where f catches, what the host does is tried. */
function guarded(x: number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    try {
      console.log("try", i);
      if (x[i]! < 0) throw new RangeError(`negative ${i}`);
      s += Math.sqrt(x[i]!) * x[0]!;
    } catch (error) {
      console.log("caught", (error as Error).message);
      s += x[i]! ** 2;
    } finally {
      console.log("done", i);
    }
  }
  return s;
}
const guardedAgain = (x: number[]): number => checkpoint(guarded)(x) * x[1]!;

once("energy", energy, {
  grad: grad(energy),
  jvp: (x) => jvp(energy)([x], [e]),
  hvp: (x) => hvp(energy)(x, e),
  hessian: hessian(energy),
  "sparse hessian": hessian(energy, { sparsity: "detect" }),
});
once("residuals", residuals, {
  vjp: (x) => vjp(residuals)(x).pullback([1, 2, 3, 4]),
  columns: jacobian(residuals, { mode: "forward" }),
  rows: jacobian(residuals, { mode: "reverse" }),
  jacobian: jacobian(residuals),
  "sparse jacobian": jacobian(residuals, { sparsity: "detect" }),
});
once("checkpoint", again, {
  grad: grad(again),
  jvp: (x) => jvp(again)([x], [e]),
  hvp: (x) => hvp(again)(x, e),
});
once("loop", steps, {
  grad: grad(steps),
  jvp: (x) => jvp(steps)([x], [e]),
  hvp: (x) => hvp(steps)(x, e),
});
once("fixed point", solved, {
  grad: grad(solved),
  jvp: (x) => jvp(solved)([x], [e]),
});
once("try", guarded, {
  grad: grad(guarded),
  hessian: hessian(guarded),
});
once("try in a checkpoint", guardedAgain, {
  grad: grad(guardedAgain),
  jvp: (x) => jvp(guardedAgain)([x], [e]),
});

export { results } from "./_same.js";
