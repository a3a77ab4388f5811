// tinyqueue: a heap of events in time; customers served in the order in which they arrive.
import TinyQueue from "tinyqueue";

interface Arrival {
  readonly time: number;
  readonly work: number;
}

export function f(times: number[], rate: number): number {
  const queue = new TinyQueue<Arrival>([], (a, b) => a.time - b.time);
  times.forEach((time, i) => queue.push({ time, work: (i + 1) / rate }));
  let now = 0;
  let waited = 0;
  while (queue.length > 0) {
    const next = queue.pop();
    if (next === undefined) break;
    const start = Math.max(now, next.time);
    waited += (start - next.time) ** 2;
    now = start + next.work;
  }
  return waited + now;
}
export const wrt = [0, 1];
export const inputs = [[[3.1, 0.4, 1.2, 0.9], 1.6]];
