import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { grad } from "cotangent";
import { cases } from "./cases.js";

// Runs with --expose-gc, and prints what the test asks for.

declare const gc: () => void;

const thrownBy = (run: () => unknown): string => {
  try {
    run();
    return "nothing";
  } catch (error) {
    return String(error);
  }
};

/** What each case gives before and after it has failed. */
const inTurn = () =>
  cases.map(({ name, fail, message, call, wanted }) => {
    const before = call();
    const thrown = thrownBy(fail);
    return { name, before, thrown, message, after: call(), wanted };
  });

/** Of each case: more than 100,000 in all. */
const rounds = 20_000;

/** How many bytes more are in use after many calls that throw, each followed by one that is right. */
function growth({ fail, call }: (typeof cases)[number]): number {
  const some = (times: number): void => {
    for (let i = 0; i < times; i++) {
      thrownBy(fail);
      call();
    }
    gc();
  };
  some(2000);
  const before = process.memoryUsage().heapUsed;
  some(rounds);
  return process.memoryUsage().heapUsed - before;
}

/** Numbers that are none: no exception, and nothing is left of them in the next call. */
function withoutNumbers() {
  const root = grad((xs: number[]): number => {
    let y = 0;
    for (let i = 0; y < 10 && i < xs.length; i++) y += Math.sqrt(xs[i]!) * (xs[i + 1] ?? 1);
    return y;
  });
  const given = [
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
    [0, 0],
    [-1, 2],
  ];
  const wanted = root([4, 9]);
  return given.map((xs) => ({ given: xs.map(String), gave: root(xs).map(String), after: root([4, 9]), wanted }));
}

/** A tape that grows until the memory is full. */
const endless = grad((x: number, limit: number): number => {
  let y = x;
  while (y < limit) y += Math.sin(y) ** 2 * 1e-9;
  return y;
});

async function inWorkers() {
  const answer = (mode: string, resourceLimits = {}): Promise<unknown> =>
    new Promise((resolve) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: mode, resourceLimits });
      worker.once("message", resolve);
      worker.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? String(error)));
    });
  const [full, ...others] = await Promise.all([
    answer("endless", { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 16 }),
    answer("cases"),
    answer("cases"),
  ]);
  return { full, others, here: inTurn() };
}

if (!isMainThread) parentPort?.postMessage(workerData === "cases" ? inTurn() : endless(1, 1e9));
else {
  const first = inTurn();
  const grown = cases.map((one) => ({ name: one.name, bytes: growth(one) }));
  const workers = await inWorkers();
  console.log(JSON.stringify({ first, grown, rounds, withoutNumbers: withoutNumbers(), workers, last: inTurn() }));
}
