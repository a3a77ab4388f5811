import { jvp } from "cotangent";

// Programs that are made of derivatives. They are lowered for the functions and types of each call; a number stands here for all of these.

type Structure = number;
type Frame = object;
type AnyFunction = (...args: Structure[]) => Structure;

/** All numbers of a structure, in the order of its fields and elements. */
declare function flatten(structure: Structure): number[];
/** A structure like another one, of these numbers. */
declare function unflatten(like: Structure, numbers: number[]): Structure;
/** The same by the names that `like` has: its numbers come in the order of that. */
declare function flattenAs(structure: Structure, like: Structure): number[];
declare function unflattenAs(made: Structure, like: Structure, numbers: number[]): Structure;
/** Adds the numbers of `part` to those of a structure of the same shape. */
declare function addTo(total: Structure[], part: Structure[]): void;
/** A structure of its own with the same content; of a number itself. */
declare function copyOf<T>(structure: T): T;
/** The same; throws if the structure holds one object in two places. */
declare function ownCopyOf<T>(structure: T): T;
/** The elements of a tuple from one on, as a tuple. */
declare function tupleFrom(tuple: Structure[], index: number): Structure[];
/** A function that runs again: it writes nothing to the console. */
declare function silently<T>(f: T): T;
/** What `vjp(f)` computes of f, and what it leaves for the pullback. */
declare function forwardHalf(f: AnyFunction, ...args: Structure[]): { value: Structure; frame: Frame };
/** The same of a step of a loop, whose number does not vary. */
declare function forwardOfStep(f: AnyFunction, state: Structure, step: number): { value: Structure; frame: Frame };
/** The pullback that a frame belongs to, as a function known now: it takes the frame and a cotangent of the value. */
declare function reverseHalf(frame: Frame): (frame: Frame, cotangent: Structure) => Structure[];
/** A cotangent of 0 for each value that f captures, if it is called like this. */
declare function zerosOfCaptures(f: AnyFunction, ...args: Structure[]): Structure[];

/** `checkpoint(f)`: the reverse sweep runs f again. */
export function checkpointRule(f: AnyFunction) {
  return (cotangent: Structure, _result: Structure, ...args: Structure[]) => {
    const { frame } = forwardHalf(silently(f), ...args);
    return reverseHalf(frame)(frame, cotangent);
  };
}
export function checkpointPush(f: AnyFunction) {
  return (tangents: Structure[], _result: Structure, ...args: Structure[]) =>
    jvp(silently(f))([...args], [...tangents]).tangent;
}

/** What `checkpointedLoop` takes for its counts. */
export function checkCounts(steps: number, snapshots: number): void {
  if (!(steps >= 0) || Math.floor(steps) !== steps)
    throw new RangeError("checkpointedLoop takes a whole number of steps that is not negative");
  if (!(snapshots >= 0) || Math.floor(snapshots) !== snapshots)
    throw new RangeError("checkpointedLoop takes a whole number of snapshots that is not negative");
}

/** `checkpointedLoop(steps, state, body, { snapshots })`: the state after so many steps. */
export function loopRun(body: AnyFunction) {
  return (steps: number, state: Structure, _snapshots: number) => {
    let now = copyOf(state);
    for (let i = 0; i < steps; i++) now = body(now, i);
    return now;
  };
}
/** Snapshots at the binomial distances of Griewank and Walther's algorithm 799, revolve: the least number of steps that are run again. */
export function loopRule(body: AnyFunction) {
  return (cotangent: Structure, _result: Structure, steps: number, state: Structure, snapshots: number) => {
    const captured = zerosOfCaptures(body, state, 0);
    const first = reverseSteps(body, 0, steps, state, snapshots, cotangent, captured);
    return [0, first, 0, ...captured];
  };
}
export function loopPush(body: AnyFunction) {
  return (tangents: Structure[], _result: Structure, steps: number, state: Structure, _snapshots: number) => {
    const captured = tupleFrom(tangents, 3);
    let now = copyOf(state);
    let along = tangents[1] as Structure;
    for (let i = 0; i < steps; i++) {
      const { value, tangent } = jvp(silently(body))([now, i], [along, 0, ...captured]);
      now = value;
      along = tangent;
    }
    return along;
  };
}

/** Takes the cotangent of the state after step `to` back to the state before step `from`, with so many snapshots besides that one. */
function reverseSteps(
  body: AnyFunction,
  from: number,
  to: number,
  state: Structure,
  snapshots: number,
  cotangent: Structure,
  captured: Structure[],
): Structure {
  let back = cotangent;
  let end = to;
  while (end > from) {
    const middle = from + advance(end - from, snapshots);
    if (middle === from) {
      const { frame } = forwardOfStep(silently(body), ownCopyOf(state), from);
      const before = reverseHalf(frame)(frame, back);
      addTo(captured, tupleFrom(before, 2));
      back = before[0] as Structure;
      end = from;
    } else {
      let now = copyOf(state);
      for (let i = from; i < middle; i++) now = silently(body)(now, i);
      back = reverseSteps(body, middle, end, now, snapshots - 1, back, captured);
      end = middle;
    }
  }
  return back;
}

/** How many of `steps` steps are run before the next snapshot is taken, where so many are left. */
function advance(steps: number, snapshots: number): number {
  if (steps === 1) return 0;
  if (!(snapshots >= 1)) return steps - 1;
  // With s states, that at the start among them, and each step run r times at most, binomial(s + r, s) steps can be reversed.
  const states = Math.min(Math.floor(snapshots), steps) + 1;
  let r = 1;
  let reach = states + 1;
  let before = 1;
  while (reach < steps) {
    r++;
    before = reach;
    reach = (reach * (states + r)) / r;
  }
  return Math.min(before, steps - (before * states) / (states + r - 1));
}

/**
 * `implicitRoot(residual, solver)`: from residual(x, p) = 0 follows A dx + B dp = 0 with the partial derivatives A and B of the residual.
 * For a cotangent w of x that of p is -Bᵀu, where Aᵀu = w. For `fixedPoint(step, solver)` the residual is step(x, p) - x.
 */
export function implicitRule(residual: AnyFunction, isStep: boolean, name: string) {
  return (cotangent: Structure, x: Structure, ...args: Structure[]) => {
    const { value, frame } = forwardHalf(silently(residual), x, ...args);
    const pullback = reverseHalf(frame);
    const order = isStep ? x : value;
    checkEquations(flatten(value), flatten(x), name);
    const rows = rowsOf(pullback, frame, value, x, order, isStep);
    const columns = rows.map((_, j) => rows.map((row) => row[j] as number));
    const u = solveLinear(columns, flattenAs(cotangent, x));
    const cotangents = pullback(
      frame,
      unflattenAs(
        value,
        order,
        u.map((ui) => -ui),
      ),
    );
    return tupleFrom(cotangents, 1);
  };
}
export function implicitPush(residual: AnyFunction, isStep: boolean, name: string) {
  return (tangents: Structure[], x: Structure, ...args: Structure[]) => {
    const { value, frame } = forwardHalf(silently(residual), x, ...args);
    const pullback = reverseHalf(frame);
    const order = isStep ? x : value;
    const numbers = flatten(x);
    checkEquations(flatten(value), numbers, name);
    const rows = rowsOf(pullback, frame, value, x, order, isStep);
    const rest = numbers.map(() => 0);
    const moved = jvp(silently(residual))([x, ...args], [unflatten(x, rest), ...tangents]).tangent;
    const dx = solveLinear(rows, flattenAs(moved, order));
    return unflatten(
      x,
      dx.map((dxi) => -dxi),
    );
  };
}

/** The derivative of a residual by its first argument; of a step, that of its residual, both in the order of x. */
function rowsOf(
  pullback: (frame: Frame, cotangent: Structure) => Structure[],
  frame: Frame,
  value: Structure,
  x: Structure,
  order: Structure,
  isStep: boolean,
): number[][] {
  const unit = flatten(order).map(() => 0);
  return unit.map((_, i) => {
    unit[i] = 1;
    const row = flattenAs(pullback(frame, unflattenAs(value, order, unit))[0] as Structure, x);
    unit[i] = 0;
    if (isStep) row[i] = (row[i] as number) - 1;
    return row;
  });
}

/** The equations for the derivative have a solution where there are as many as unknowns. */
function checkEquations(residual: number[], x: number[], name: string): void {
  if (residual.length !== x.length)
    throw new TypeError(`${name}: the residual has not as many numbers as the solution`);
}

/** x of `matrix` x = `right`, by elimination with the greatest pivot; both are used up. */
function solveLinear(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  // What is not asked for has no part in anything, whatever the matrix is.
  if (right.every((b) => b === 0)) return right;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++)
      if (Math.abs(entryOf(matrix, i, k)) > Math.abs(entryOf(matrix, pivot, k))) pivot = i;
    if (pivot !== k) {
      [matrix[k], matrix[pivot]] = [matrix[pivot] as number[], matrix[k] as number[]];
      [right[k], right[pivot]] = [right[pivot] as number, right[k] as number];
    }
    const upper = matrix[k] as number[];
    for (let i = k + 1; i < n; i++) {
      const row = matrix[i] as number[];
      const factor = (row[k] as number) / (upper[k] as number);
      for (let j = k + 1; j < n; j++) row[j] = (row[j] as number) - factor * (upper[j] as number);
      right[i] = (right[i] as number) - factor * (right[k] as number);
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let x = right[i] as number;
    for (let j = i + 1; j < n; j++) x -= entryOf(matrix, i, j) * (right[j] as number);
    right[i] = x / entryOf(matrix, i, i);
  }
  return right;
}

function entryOf(matrix: number[][], i: number, j: number): number {
  return (matrix[i] as number[])[j] as number;
}

/** What `vjp` gives. The pullback takes what f has left for it. */
export function withPullback<Value, Frame, Cotangent, Result>(
  pullback: (frame: Frame, cotangent: Cotangent, like: Structure) => Result,
  value: Value,
  frame: Frame,
  like: Structure,
): { value: Value; pullback: (cotangent: Cotangent) => Result } {
  return { value, pullback: (cotangent) => pullback(frame, cotangent, like) };
}

/** A derivative as a function that is a value. */
export function asFunction(derivative: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => derivative(...args);
}
