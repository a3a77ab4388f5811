/** The least time of one call, in microseconds, for each function: their batches take turns, so that all meet the same machine. */
export function leastTimes(functions: readonly (() => unknown)[], batches = 40, milliseconds = 5): number[] {
  const calls = functions.map((f) => callsWithin(f, milliseconds));
  const least = functions.map(() => Number.POSITIVE_INFINITY);
  for (let batch = 0; batch < batches; batch++) {
    for (const [k, f] of functions.entries()) {
      least[k] = Math.min(least[k]!, timeOf(f, calls[k]!) / calls[k]!);
    }
  }
  return least.map((time) => time * 1000);
}

/** How often a function can be called in that time, once it is warm. */
function callsWithin(f: () => unknown, milliseconds: number): number {
  let calls = 1;
  while (timeOf(f, calls) < milliseconds) calls *= 2;
  return calls;
}

function timeOf(f: () => unknown, calls: number): number {
  const start = performance.now();
  for (let k = 0; k < calls; k++) f();
  return performance.now() - start;
}
