// Memos of generic helpers: objects with a method and a counter, which keep the last argument by identity, or all of them in a map.
interface Memo<A, R> {
  call(a: A): R;
  readonly calls: number;
}

function lastOf<A extends object, R>(fn: (a: A) => R): Memo<A, R> {
  let last: { arg: A; result: R } | null = null;
  let calls = 0;
  return {
    call(arg) {
      if (last !== null && last.arg === arg) return last.result;
      calls++;
      last = { arg, result: fn(arg) };
      return last.result;
    },
    get calls() {
      return calls;
    },
  };
}

function allOf<A extends object, R>(fn: (a: A) => R): Memo<A, R> & { clear(): void } {
  const known = new WeakMap<A, { result: R }>();
  let generation = new Map<A, number>();
  let calls = 0;
  return {
    call: (arg) => {
      let entry = known.get(arg);
      if (entry === undefined || !generation.has(arg)) {
        entry = { result: fn(arg) };
        known.set(arg, entry);
        generation.set(arg, calls++);
      }
      return entry.result;
    },
    get calls() {
      return calls;
    },
    clear: () => {
      generation = new Map();
    },
  };
}

interface Beam {
  readonly length: number;
  readonly loads: readonly number[];
}

export function f(x: number[]): number {
  const moment = lastOf((beam: Beam) => beam.loads.reduce((sum, load, i) => sum + load * (i + 1) * beam.length, 0));
  const parts = allOf(({ loads, length }: Beam) => ({ shear: loads.map((load) => load / length), mass: length ** 2 }));
  const beams: Beam[] = [
    { length: x[0]!, loads: [x[1]!, 2] },
    { length: 2, loads: [x[0]!, x[1]! ** 2, 1] },
  ];
  let sum = 0;
  for (let round = 0; round < 3; round++) {
    for (const beam of beams) {
      if (round === 1 && moment.call(beam) > 8) parts.clear();
      const { shear, mass } = parts.call(beam);
      sum += moment.call(beam) * moment.call(beam) + shear[0]! * mass * parts.calls;
      shear[0] = sum / (1 + shear[0]!);
    }
  }
  return sum * moment.calls;
}
export const wrt = 0;
export const inputs = [[[1.2, 0.7]], [[2.2, -0.7]], [[3, 1.5]]];
