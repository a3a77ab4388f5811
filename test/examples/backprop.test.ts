import { rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compareGradients, differences } from "cotangent/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as Chain from "../../examples/backprop/src/chain.js";
import type * as Graph from "../../examples/backprop/src/graph.js";
import type * as Iris from "../../examples/backprop/src/iris.js";
import type * as Networks from "../../examples/backprop/src/network.js";
import { chainOf, factored, sumOverPaths } from "../../examples/backprop/src/paths.js";
import type * as Training from "../../examples/backprop/src/train.js";

const example = new URL("../../examples/backprop/", import.meta.url);
const out = new URL("dist/test/", example);

/** Loads a module of the example as the build makes it. */
const load = async <Module>(name: string): Promise<Module> =>
  (await import(/* @vite-ignore */ pathToFileURL(fileURLToPath(new URL(name, out))).href)) as Module;

beforeAll(async () => {
  const { bundle }: { bundle: (out: string, entries: readonly string[]) => Promise<void> } = await import(
    /* @vite-ignore */ new URL("bundle.mjs", example).href
  );
  await bundle(fileURLToPath(out), ["graph.ts", "chain.ts", "network.ts", "train.ts", "iris.ts"]);
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("the graph has the values and partials of the textbook", async () => {
  const { gradient, valuesAt, partialsAt, forwardAt, reverseAt } = await load<typeof Graph>("graph.js");
  expect(valuesAt(2, 1)).toEqual({ a: 2, b: 1, c: 3, d: 2, e: 6 });
  expect(partialsAt(2, 1)).toEqual({ ca: 1, cb: 1, db: 1, ec: 2, ed: 3 });
  expect(forwardAt(2, 1, 0, 1)).toEqual({ a: 0, b: 1, c: 1, d: 1, e: 5 });
  expect(forwardAt(2, 1, 1, 0)).toEqual({ a: 1, b: 0, c: 1, d: 0, e: 2 });
  expect(reverseAt(2, 1)).toEqual({ a: 2, b: 5, c: 2, d: 3, e: 1 });
  expect(gradient(2, 1)).toEqual([2, 5]);
});

test("the adjoint of a chain multiplies a fixed number of times a stage, the sum over paths 3^k", async () => {
  const { chainGradient } = await load<typeof Chain>("chain.js");
  const counted = await load<typeof Chain & { multiplications: () => number }>("chain.counted.js");
  const multiplications = (length: number): number => {
    const before = counted.multiplications();
    counted.chainGradient(1, chainOf(length));
    return counted.multiplications() - before;
  };
  for (const length of [1, 2, 5, 8]) {
    const stages = chainOf(length);
    expect(sumOverPaths(stages).products).toBe(3 ** length);
    expect(factored(stages).products).toBe(length);
    expect(sumOverPaths(stages).derivative).toBe(factored(stages).derivative);
    expect(chainGradient(1, stages)).toBe(factored(stages).derivative);
  }
  const perStage = multiplications(2) - multiplications(1);
  expect(perStage).toBeGreaterThan(0);
  expect(perStage).toBeLessThanOrEqual(3);
  expect(multiplications(20) - multiplications(1)).toBe(19 * perStage);
});

test("the network's gradient is right, and descent reaches 95 % on flowers it has not seen", async () => {
  const { loadIris } = await load<typeof Iris>("iris.js");
  const { createNetwork, loss, lossGradient } = await load<typeof Networks>("network.js");
  const { train, accuracy, confusion } = await load<typeof Training>("train.js");
  const iris = loadIris(0.3, 2);
  expect([iris.train.species.length, iris.test.species.length]).toEqual([105, 45]);

  const network = createNetwork(4, 8, 3, 2);
  const { measurements, species } = iris.train;
  const expected = differences(loss, [network, measurements, species]);
  const actual = lossGradient(network, measurements, species);
  expect(compareGradients(expected, actual, 1e-9, 1)).toMatchObject({ agrees: true, leaves: 67 });

  const losses = train(network, iris.train, { steps: 500, rate: 0.3 });
  expect(losses.at(-1)).toBeLessThan(0.1);
  expect(accuracy(confusion(network, iris.test, 3))).toBeGreaterThanOrEqual(0.95);
});
