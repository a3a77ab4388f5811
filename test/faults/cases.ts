import { checkpoint, customVjp, grad, jvp, vjp } from "cotangent";

/** A derivative that goes wrong now and then, and what it gives otherwise. */
export interface Case {
  readonly name: string;
  /** A call that throws, with the text of what it throws. */
  readonly fail: () => unknown;
  readonly message: string;
  /** A call that is right, before and after that. */
  readonly call: () => unknown;
  readonly wanted: unknown;
}

// In the middle of a loop whose length nobody knows, with an array that is written to.

function relax(xs: number[], limit: number): number {
  let norm = 1;
  for (let k = 0; norm > 1e-3; k++) {
    if (k >= limit) throw new RangeError(`no convergence after ${k}`);
    norm = 0;
    for (let i = 0; i < xs.length; i++) {
      xs[i]! *= 0.5;
      norm += xs[i]! ** 2;
    }
  }
  return xs.reduce((sum, x) => sum + x, 0) * 1024;
}

const relaxGrad = grad(relax);

// In a callee, through a finally, with a closure that has been called before.

let depth = 0;

function nested(x: number, deepest: number): number {
  depth++;
  try {
    if (depth > deepest) throw new Error(`deeper than ${deepest}`);
    return depth >= 4 ? x : x * nested(x, deepest);
  } finally {
    depth--;
  }
}

const nestedGrad = grad(nested);

// In a rule: in its function, and in its pullback.

const picky = customVjp(
  (x: number): number => {
    if (x < 0) throw new RangeError("a negative number");
    return x * x;
  },
  (cotangent, _y, x) => {
    if (x > 100) throw new RangeError("a pullback of what is large");
    return [cotangent * 2 * x];
  },
);

const throughRule = grad((xs: number[]): number => xs.reduce((sum, x) => sum + picky(x) * x, 0));

// In a pullback: the seed does not fit.

const spread = (x: number): number[] => [x, x * x, x ** 3];

// In what is computed again.

const step = checkpoint((x: number, k: number): number => {
  if (k === 7) throw new Error("step 7");
  return Math.sin(x) + x * 0.5;
});

const checkpointed = grad((x: number, steps: number): number => {
  let y = x;
  for (let k = 0; k < steps; k++) y = step(y, k);
  return y * y;
});

// In forward mode.

const pushed = jvp((x: number, n: number): number => {
  let y = x;
  for (let i = 0; i < n; i++) {
    if (y > 1000) throw new RangeError("too large");
    y *= x;
  }
  return y;
});

// A tape that is too long to be made.

const long = grad((x: number, n: number): number => {
  let y = x;
  for (let i = 0; i < n; i++) y = Math.sin(y) * y + x;
  return y;
});

// A gradient that is asked for while its own sweeps are under way: what it writes to the console asks for it again.

const again = customVjp(
  (x: number): number => x * x,
  (cotangent, _y, x) => {
    console.debug("back", x);
    return [cotangent * 2 * x];
  },
);

const curve = grad((xs: number[], n: number): number => {
  let y = 1;
  for (let i = 0; i < n && y < 1e6; i++) {
    console.debug("there", xs[0]!);
    for (const x of xs) y = Math.sin(y) * again(x) + y * 0.5;
  }
  return y;
});

let within = 0;

/** The same call from within each of its lines, there and back. */
function reentered(xs: number[], n: number): number[] {
  const listen = (_way: string, x: number): void => {
    if (x < 0) throw new RangeError("asked for too often");
    if (within >= 2) return;
    within++;
    try {
      curve([x, x + 1], n);
    } finally {
      within--;
    }
  };
  Reflect.set(globalThis, "listener", listen);
  try {
    return curve(xs, n);
  } finally {
    Reflect.set(globalThis, "listener", undefined);
  }
}

function curveByHand(xs: readonly number[], n: number): number[] {
  let y = 1;
  let dy = xs.map(() => 0);
  for (let i = 0; i < n; i++) {
    xs.forEach((x, k) => {
      dy = dy.map((d, j) => (Math.cos(y) * x * x + 0.5) * d + (j === k ? Math.sin(y) * 2 * x : 0));
      y = Math.sin(y) * x * x + y * 0.5;
    });
  }
  return dy;
}

function byHand(x: number, n: number): number {
  let [y, dy] = [x, 1];
  for (let i = 0; i < n; i++) [y, dy] = [Math.sin(y) * y + x, (Math.cos(y) * y + Math.sin(y)) * dy + 1];
  return dy;
}

function checkpointedByHand(x: number, steps: number): number {
  let [y, dy] = [x, 1];
  for (let k = 0; k < steps; k++) [y, dy] = [Math.sin(y) + y * 0.5, (Math.cos(y) + 0.5) * dy];
  return 2 * y * dy;
}

export const cases: readonly Case[] = [
  {
    name: "an exception in a loop",
    fail: () => relaxGrad([1, 2], 3),
    message: "RangeError: no convergence after 3",
    call: () => relaxGrad([1, 2], 100),
    wanted: [8, 8],
  },
  {
    name: "an exception through finally",
    fail: () => nestedGrad(2, 2),
    message: "Error: deeper than 2",
    call: () => nestedGrad(2, 9),
    wanted: 32,
  },
  {
    name: "an exception in a rule",
    fail: () => throughRule([1, -1]),
    message: "RangeError: a negative number",
    call: () => throughRule([1, 2]),
    wanted: [3, 12],
  },
  {
    name: "an exception in a rule's pullback",
    fail: () => throughRule([1, 200]),
    message: "RangeError: a pullback of what is large",
    call: () => throughRule([1, 2]),
    wanted: [3, 12],
  },
  {
    name: "a pullback whose seed does not fit",
    fail: () => vjp(spread)(2).pullback([1, 1]),
    message: "TypeError: the pullback of spread is given what does not fit: cotangent has 2 elements, and not 3",
    call: () => vjp(spread)(2).pullback([1, 1, 1]),
    wanted: [17],
  },
  {
    name: "an exception in a checkpoint",
    fail: () => checkpointed(0.5, 8),
    message: "Error: step 7",
    call: () => checkpointed(0.5, 3),
    wanted: checkpointedByHand(0.5, 3),
  },
  {
    name: "an exception in forward mode",
    fail: () => pushed([10, 6], [1, 0]),
    message: "RangeError: too large",
    call: () => pushed([10, 2], [1, 0]),
    wanted: { value: 1000, tangent: 300 },
  },
  {
    name: "a gradient within its own sweeps",
    fail: () => reentered([0.4, -0.2], 3),
    message: "RangeError: asked for too often",
    call: () => reentered([0.4, 0.9], 3),
    wanted: curveByHand([0.4, 0.9], 3),
  },
  {
    name: "a tape that is too long",
    fail: () => long(0.5, 2 ** 40),
    message: "RangeError: Invalid typed array length: 1099511627776",
    call: () => long(0.5, 4),
    wanted: byHand(0.5, 4),
  },
];
