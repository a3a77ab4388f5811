/** Adds up the time of each part of a run. */
export interface Stopwatch {
  readonly time: <T>(part: string, run: () => T) => T;
  readonly totals: ReadonlyMap<string, number>;
}

export function createStopwatch(): Stopwatch {
  const totals = new Map<string, number>();
  return {
    totals,
    time: (part, run) => {
      const start = performance.now();
      try {
        return run();
      } finally {
        totals.set(part, (totals.get(part) ?? 0) + performance.now() - start);
      }
    },
  };
}
