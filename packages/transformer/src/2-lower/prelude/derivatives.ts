import { jvp, vjp } from "cotangent";

/** All numbers of a structure, in the order of its fields and elements. */
declare function flatten(structure: unknown): number[];
/** A structure like another one, of these numbers. */
declare function unflatten(like: unknown, numbers: number[]): unknown;

// Programs that are made of derivatives. They are lowered for the functions and types of each call, so their own types say little.

// biome-ignore lint/suspicious/noExplicitAny: what is lowered has the types of the call
type Any = (...args: any[]) => any;
// biome-ignore lint/suspicious/noExplicitAny: as above
type Given = any[];

/** `checkpoint(f)`: the reverse sweep runs f again. */
export function checkpointRule(f: Any) {
  return (cotangent: unknown, _result: unknown, ...args: unknown[]) => vjp(f)(...args).pullback(cotangent);
}
export function checkpointPush(f: Any) {
  return (tangents: unknown[], _result: unknown, ...args: unknown[]) => jvp(f)([...args], [...tangents]).tangent;
}

/**
 * `implicitRoot(residual, solver)`: from residual(x, p) = 0 follows A dx + B dp = 0 with the partial derivatives A and B of the residual.
 * For a cotangent w of x that of p is -Bᵀu, where Aᵀu = w. For `fixedPoint(step, solver)` the residual is step(x, p) - x.
 */
export function implicitRule(residual: Any, isStep: boolean) {
  return (cotangent: unknown, x: unknown, ...args: unknown[]) => {
    const { value, pullback } = vjp(residual)(x, ...args);
    const rows = rowsOf(pullback, value, isStep);
    const columns = rows.map((_, j) => rows.map((row) => row[j] as number));
    const u = solveLinear(columns, flatten(cotangent));
    const [, ...cotangents] = pullback(
      unflatten(
        value,
        u.map((ui) => -ui),
      ),
    );
    return cotangents;
  };
}
export function implicitPush(residual: Any, isStep: boolean) {
  return (tangents: unknown[], x: unknown, ...args: unknown[]) => {
    const { value, pullback } = vjp(residual)(x, ...args);
    const moved = jvp((...given: Given) => residual(x, ...given))([...args] as Given, [...tangents] as Given).tangent;
    const dx = solveLinear(rowsOf(pullback, value, isStep), flatten(moved));
    return unflatten(
      x,
      dx.map((dxi) => -dxi),
    );
  };
}

/** The derivative of a residual by its first argument; of a step, that of its residual. */
function rowsOf(pullback: Any, value: unknown, isStep: boolean): number[][] {
  const unit = flatten(value).map(() => 0);
  return unit.map((_, i) => {
    unit[i] = 1;
    const row = flatten(pullback(unflatten(value, unit))[0]);
    unit[i] = 0;
    if (isStep) row[i] = (row[i] as number) - 1;
    return row;
  });
}

/** x of `matrix` x = `right`, by elimination with the greatest pivot; both are used up. */
function solveLinear(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(at(matrix, i, k)) > Math.abs(at(matrix, pivot, k))) pivot = i;
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
    for (let j = i + 1; j < n; j++) x -= at(matrix, i, j) * (right[j] as number);
    right[i] = x / at(matrix, i, i);
  }
  return right;
}

function at(matrix: number[][], i: number, j: number): number {
  return (matrix[i] as number[])[j] as number;
}

/** What `vjp` gives. The pullback takes what f has left for it. */
export function withPullback<Value, Frame, Cotangent, Result>(
  pullback: (frame: Frame, cotangent: Cotangent) => Result,
  value: Value,
  frame: Frame,
): { value: Value; pullback: (cotangent: Cotangent) => Result } {
  return { value, pullback: (cotangent) => pullback(frame, cotangent) };
}

/** A derivative as a function that is a value. */
export function asFunction(derivative: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => derivative(...args);
}
